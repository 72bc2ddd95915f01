using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

internal static class WithdrawConflictOfInterestOperation
{
    /// <summary>Says that an employee need not keep away from a contact's matters any more. That he did stays on record; what he gave up does not come back by itself.</summary>
    /// <param name="reason">Why there is no conflict any more.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static ConflictOfInterest WithdrawConflictOfInterest(ConflictOfInterest conflictOfInterest, string reason, TimeProvider clock)
    {
        conflictOfInterest.Withdraw(reason, clock.GetUtcNow());
        return conflictOfInterest;
    }
}

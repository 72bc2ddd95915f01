using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.StaffChanges;

internal static class CompleteStaffChangeItemOperation
{
    /// <summary>Records that a line of a checklist is done.</summary>
    /// <param name="evidence">What shows it.</param>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static StaffChangeItem CompleteStaffChangeItem(StaffChangeItem staffChangeItem, Caller caller, TimeProvider clock, string? evidence = null)
    {
        if (staffChangeItem.DoneAt is not null)
        {
            throw new RuleViolation(OrganizationRules.AlreadyEnded);
        }

        (staffChangeItem.DoneAt, staffChangeItem.DoneById, staffChangeItem.Evidence) = (clock.GetUtcNow(), caller.EmployeeId, evidence);
        return staffChangeItem;
    }
}

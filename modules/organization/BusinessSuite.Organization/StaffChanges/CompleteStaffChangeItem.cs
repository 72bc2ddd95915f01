using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.StaffChanges;

internal static class CompleteStaffChangeItemOperation
{
    /// <summary>Records that a line of the checklist of a staff change under way is done.</summary>
    /// <param name="evidence">What shows it.</param>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static async Task<StaffChangeItem> CompleteStaffChangeItem(
        StaffChangeItem staffChangeItem, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct, string? evidence = null)
    {
        if (staffChangeItem.DoneAt is not null)
        {
            throw new RuleViolation(OrganizationRules.AlreadyEnded);
        }

        if ((await db.StaffChanges.Locked(staffChangeItem.StaffChangeId, ct)).State != StaffChangeState.Open)
        {
            throw new RuleViolation(StaffChangeRules.ItemOver);
        }

        (staffChangeItem.DoneAt, staffChangeItem.DoneById, staffChangeItem.Evidence) = (clock.GetUtcNow(), caller.EmployeeId, evidence);
        return staffChangeItem;
    }
}

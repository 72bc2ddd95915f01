using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.StaffChanges;

internal static class CancelStaffChangeOperation
{
    /// <summary>Calls a staff change off.</summary>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static StaffChange CancelStaffChange(StaffChange staffChange, TimeProvider clock)
    {
        staffChange.End("CancelStaffChange", clock.GetUtcNow());
        return staffChange;
    }
}

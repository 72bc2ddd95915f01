using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

/// <summary>Days on which leave may be taken again.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
internal sealed record Unblocked(DateOnly First, DateOnly Last);

internal static class UnblockLeaveOperation
{
    /// <summary>Lets leave be asked for again on days that were blocked. What was blocked for everyone is unblocked by whose permission reaches everywhere.</summary>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static Unblocked UnblockLeave(LeaveBlock leaveBlock, OrganizationDbContext db, Caller caller)
    {
        if (leaveBlock.DepartmentId is null)
        {
            caller.RequireEverywhere(Permissions.AdministerLeave);
        }

        db.Remove(leaveBlock);
        return new(leaveBlock.First, leaveBlock.Last);
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class RefuseLeaveOperation
{
    /// <summary>Refuses leave. What was put aside for it is given back.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.ApproveLeave)]
    public static async Task<LeaveRequest> RefuseLeave(LeaveRequest leaveRequest, string reason, OrganizationDbContext db, LeaveRating rating, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        leaveRequest.Refuse(await db.Decider(caller, Permissions.ApproveLeave, leaveRequest.EmployeeId, LeaveRules.Own, ct), ApprovalRules.Why(reason), clock.GetUtcNow());
        await rating.Release(leaveRequest, DateOnly.MinValue, ct);
        return leaveRequest;
    }
}

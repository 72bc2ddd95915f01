using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Overtime;

internal static class RefuseOvertimeOperation
{
    /// <summary>Refuses overtime.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.ApproveOvertime)]
    public static async Task<OvertimeRequest> RefuseOvertime(OvertimeRequest overtimeRequest, string reason, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        overtimeRequest.Refuse(await db.Decider(caller, Permissions.ApproveOvertime, overtimeRequest.EmployeeId, OvertimeRules.Own, ct), ApprovalRules.Why(reason), clock.GetUtcNow());
        return overtimeRequest;
    }
}

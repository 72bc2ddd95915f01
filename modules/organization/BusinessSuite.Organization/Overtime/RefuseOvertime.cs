using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Overtime;

internal static class RefuseOvertimeOperation
{
    /// <summary>Refuses overtime.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.ApproveOvertime)]
    public static OvertimeRequest RefuseOvertime(OvertimeRequest overtimeRequest, string reason, Caller caller, TimeProvider clock)
    {
        overtimeRequest.Refuse(ApprovalRules.Decider(caller, overtimeRequest.EmployeeId, OvertimeRules.Own), ApprovalRules.Why(reason), clock.GetUtcNow());
        return overtimeRequest;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Overtime;

internal static class WithdrawOvertimeOperation
{
    /// <summary>Takes a request back before it is decided.</summary>
    [Mutation, Requires(Permissions.RequestOvertime)]
    public static OvertimeRequest WithdrawOvertime(OvertimeRequest overtimeRequest)
    {
        overtimeRequest.Withdraw();
        return overtimeRequest;
    }
}

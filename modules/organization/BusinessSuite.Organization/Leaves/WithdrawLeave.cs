using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class WithdrawLeaveOperation
{
    /// <summary>Takes a request back before it is decided. What was put aside for it is given back.</summary>
    [Mutation, Requires(Permissions.RequestLeave)]
    public static async Task<LeaveRequest> WithdrawLeave(LeaveRequest leaveRequest, LeaveRating rating, TimeProvider clock, CancellationToken ct)
    {
        leaveRequest.Withdraw(clock.GetUtcNow());
        await rating.Release(leaveRequest, DateOnly.MinValue, ct);
        return leaveRequest;
    }
}

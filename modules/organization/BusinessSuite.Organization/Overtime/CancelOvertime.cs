using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

internal static class CancelOvertimeOperation
{
    /// <summary>Cancels approved overtime. Rest that was granted for it is taken back; what was taken of it already must be covered otherwise.</summary>
    [Mutation, Requires(Permissions.ApproveOvertime)]
    public static async Task<OvertimeRequest> CancelOvertime(OvertimeRequest overtimeRequest, OrganizationDbContext db, TimeProvider clock, CancellationToken ct)
    {
        overtimeRequest.Cancel();
        if (await db.LeaveEntries.FirstOrDefaultAsync(e => e.OvertimeId == overtimeRequest.Id && e.Kind == LeaveEntryKind.Grant, ct) is { } rest)
        {
            db.Add(rest.Reversed(clock.GetUtcNow()));
        }

        return overtimeRequest;
    }
}

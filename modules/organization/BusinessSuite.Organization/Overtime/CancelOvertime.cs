using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

internal static class CancelOvertimeOperation
{
    /// <summary>Cancels approved overtime, until its month is closed: from then on what was worked of it stays.</summary>
    [Mutation, Requires(Permissions.ApproveOvertime)]
    public static async Task<OvertimeRequest> CancelOvertime(OvertimeRequest overtimeRequest, OrganizationDbContext db, TimeProvider clock, CancellationToken ct)
    {
        overtimeRequest.Cancel();
        // Rest was once given at the approval; what was taken of it already must be covered otherwise.
        if (await db.LeaveEntries.FirstOrDefaultAsync(e => e.OvertimeId == overtimeRequest.Id && e.Kind == LeaveEntryKind.Grant, ct) is { } rest)
        {
            db.Add(rest.Reversed(clock.GetUtcNow()));
        }

        return overtimeRequest;
    }
}

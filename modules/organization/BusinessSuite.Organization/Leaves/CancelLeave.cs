using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

internal static class CancelLeaveOperation
{
    /// <summary>Cancels approved leave. Of leave that has begun the days from tomorrow on are given back, and the employee is there again from now on.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.ApproveLeave)]
    public static async Task<LeaveRequest> CancelLeave(
        LeaveRequest leaveRequest, OrganizationDbContext db, LeaveRating rating, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, string? reason = null)
    {
        var now = clock.GetUtcNow();
        leaveRequest.Cancel(reason, now);
        var begun = leaveRequest.From < now;
        await rating.Release(leaveRequest, begun ? (await calendars.Day(now, ct)).AddDays(1) : DateOnly.MinValue, ct);
        var absence = await db.Absences.FirstAsync(a => a.LeaveRequestId == leaveRequest.Id, ct);
        if (begun)
        {
            leaveRequest.Took(await rating.TakenBefore(leaveRequest, (await calendars.Day(now, ct)).AddDays(1), ct));
            absence.End(now);
        }
        else
        {
            absence.Cancel(now);
        }

        return leaveRequest;
    }
}

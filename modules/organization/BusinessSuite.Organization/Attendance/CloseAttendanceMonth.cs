using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Attendance;

internal static class CloseAttendanceMonthOperation
{
    /// <summary>Closes a month that is over: judges all days a last time and keeps the figures. Corrections and leave of the month are decided before.</summary>
    /// <param name="month">A day of the month.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static async Task<AttendanceMonth> CloseAttendanceMonth(
        DateOnly month, OrganizationDbContext db, AttendanceBook book, WorkCalendars calendars, ILocks locks, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        // Nobody changes a day meanwhile: whoever does takes the same lock, shared.
        await locks.Take("organization.attendance", ct);
        var (first, now) = (new DateOnly(month.Year, month.Month, 1), clock.GetUtcNow());
        var last = first.AddDays(DateTime.DaysInMonth(month.Year, month.Month) - 1);
        if (await calendars.Day(now, ct) <= last)
        {
            throw new RuleViolation(AttendanceRules.Order) { Field = ["month"] };
        }

        var calendar = await calendars.Get(null, ct);
        var (from, until) = (calendar.Instant(first, TimeSpan.Zero), calendar.Instant(last.AddDays(1), TimeSpan.Zero));
        var open = await db.AttendanceCorrections.CountAsync(c => c.Status == ApprovalStatus.Requested && c.Day >= first && c.Day <= last, ct)
            + await db.LeaveRequests.CountAsync(r => r.Status == ApprovalStatus.Requested && r.From < until && r.Until > from, ct);
        if (open > 0)
        {
            throw new RuleViolation(AttendanceRules.Open, open);
        }

        var closed = new AttendanceMonth { Month = first, ClosedAt = now, ClosedById = caller.EmployeeId };
        var figures = new List<AttendanceFigure>();
        foreach (var employee in await book.Rostered(first, last, ct))
        {
            await book.Keep(employee, first, last, ct);
            var days = await db.AttendanceDays.Where(d => d.EmployeeId == employee && d.Day >= first && d.Day <= last).OrderBy(d => d.Day).ToListAsync(ct);
            figures.Add(AttendanceFigure.Of(closed.Id, employee, [.. days.Select(d => d.Result())]));
        }

        // The month is closed last: from then on its days stay.
        db.Add(closed);
        db.AddRange(figures);

        return closed;
    }
}

using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Attendance;

internal static class CloseAttendanceMonthOperation
{
    /// <summary>
    /// Closes a month that is over, its last shifts included: judges all days a last time, keeps the figures, and gives the rest for what was worked on
    /// rest days. Corrections and leave of the month are decided before. It closes for the whole company: the permission must reach everywhere.
    /// </summary>
    /// <param name="month">A day of the month.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static async Task<AttendanceMonth> CloseAttendanceMonth(
        DateOnly month, OrganizationDbContext db, AttendanceBook book, RestForWork rest, WorkCalendars calendars, ILocks locks, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        caller.RequireEverywhere(Permissions.AdministerTime);
        // Nobody changes a day or what it is judged by meanwhile: whoever does takes the same lock, shared.
        await locks.Take("organization.attendance", ct);
        var (first, now) = (new DateOnly(month.Year, month.Month, 1), clock.GetUtcNow());
        var last = first.AddDays(DateTime.DaysInMonth(month.Year, month.Month) - 1);
        var before = await db.AttendanceMonths.OrderByDescending(m => m.Month).Select(m => (DateOnly?)m.Month).ToListAsync(ct);
        if (before.Contains(first))
        {
            throw new RuleViolation(AttendanceRules.ClosedTwice) { Field = ["month"] };
        }

        if (await calendars.Day(now, ct) <= last || before.FirstOrDefault()?.AddMonths(1) is { } next && next != first)
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
        var (figures, worked) = (new List<AttendanceFigure>(), new List<(OvertimeRequest, TimeSpan)>());
        foreach (var employee in await book.Concerned(first, last, ct))
        {
            var days = await book.Judge(employee, first, last, now, ct);
            if (days.Any(d => d.Until > now))
            {
                throw new RuleViolation(AttendanceRules.Running) { Field = ["month"] };
            }

            await db.SaveChangesAsync(ct);
            figures.Add(AttendanceFigure.Of(closed.Id, employee, [.. days.Select(d => d.Result)]));
            worked.AddRange(days.SelectMany(d => d.Rest));
        }

        // The month is closed last: from then on its days stay.
        db.Add(closed);
        db.AddRange(figures);
        await rest.Give(worked, now, ct);
        return closed;
    }
}

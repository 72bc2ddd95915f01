using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

internal static class SetWeeklyHoursOperation
{
    /// <summary>
    /// Gives a calendar its weekly hours from a day on. Those before hold until then and stay on record, so that earlier days remain what they
    /// were; what was set for later days is replaced. What is open and counts working time by the default calendar follows: its deadlines move.
    /// It holds for everyone: the permission must reach everywhere.
    /// </summary>
    /// <param name="week">The working hours of a week.</param>
    /// <param name="validFrom">The first day on which they hold; today unless given, and all days for the first hours of a calendar.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static async Task<WorkCalendar> SetWeeklyHours(
        WorkCalendar calendar, IReadOnlyList<WeeklyHours> week, OrganizationDbContext db, WorkCalendars calendars, Caller caller, TimeProvider clock, CancellationToken ct, DateOnly? validFrom = null)
    {
        caller.RequireEverywhere(Permissions.AdministerCalendar);
        var before = await db.CalendarHours.Where(h => h.CalendarId == calendar.Id && h.Weekday != null).ToListAsync(ct);
        var from = validFrom ?? (before.Count > 0 ? await calendars.Day(clock.GetUtcNow(), ct) : (DateOnly?)null);
        db.RemoveRange(before.Where(h => h.ValidFrom >= from));
        foreach (var hours in before.Where(h => !(h.ValidFrom >= from) && (h.ValidUntil is null || h.ValidUntil > from)))
        {
            hours.ValidUntil = from;
        }

        // The old hours must end before the new ones begin, or they would overlap.
        await db.SaveChangesAsync(ct);
        db.AddRange(week.Select(h => new CalendarHours { CalendarId = calendar.Id, Weekday = h.Weekday, Start = h.Start, End = h.End, ValidFrom = from }));
        calendar.Changed(from ?? DateOnly.MinValue, DateOnly.MaxValue);
        return calendar;
    }
}

using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

internal static class SetWeeklyHoursOperation
{
    /// <summary>Replaces the weekly hours of a calendar. What is open and counts working time by the default calendar follows: its deadlines move.</summary>
    /// <param name="week">The working hours of a week.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static async Task<WorkCalendar> SetWeeklyHours(WorkCalendar calendar, IReadOnlyList<WeeklyHours> week, OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct)
    {
        db.RemoveRange(await db.CalendarHours.Where(h => h.CalendarId == calendar.Id && h.Weekday != null).ToListAsync(ct));
        // The old hours must be gone before the new ones come, or they would overlap.
        await db.SaveChangesAsync(ct);
        db.AddRange(week.Select(h => new CalendarHours { CalendarId = calendar.Id, Weekday = h.Weekday, Start = h.Start, End = h.End }));
        calendar.Changed(await calendars.Day(clock.GetUtcNow(), ct), DateOnly.MaxValue);
        return calendar;
    }
}

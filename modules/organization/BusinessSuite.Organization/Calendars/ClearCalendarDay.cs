using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

internal static class ClearCalendarDayOperation
{
    /// <summary>Takes back what was set for one day: it is again what the weekly pattern says. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="day">The day.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static async Task<WorkCalendar> ClearCalendarDay(WorkCalendar calendar, DateOnly day, OrganizationDbContext db, Caller caller, CancellationToken ct)
    {
        caller.RequireEverywhere(Permissions.AdministerCalendar);
        if (!await db.CalendarDays.AnyAsync(d => d.CalendarId == calendar.Id && d.Day == day, ct))
        {
            throw new RuleViolation(PlatformRules.NotFound) { Field = ["day"] };
        }

        await SetCalendarDayOperation.Clear(calendar, [day], db, ct);
        calendar.Changed(day, day);
        return calendar;
    }
}

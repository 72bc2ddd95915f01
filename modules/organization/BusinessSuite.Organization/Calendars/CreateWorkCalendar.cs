using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Calendars;

/// <summary>Working hours on a weekday.</summary>
/// <param name="Weekday">The weekday.</param>
/// <param name="Start">From, local time.</param>
/// <param name="End">To, local time; 00:00 is midnight at the end of the day.</param>
internal sealed record WeeklyHours(DayOfWeek Weekday, TimeOnly Start, TimeOnly End);

internal static class CreateWorkCalendarOperation
{
    /// <summary>Makes a working calendar with its weekly hours. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    /// <param name="timeZone">The time zone of its hours, IANA, for example Asia/Shanghai.</param>
    /// <param name="week">The working hours of a week; a weekday may have several, and one without any is a rest day.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static WorkCalendar CreateWorkCalendar(string code, string name, string timeZone, IReadOnlyList<WeeklyHours> week, OrganizationDbContext db, Caller caller)
    {
        caller.RequireEverywhere(Permissions.AdministerCalendar);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            throw new RuleViolation(CalendarRules.Zone, timeZone) { Field = ["timeZone"] };
        }

        var calendar = new WorkCalendar { Code = code, Name = name, TimeZone = timeZone };
        db.Add(calendar);
        db.AddRange(week.Select(h => new CalendarHours { CalendarId = calendar.Id, Weekday = h.Weekday, Start = h.Start, End = h.End }));
        return calendar;
    }
}

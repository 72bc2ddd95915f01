using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Calendars;

internal static class ImportPublicHolidaysOperation
{
    /// <summary>Sets a year's public holidays and make-up workdays from the data that comes with the suite; publicHolidays lists it. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="region">The region, ISO 3166-1, for example CN.</param>
    /// <param name="year">The year. What the calendar had for it before is replaced.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static async Task<WorkCalendar> ImportPublicHolidays(WorkCalendar calendar, string region, int year, OrganizationDbContext db, Caller caller, CancellationToken ct)
    {
        var known = PublicHolidaysQuery.PublicHolidays().FirstOrDefault(y => y.Region == region && y.Year == year)
            ?? throw new RuleViolation(CalendarRules.NotShipped, region, year) { Field = ["year"] };
        return await ImportCalendarYearOperation.ImportCalendarYear(
            calendar, year, [.. known.Holidays.Select(h => new HolidayPeriod(h.Name, Days(h), h.StatutoryDays))], known.MakeupWorkdays, db, caller, ct, known.Source);
    }

    private static DateOnly[] Days(PublicHoliday holiday) =>
        [.. Enumerable.Range(0, holiday.Last.DayNumber - holiday.First.DayNumber + 1).Select(holiday.First.AddDays)];
}

namespace BusinessSuite.Organization.Leaves;

/// <summary>How many days of leave a year of service gives.</summary>
internal static class Entitlement
{
    /// <summary>
    /// The days for a year. Each day in this company's service counts with what the steps give at the cumulated service of that
    /// day, so that who joins or comes to more years within the year gets his share; a part of a day is not given.
    /// </summary>
    /// <param name="year">The year.</param>
    /// <param name="steps">The days a year from so many years of service on.</param>
    /// <param name="service">All times of service; a second at the same time counts once.</param>
    public static decimal Of(int year, IReadOnlyList<LeaveGrantStep> steps, IReadOnlyList<ServicePeriod> service)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var sum = 0m;
        for (var day = first; day < next; day = day.AddDays(1))
        {
            if (service.Any(s => s.Employer is null && Covers(s, day)))
            {
                var years = Years(service, day);
                sum += steps.Where(s => s.AfterYears <= years).Select(s => s.Days).DefaultIfEmpty().Max();
            }
        }

        return Math.Floor(sum / (next.DayNumber - first.DayNumber));
    }

    /// <summary>The full years of service before a day, at all employers together.</summary>
    public static int Years(IReadOnlyList<ServicePeriod> service, DateOnly day)
    {
        var (days, reached) = (0, DateOnly.MinValue);
        foreach (var period in service.Where(s => s.From < day).OrderBy(s => s.From))
        {
            var (from, until) = (period.From > reached ? period.From : reached, period.Until is { } end && end < day ? end : day);
            if (until > from)
            {
                days += until.DayNumber - from.DayNumber;
                reached = until;
            }
        }

        var start = day.AddDays(-days);
        var years = day.Year - start.Year;
        return start.AddYears(years) > day ? years - 1 : years;
    }

    private static bool Covers(ServicePeriod period, DateOnly day) => period.From <= day && (period.Until is null || period.Until > day);
}

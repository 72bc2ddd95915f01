using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

/// <summary>A holiday as it is announced: its statutory days, and the days off around them.</summary>
/// <param name="Name">Its name, for example 春节.</param>
/// <param name="DaysOff">All days off, statutory ones and weekends included.</param>
/// <param name="StatutoryDays">Those that are statutory holidays (法定节假日): the law gives them on top of rest days, and work on them is paid as such.</param>
internal sealed record HolidayPeriod(string Name, IReadOnlyList<DateOnly> DaysOff, IReadOnlyList<DateOnly> StatutoryDays);

internal static class ImportCalendarYearOperation
{
    /// <summary>
    /// Sets the holidays and make-up workdays (调休) of a year. They must balance: as many working days as are given off beyond the
    /// statutory ones are made up for on rest days. It holds for everyone: the permission must reach everywhere.
    /// </summary>
    /// <param name="year">The year. What it had before is replaced.</param>
    /// <param name="holidays">The holidays.</param>
    /// <param name="makeupWorkdays">The rest days on which work is made up, with the hours of a Monday.</param>
    /// <param name="source">The announcement that it comes from.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static async Task<WorkCalendar> ImportCalendarYear(
        WorkCalendar calendar, int year, IReadOnlyList<HolidayPeriod> holidays, IReadOnlyList<DateOnly> makeupWorkdays, OrganizationDbContext db, Caller caller, CancellationToken ct,
        string? source = null)
    {
        caller.RequireEverywhere(Permissions.AdministerCalendar);
        var off = holidays.SelectMany(h => h.DaysOff).ToList();
        if (off.Concat(makeupWorkdays).Where(d => d.Year != year).Select(d => (DateOnly?)d).FirstOrDefault() is { } stray)
        {
            throw new RuleViolation(CalendarRules.OtherYear, stray, year);
        }

        if (holidays.SelectMany(h => h.StatutoryDays.Except(h.DaysOff)).Select(d => (DateOnly?)d).FirstOrDefault() is { } worked)
        {
            throw new RuleViolation(CalendarRules.NotOff, worked) { Field = ["holidays", "statutoryDays"] };
        }

        var week = (await db.CalendarHours.AsNoTracking().Where(h => h.CalendarId == calendar.Id && h.Weekday != null).ToListAsync(ct)).ToLookup(h => h.Weekday!.Value, h => h.Hours());
        bool IsWorkday(DateOnly day) => week[day.DayOfWeek].Any(h => h.HoldOn(day));
        if (makeupWorkdays.Where(IsWorkday).Select(d => (DateOnly?)d).FirstOrDefault() is { } workday)
        {
            throw new RuleViolation(CalendarRules.NotARestDay, workday) { Field = ["makeupWorkdays"] };
        }

        // A statutory day that falls on a rest day is moved to a working day, so each one is a working day off.
        var statutory = holidays.SelectMany(h => h.StatutoryDays).ToHashSet();
        var bridged = off.Distinct().Count(IsWorkday) - statutory.Count;
        if (bridged != makeupWorkdays.Distinct().Count())
        {
            throw new RuleViolation(CalendarRules.Unbalanced, bridged, statutory.Count, makeupWorkdays.Distinct().Count());
        }

        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var known = await db.CalendarDays.Where(d => d.CalendarId == calendar.Id && d.Day >= first && d.Day <= last).Select(d => d.Day).ToListAsync(ct);
        await SetCalendarDayOperation.Clear(calendar, known, db, ct);
        foreach (var period in holidays)
        {
            db.AddRange(period.DaysOff.Distinct().Select(d => new CalendarDay
            {
                CalendarId = calendar.Id,
                Day = d,
                Kind = DayKind.Holiday,
                Name = period.Name,
                Statutory = statutory.Contains(d),
                Source = source,
            }));
        }

        foreach (var day in makeupWorkdays.Distinct())
        {
            var special = new CalendarDay { CalendarId = calendar.Id, Day = day, Kind = DayKind.MakeupWorkday, Source = source };
            db.Add(special);
            db.AddRange(week[DayOfWeek.Monday].Where(h => h.HoldOn(day)).Select(h => new CalendarHours { CalendarId = calendar.Id, DayId = special.Id, Start = h.Start, End = h.End }));
        }

        calendar.Changed(first, last);
        return calendar;
    }
}

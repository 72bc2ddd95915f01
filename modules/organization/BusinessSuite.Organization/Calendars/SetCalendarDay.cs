using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

/// <summary>Working hours within one day.</summary>
/// <param name="Start">From, local time.</param>
/// <param name="End">To, local time; 00:00 is midnight at the end of the day.</param>
internal sealed record DayHours(TimeOnly Start, TimeOnly End);

internal static class SetCalendarDayOperation
{
    /// <summary>Sets one day that differs from the weekly pattern, for example a half day. Whole years come by importCalendarYear; clearCalendarDay takes it back. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="day">The day.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="hours">Its working hours; none on a holiday.</param>
    /// <param name="statutory">Whether it is a statutory holiday.</param>
    [Mutation, Requires(Permissions.AdministerCalendar)]
    public static async Task<CalendarDay> SetCalendarDay(
        WorkCalendar calendar, DateOnly day, DayKind kind, IReadOnlyList<DayHours> hours, OrganizationDbContext db, Caller caller, CancellationToken ct, string? name = null, bool statutory = false)
    {
        caller.RequireEverywhere(Permissions.AdministerCalendar);
        if (kind == DayKind.Holiday && hours.Count > 0)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A holiday has no working hours.") { Field = ["hours"] };
        }

        if (kind != DayKind.Holiday && statutory)
        {
            throw new RuleViolation(CalendarRules.StatutoryHoliday) { Field = ["statutory"] };
        }

        await Clear(calendar, [day], db, ct);
        var special = new CalendarDay { CalendarId = calendar.Id, Day = day, Kind = kind, Name = name, Statutory = statutory };
        calendar.Changed(day, day);
        db.Add(special);
        db.AddRange(hours.Select(h => new CalendarHours { CalendarId = calendar.Id, DayId = special.Id, Start = h.Start, End = h.End }));
        return special;
    }

    /// <summary>Removes days that differ, with their hours.</summary>
    public static async Task Clear(WorkCalendar calendar, IReadOnlyCollection<DateOnly> days, OrganizationDbContext db, CancellationToken ct)
    {
        var known = await db.CalendarDays.Where(d => d.CalendarId == calendar.Id && days.Contains(d.Day)).ToListAsync(ct);
        var ids = known.Select(d => (Guid?)d.Id).ToList();
        db.RemoveRange(await db.CalendarHours.Where(h => ids.Contains(h.DayId)).ToListAsync(ct));
        db.RemoveRange(known);
        await db.SaveChangesAsync(ct);
    }
}

using BusinessSuite.Organization.Attendance;
using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Shifts;

/// <summary>What an employee is to work on a day.</summary>
/// <param name="Day">The day on which it starts.</param>
/// <param name="Stretches">The working time as it really passes, breaks left out; none on a day off.</param>
/// <param name="Shift">The times of the shift, or null for someone without a roster, who works by the calendar.</param>
internal sealed record PlannedDay(DateOnly Day, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Stretches, ShiftVersion? Shift)
{
    /// <summary>How long that is.</summary>
    public TimeSpan Length => Within(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>How much of it lies within a time.</summary>
    public TimeSpan Within(DateTimeOffset from, DateTimeOffset until) => Stretches.Aggregate(TimeSpan.Zero, (sum, s) => sum + new Span(s.From, s.To).Overlap(new(from, until)));

    /// <summary>The instant at which so much of it has passed.</summary>
    public DateTimeOffset After(TimeSpan time)
    {
        foreach (var (from, to) in Stretches)
        {
            if (to - from >= time)
            {
                return from + time;
            }

            time -= to - from;
        }

        return Stretches[^1].To;
    }
}

/// <summary>Working time as it is planned: by the roster, and without one by the default calendar.</summary>
[Provides]
internal sealed class PlannedTimes(OrganizationDbContext db, WorkCalendars calendars, IUnrestricted unrestricted)
{
    /// <summary>What an employee is to work, day by day.</summary>
    public async Task<IReadOnlyList<PlannedDay>> Of(Guid employee, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var (roster, times) = await unrestricted.Read(() => Load(employee, first, last, ct), ct);
        var standard = await calendars.Get(null, ct);
        var days = new List<PlannedDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (roster.FirstOrDefault(r => Holds(r.Entry.ValidFrom, r.Entry.ValidUntil, day)) is not { Entry: { } entry } rostered)
            {
                // A day between rosters is off; who was never on one works by the calendar.
                days.Add(new(day, roster.Count > 0 && roster[0].Entry.ValidFrom <= day ? [] : standard.StretchesOf(day), null));
                continue;
            }

            var calendar = await calendars.OfId(rostered.CalendarId, ct);
            var shift = times.FirstOrDefault(t => t.ShiftId == entry.ShiftId && Holds(t.ValidFrom, t.ValidUntil, day));
            var works = shift is not null && (!entry.FollowsCalendar || calendar.StretchesOf(day).Count > 0);
            days.Add(new(day, works ? shift!.StretchesOn(day, calendar) : [], shift));
        }

        return days;
    }

    /// <summary>The calendar that an employee's days belong to.</summary>
    public async Task<WorkingTime> CalendarOf(Guid employee, DateOnly day, CancellationToken ct) => await calendars.OfId(
        await unrestricted.Read(() => (
            from entry in db.RosterEntries
            join shift in db.Shifts on entry.ShiftId equals shift.Id
            where entry.EmployeeId == employee && entry.ValidFrom <= day && (entry.ValidUntil == null || entry.ValidUntil > day)
            orderby entry.ValidFrom descending
            select (Guid?)shift.CalendarId).FirstOrDefaultAsync(ct), ct), ct);

    private static bool Holds(DateOnly from, DateOnly? until, DateOnly day) => from <= day && (until is null || until > day);

    private async Task<(List<Rostered> Roster, List<ShiftVersion> Times)> Load(Guid employee, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var roster = await (
            from entry in db.RosterEntries
            join shift in db.Shifts on entry.ShiftId equals shift.Id
            where entry.EmployeeId == employee && entry.ValidFrom <= last
            orderby entry.ValidFrom
            select new Rostered(entry, shift.CalendarId)).AsNoTracking().ToListAsync(ct);
        var shifts = roster.Select(r => r.Entry.ShiftId).Distinct().ToList();
        return (roster, await db.ShiftVersions.AsNoTracking().Where(t => shifts.Contains(t.ShiftId) && t.ValidFrom <= last && (t.ValidUntil == null || t.ValidUntil > first)).ToListAsync(ct));
    }

    private sealed record Rostered(RosterEntry Entry, Guid CalendarId);
}

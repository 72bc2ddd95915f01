using BusinessSuite.Organization.Attendance;
using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
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
internal sealed class PlannedTimes(OrganizationDbContext db, WorkCalendars calendars, IUnrestricted unrestricted) : IShiftRoster
{
    /// <summary>What an employee is to work, day by day.</summary>
    public async Task<IReadOnlyList<PlannedDay>> Of(Guid employee, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var plan = await Load([employee], first, last, ct);
        return [.. Days(first, last).Select(day => plan.On(employee, day))];
    }

    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> AtWork(IReadOnlyCollection<Guid> employees, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        // A shift of the day before may last into the time, and a zone may be a day ahead of the default one or behind it.
        var (first, last) = ((await calendars.Day(from, ct)).AddDays(-2), (await calendars.Day(until, ct)).AddDays(1));
        var plan = await Load(employees, first, last, ct);
        var found = new Dictionary<Guid, DateTimeOffset>();
        foreach (var employee in employees)
        {
            var next = Days(first, last).Select(day => plan.On(employee, day).Stretches).FirstOrDefault(s => s is [.., var end] && end.To > from);
            if (next is [var start, ..] && start.From < until)
            {
                found[employee] = start.From > from ? start.From : from;
            }
        }

        return found;
    }

    /// <summary>The calendar that an employee's days belong to.</summary>
    public async Task<WorkingTime> CalendarOf(Guid employee, DateOnly day, CancellationToken ct) => await calendars.OfId(
        await unrestricted.Read(() => (
            from entry in db.RosterEntries
            join shift in db.Shifts on entry.ShiftId equals shift.Id
            where entry.EmployeeId == employee && entry.ValidFrom <= day && (entry.ValidUntil == null || entry.ValidUntil > day)
            orderby entry.ValidFrom descending
            select (Guid?)shift.CalendarId).FirstOrDefaultAsync(ct), ct), ct);

    /// <summary>The calendars that an employee's days belong to, day by day.</summary>
    public async Task<IReadOnlyList<WorkingTime>> CalendarsOf(Guid employee, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var plan = await Load([employee], first, last, ct);
        return [.. Days(first, last).Select(day => plan.CalendarOn(employee, day))];
    }

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static bool Holds(DateOnly from, DateOnly? until, DateOnly day) => from <= day && (until is null || until > day);

    private async Task<Plan> Load(IReadOnlyCollection<Guid> employees, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var (roster, times) = await unrestricted.Read(async () =>
        {
            var rostered = await (
                from entry in db.RosterEntries
                join shift in db.Shifts on entry.ShiftId equals shift.Id
                where employees.Contains(entry.EmployeeId) && entry.ValidFrom <= last
                orderby entry.ValidFrom
                select new Rostered(entry, shift.CalendarId)).AsNoTracking().ToListAsync(ct);
            var shifts = rostered.Select(r => r.Entry.ShiftId).Distinct().ToList();
            return (rostered, shifts.Count == 0
                ? []
                : await db.ShiftVersions.AsNoTracking().Where(t => shifts.Contains(t.ShiftId) && t.ValidFrom <= last && (t.ValidUntil == null || t.ValidUntil > first)).ToListAsync(ct));
        }, ct);
        var known = new Dictionary<Guid, WorkingTime>();
        foreach (var id in roster.Where(r => r.Entry.ValidUntil is null || r.Entry.ValidUntil > first).Select(r => r.CalendarId).Distinct())
        {
            known[id] = await calendars.OfId(id, ct);
        }

        return new(await calendars.Get(null, ct), roster.ToLookup(r => r.Entry.EmployeeId), times, known);
    }

    private sealed record Rostered(RosterEntry Entry, Guid CalendarId);

    /// <summary>Everything that the days of some employees are planned by.</summary>
    private sealed record Plan(WorkingTime Standard, ILookup<Guid, Rostered> Roster, List<ShiftVersion> Times, Dictionary<Guid, WorkingTime> Calendars)
    {
        public WorkingTime CalendarOn(Guid employee, DateOnly day) => At(employee, day) is { } rostered ? Calendars[rostered.CalendarId] : Standard;

        public PlannedDay On(Guid employee, DateOnly day)
        {
            if (At(employee, day) is not { Entry: { } entry } rostered)
            {
                // A day between rosters is off; who was never on one works by the calendar.
                return new(day, Roster[employee].FirstOrDefault() is { Entry.ValidFrom: var since } && since <= day ? [] : Standard.StretchesOf(day), null);
            }

            var calendar = Calendars[rostered.CalendarId];
            var shift = Times.FirstOrDefault(t => t.ShiftId == entry.ShiftId && Holds(t.ValidFrom, t.ValidUntil, day));
            var works = shift is not null && (!entry.FollowsCalendar || calendar.StretchesOf(day).Count > 0);
            return new(day, works ? shift!.StretchesOn(day, calendar) : [], shift);
        }

        private Rostered? At(Guid employee, DateOnly day) => Roster[employee].FirstOrDefault(r => Holds(r.Entry.ValidFrom, r.Entry.ValidUntil, day));
    }
}

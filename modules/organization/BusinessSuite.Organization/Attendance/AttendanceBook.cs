using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Attendance;

/// <summary>A day that was judged, with what it was judged by.</summary>
/// <param name="Plan">What was to be worked.</param>
/// <param name="Window">The time in which clock events belong to the day.</param>
/// <param name="Result">What it was.</param>
/// <param name="Rest">The overtime that rest is given for, and how much of it was worked.</param>
internal sealed record JudgedDay(PlannedDay Plan, Span Window, DayResult Result, IReadOnlyList<(OvertimeRequest Overtime, TimeSpan Worked)> Rest)
{
    /// <summary>From when on nothing happens any more that the day is judged by.</summary>
    public DateTimeOffset Until { get; init; }
}

/// <summary>Judges days from what is known: roster and shifts, clock events and corrections, absences and overtime.</summary>
[Provides]
internal sealed class AttendanceBook(OrganizationDbContext db, PlannedTimes planned, WorkCalendars calendars, IUnrestricted unrestricted)
{
    /// <summary>How many days back are judged that were not, after the roster changed: closing judges all of a month.</summary>
    private const int Recent = 62;

    /// <summary>How far from overtime clock events of the days beside may lie that show how much of it was worked: whoever stays that long goes home in between.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromHours(24);

    /// <summary>The time in which clock events belong to an employee's day.</summary>
    public async Task<Span> WindowOf(Guid employee, DateOnly day, CancellationToken ct) => (await Windows(employee, day, day, null, ct))[0].Window;

    /// <summary>What a correction changes, by all else that is known now.</summary>
    public async Task<CorrectionEffect> Effect(AttendanceCorrection correction, CancellationToken ct)
    {
        var (days, facts) = await Gather(correction.EmployeeId, correction.Day, correction.Day, null, ct);
        var ((plan, window), others) = (days[0], facts.Corrections.Where(c => c.Id != correction.Id).ToList());
        return new(facts.Judge(plan, window, others).Result, facts.Judge(plan, window, [.. others, correction]).Result);
    }

    /// <summary>Judges days of a closed month again: by the rules and the plan that held, from what was known when it was closed.</summary>
    public async Task<IReadOnlyList<DayResult>> Again(Guid employee, IReadOnlyList<AttendanceDay> closed, DateTimeOffset knownAt, CancellationToken ct)
    {
        var ids = closed.Select(d => d.ShiftVersionId).ToList();
        var versions = await unrestricted.Read(() => (
            from version in db.ShiftVersions
            join shift in db.Shifts on version.ShiftId equals shift.Id
            where ids.Contains(version.Id)
            select new { Version = version, shift.CalendarId }).AsNoTracking().ToListAsync(ct), ct);
        var facts = await Facts(employee, closed.Min(d => d.Day), closed.Max(d => d.Day), new(closed.Min(d => d.WindowFrom), closed.Max(d => d.WindowUntil)), knownAt, ct);
        var again = new List<DayResult>();
        foreach (var day in closed)
        {
            var by = versions.FirstOrDefault(v => v.Version.Id == day.ShiftVersionId);
            var stretches = by is null || day.PlannedFrom is null ? [] : by.Version.StretchesOn(day.Day, await calendars.OfId(by.CalendarId, ct));
            again.Add(facts.Judge(new(day.Day, stretches, by?.Version), new(day.WindowFrom, day.WindowUntil), facts.Corrections).Result);
        }

        return again;
    }

    /// <summary>Judges an employee's days and keeps what they were. Days of closed months stay as they are.</summary>
    /// <returns>How many days are different now.</returns>
    public Task<int> Keep(Guid employee, DateOnly first, DateOnly last, CancellationToken ct) => Keep(employee, first, last, knownOnly: false, ct);

    /// <summary>Judges days anew that were judged before something became known of a time, and those beside them, whose overtime it may be.</summary>
    /// <param name="employees">Whose days.</param>
    /// <param name="from">From when on something is known.</param>
    /// <param name="until">Until when.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task Anew(IReadOnlyCollection<Guid> employees, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var judged = await db.AttendanceDays.Where(d => employees.Contains(d.EmployeeId) && d.WindowFrom <= until && d.WindowUntil > from)
            .GroupBy(d => d.EmployeeId).Select(d => new { Employee = d.Key, First = d.Min(x => x.Day), Last = d.Max(x => x.Day) }).OrderBy(d => d.Employee).ToListAsync(ct);
        foreach (var days in judged)
        {
            // What becomes known of an employee at once is judged one after the other.
            await db.Employees.Locked(days.Employee, ct);
            await Keep(days.Employee, days.First.AddDays(-1), days.Last.AddDays(1), knownOnly: true, ct);
        }
    }

    /// <summary>Judges days anew that are over, since what was to be worked is different: those that were judged before, and of the last two months those that were not.</summary>
    /// <param name="employees">Whose days.</param>
    /// <param name="first">The first day that is different.</param>
    /// <param name="today">The day that is not over yet.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task Anew(IReadOnlyCollection<Guid> employees, DateOnly first, DateOnly today, CancellationToken ct)
    {
        var judged = await db.AttendanceDays.Where(d => employees.Contains(d.EmployeeId) && d.Day >= first)
            .GroupBy(d => d.EmployeeId).Select(d => new { Employee = d.Key, First = d.Min(x => x.Day), Last = d.Max(x => x.Day) }).ToDictionaryAsync(d => d.Employee, ct);
        var recent = first > today.AddDays(-Recent) ? first : today.AddDays(-Recent);
        foreach (var employee in employees.Where(e => recent < today || judged.ContainsKey(e)).Order())
        {
            var known = judged.GetValueOrDefault(employee);
            await db.Employees.Locked(employee, ct);
            await Keep(employee, known is null || known.First > recent ? recent : known.First, today.AddDays(-1), knownOnly: false, ct);
            await Keep(employee, today, known?.Last ?? today.AddDays(-1), knownOnly: true, ct);
        }
    }

    /// <summary>Judges an employee's days of open months, to be kept as they are then.</summary>
    /// <param name="employee">Whose days.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="knownAt">By what was known at that moment; by all unless given.</param>
    /// <param name="ct">Ends the work.</param>
    public Task<IReadOnlyList<JudgedDay>> Judge(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt, CancellationToken ct) =>
        Judge(employee, first, last, knownAt, knownOnly: false, ct);

    /// <summary>Whose days are judged in a time: who is on a roster, or has overtime approved, and has not left before.</summary>
    public async Task<List<Guid>> Concerned(DateOnly first, DateOnly last, CancellationToken ct) => await db.RosterEntries
        .Where(r => r.ValidFrom <= last && (r.ValidUntil == null || r.ValidUntil > first)).Select(r => r.EmployeeId)
        .Union(db.OvertimeRequests.Where(o => o.Status == ApprovalStatus.Approved && o.Day >= first && o.Day <= last).Select(o => o.EmployeeId))
        .Where(id => !db.Employees.Any(e => e.Id == id && e.LeftOn <= first))
        .OrderBy(id => id).ToListAsync(ct);

    private async Task<int> Keep(Guid employee, DateOnly first, DateOnly last, bool knownOnly, CancellationToken ct)
    {
        var open = await db.AttendanceMonths.Select(m => (DateOnly?)m.Month).MaxAsync(ct) is { } closed && closed.AddMonths(1) > first ? closed.AddMonths(1) : first;
        if (open > last)
        {
            return 0;
        }

        await Judge(employee, open, last, null, knownOnly, ct);
        var changed = db.ChangeTracker.Entries<AttendanceDay>().Count(e => e.State is EntityState.Added or EntityState.Modified);
        await db.SaveChangesAsync(ct);
        return changed;
    }

    private async Task<IReadOnlyList<JudgedDay>> Judge(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt, bool knownOnly, CancellationToken ct)
    {
        var kept = await db.AttendanceDays.Where(d => d.EmployeeId == employee && d.Day >= first && d.Day <= last).ToDictionaryAsync(d => d.Day, ct);
        var (days, facts) = await Gather(employee, first, last, knownAt, ct);
        var judged = days.Select(d => facts.Judge(d.Plan, d.Window, facts.Corrections)).ToList();
        foreach (var day in judged)
        {
            if (kept.TryGetValue(day.Plan.Day, out var known))
            {
                known.Take(day);
            }
            else if (!knownOnly)
            {
                db.Add(new AttendanceDay { EmployeeId = employee, Day = day.Plan.Day }.Take(day));
            }
        }

        return judged;
    }

    private async Task<(IReadOnlyList<(PlannedDay Plan, Span Window)> Days, Known Facts)> Gather(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var days = await Windows(employee, first, last, knownAt, ct);
        return (days, await Facts(employee, first, last, new(days[0].Window.From, days[^1].Window.Until), knownAt, ct));
    }

    private async Task<IReadOnlyList<(PlannedDay Plan, Span Window)>> Windows(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt, CancellationToken ct)
    {
        // Two days more on both sides, so that a window does not depend on how many days are asked for.
        var (from, until) = (first.AddDays(-2), last.AddDays(2));
        // Attendance is that of a roster: who works by the calendar alone is not asked when he comes and goes.
        var plan = (await planned.Of(employee, from, until, ct)).Select(p => p.Shift is null ? p with { Stretches = [] } : p);
        var calendars = await planned.CalendarsOf(employee, from, until, ct);
        var overtime = await unrestricted.Read(() => Approved(employee, from, until, knownAt).Select(o => new { o.Day, o.From, o.Until }).ToListAsync(ct), ct);
        var days = plan.Zip(calendars, (p, calendar) => (Plan: p, Midnight: calendar.Instant(p.Day, TimeSpan.Zero))).ToList();
        var windows = DayWindows.Of(days, overtime.Select(o => (o.Day, new Span(o.From, o.Until))));
        return [.. days.Skip(2).SkipLast(2).Zip(windows.Skip(1), (d, window) => (d.Plan, window))];
    }

    private IQueryable<OvertimeRequest> Approved(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt) => db.OvertimeRequests.AsNoTracking()
        .Where(o => o.EmployeeId == employee && o.Day >= first && o.Day <= last && o.Status == ApprovalStatus.Approved && (knownAt == null || o.DecidedAt <= knownAt));

    private Task<Known> Facts(Guid employee, DateOnly first, DateOnly last, Span window, DateTimeOffset? knownAt, CancellationToken ct) => unrestricted.Read(
        async () => new Known(
            await db.ClockEvents.Where(e => e.EmployeeId == employee && e.At >= window.From - Beside && e.At < window.Until + Beside && (knownAt == null || e.ReceivedAt <= knownAt))
                .Select(e => new Punch(e.At, e.Direction)).ToListAsync(ct),
            await db.AttendanceCorrections.AsNoTracking().Where(c => c.EmployeeId == employee && c.Day >= first.AddDays(-1) && c.Day <= last.AddDays(1) && c.Status == ApprovalStatus.Approved
                && (knownAt == null || c.DecidedAt <= knownAt)).ToListAsync(ct),
            await db.Absences.Where(a => a.EmployeeId == employee && a.From < window.Until && a.Until > window.From && (a.CancelledAt == null || a.CancelledAt > knownAt)
                && (knownAt == null || a.RecordedAt == null || a.RecordedAt <= knownAt)).Select(a => new Span(a.From, a.Until)).ToListAsync(ct),
            await Approved(employee, first, last, knownAt).ToListAsync(ct)),
        ct);

    /// <summary>What is known of an employee's days, and of those beside them.</summary>
    private sealed record Known(IReadOnlyList<Punch> Punches, IReadOnlyList<AttendanceCorrection> Corrections, IReadOnlyList<Span> Absences, IReadOnlyList<OvertimeRequest> Overtime)
    {
        public JudgedDay Judge(PlannedDay plan, Span window, IReadOnlyList<AttendanceCorrection> corrections)
        {
            List<Punch> punches = [.. In(window, Punches), .. corrections.Where(c => c.Day == plan.Day).SelectMany(c => c.Punches())];
            var others = Punches.Concat(corrections.Where(c => c.Day != plan.Day).SelectMany(c => c.Punches())).ToList();
            var overtime = Overtime.Where(o => o.Day == plan.Day).Select(o => (Request: o, Extra: new Extra(
                new(o.From, o.Until), o.Class, o.Compensation == OvertimeCompensation.Rest,
                // Only the window that is kept and the overtime itself enter, so that it comes out the same when its month is closed.
                [.. DayJudgement.Sessions(In(new(o.Until - Beside, window.From), others)), .. DayJudgement.Sessions(In(new(window.Until, o.From + Beside), others))]))).ToList();
            return new(
                plan, window, DayJudgement.Of(plan, punches, Absences, [.. overtime.Select(o => o.Extra)]),
                [.. overtime.Where(o => o.Extra.ForRest).Select(o => (o.Request, o.Extra.Worked(punches)))])
            {
                // Overtime beyond the window belongs to the shift of the next day, which it begins.
                Until = overtime.Where(o => o.Request.Until > window.Until).Select(o => o.Request.From + Beside).Append(window.Until).Max(),
            };
        }

        private static IEnumerable<Punch> In(Span time, IEnumerable<Punch> punches) => punches.Where(p => p.At >= time.From && p.At < time.Until);
    }
}

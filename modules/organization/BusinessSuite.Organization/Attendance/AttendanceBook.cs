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
internal sealed record JudgedDay(PlannedDay Plan, Span Window, DayResult Result, IReadOnlyList<(OvertimeRequest Overtime, TimeSpan Worked)> Rest);

/// <summary>Judges days from what is known: roster and shifts, clock events and corrections, absences and overtime.</summary>
[Provides]
internal sealed class AttendanceBook(OrganizationDbContext db, PlannedTimes planned, WorkCalendars calendars, IUnrestricted unrestricted)
{
    private static readonly TimeSpan DefaultMargin = TimeSpan.FromHours(4);

    /// <summary>The time in which clock events belong to an employee's day.</summary>
    public async Task<Span> WindowOf(Guid employee, DateOnly day, CancellationToken ct) => (await Windows(employee, day, day, ct))[0].Window;

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
    public async Task<int> Keep(Guid employee, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var open = await db.AttendanceMonths.Select(m => (DateOnly?)m.Month).MaxAsync(ct) is { } closed && closed.AddMonths(1) > first ? closed.AddMonths(1) : first;
        if (open > last)
        {
            return 0;
        }

        await Judge(employee, open, last, null, ct);
        var changed = db.ChangeTracker.Entries<AttendanceDay>().Count(e => e.State is EntityState.Added or EntityState.Modified);
        await db.SaveChangesAsync(ct);
        return changed;
    }

    /// <summary>Judges an employee's days of open months, to be kept as they are then.</summary>
    /// <param name="employee">Whose days.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="knownAt">By what was known at that moment; by all unless given.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<IReadOnlyList<JudgedDay>> Judge(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt, CancellationToken ct)
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
            else
            {
                db.Add(new AttendanceDay { EmployeeId = employee, Day = day.Plan.Day }.Take(day));
            }
        }

        return judged;
    }

    /// <summary>Whose days are judged in a time: who is on a roster, or has overtime approved.</summary>
    public async Task<List<Guid>> Concerned(DateOnly first, DateOnly last, CancellationToken ct) => await db.RosterEntries
        .Where(r => r.ValidFrom <= last && (r.ValidUntil == null || r.ValidUntil > first)).Select(r => r.EmployeeId)
        .Union(db.OvertimeRequests.Where(o => o.Status == ApprovalStatus.Approved && o.Day >= first && o.Day <= last).Select(o => o.EmployeeId))
        .OrderBy(id => id).ToListAsync(ct);

    private async Task<(IReadOnlyList<(PlannedDay Plan, Span Window)> Days, Known Facts)> Gather(Guid employee, DateOnly first, DateOnly last, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var days = await Windows(employee, first, last, ct);
        return (days, await Facts(employee, first, last, new(days[0].Window.From, days[^1].Window.Until), knownAt, ct));
    }

    private async Task<IReadOnlyList<(PlannedDay Plan, Span Window)>> Windows(Guid employee, DateOnly first, DateOnly last, CancellationToken ct)
    {
        // Attendance is that of a roster: who works by the calendar alone is not asked when he comes and goes.
        var plan = (await planned.Of(employee, first.AddDays(-1), last.AddDays(1), ct)).Select(p => p.Shift is null ? p with { Stretches = [] } : p).ToList();
        var calendar = await planned.CalendarOf(employee, first, ct);
        return [.. Enumerable.Range(1, plan.Count - 2).Select(i => (plan[i], Window(plan[i - 1], plan[i], plan[i + 1], calendar)))];
    }

    /// <summary>The time in which clock events belong to a day: around its shift, and where shifts lie close together up to the middle between them.</summary>
    private static Span Window(PlannedDay before, PlannedDay day, PlannedDay after, WorkingTime calendar)
    {
        if (day.Stretches.Count == 0)
        {
            var (midnight, next) = (calendar.Instant(day.Day, TimeSpan.Zero), calendar.Instant(day.Day.AddDays(1), TimeSpan.Zero));
            var from = before.Stretches is [.., var over] && over.To + Margin(before) > midnight ? over.To + Margin(before) : midnight;
            var until = after.Stretches is [var soon, ..] && soon.From - Margin(after) < next ? soon.From - Margin(after) : next;
            return new(from, until > from ? until : from);
        }

        var (start, end, margin) = (day.Stretches[0].From, day.Stretches[^1].To, Margin(day));
        var earliest = before.Stretches is [.., var past] ? Later(start - margin, Middle(past.To, start)) : start - margin;
        var latest = after.Stretches is [var coming, ..] ? Earlier(end + margin, Middle(end, coming.From)) : end + margin;
        return new(earliest, latest);
    }

    private static TimeSpan Margin(PlannedDay day) => day.Shift?.Margin ?? DefaultMargin;

    private static DateTimeOffset Middle(DateTimeOffset one, DateTimeOffset other) => one + ((other - one) / 2);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private Task<Known> Facts(Guid employee, DateOnly first, DateOnly last, Span window, DateTimeOffset? knownAt, CancellationToken ct) => unrestricted.Read(
        async () => new Known(
            await db.ClockEvents.Where(e => e.EmployeeId == employee && e.At >= window.From && e.At < window.Until && (knownAt == null || e.ReceivedAt <= knownAt))
                .Select(e => new Punch(e.At, e.Direction)).ToListAsync(ct),
            await db.AttendanceCorrections.AsNoTracking().Where(c => c.EmployeeId == employee && c.Day >= first && c.Day <= last && c.Status == ApprovalStatus.Approved
                && (knownAt == null || c.DecidedAt <= knownAt)).ToListAsync(ct),
            await db.Absences.Where(a => a.EmployeeId == employee && a.From < window.Until && a.Until > window.From && (a.CancelledAt == null || a.CancelledAt > knownAt)
                && (knownAt == null || a.RecordedAt == null || a.RecordedAt <= knownAt)).Select(a => new Span(a.From, a.Until)).ToListAsync(ct),
            await db.OvertimeRequests.AsNoTracking().Where(o => o.EmployeeId == employee && o.Day >= first && o.Day <= last && o.Status == ApprovalStatus.Approved
                && (knownAt == null || o.DecidedAt <= knownAt)).ToListAsync(ct)),
        ct);

    /// <summary>What is known of an employee's days.</summary>
    private sealed record Known(IReadOnlyList<Punch> Punches, IReadOnlyList<AttendanceCorrection> Corrections, IReadOnlyList<Span> Absences, IReadOnlyList<OvertimeRequest> Overtime)
    {
        public JudgedDay Judge(PlannedDay plan, Span window, IReadOnlyList<AttendanceCorrection> corrections)
        {
            var told = Punches.Where(p => p.At >= window.From && p.At < window.Until);
            List<Punch> punches = [.. told, .. corrections.Where(c => c.Day == plan.Day).SelectMany(c => c.Punches())];
            var overtime = Overtime.Where(o => o.Day == plan.Day).Select(o => (Request: o, Extra: new Extra(new(o.From, o.Until), o.Class, o.Compensation == OvertimeCompensation.Rest))).ToList();
            return new(
                plan, window, DayJudgement.Of(plan, punches, Absences, [.. overtime.Select(o => o.Extra)]),
                [.. overtime.Where(o => o.Extra.ForRest).Select(o => (o.Request, DayJudgement.Stayed(punches, o.Extra.Time)))]);
        }
    }
}

using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>What leave takes on one day.</summary>
internal sealed record RatedDay(DateOnly Day, decimal Amount);

/// <summary>Leave in days: from the first to the last, each whole unless said otherwise.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="StartsAtNoon">Whether only the second half of the first day is taken; halves are those of its working time.</param>
/// <param name="EndsAtNoon">Whether only the first half of the last day is taken.</param>
internal sealed record LeaveDays(DateOnly First, DateOnly Last, bool StartsAtNoon = false, bool EndsAtNoon = false);

/// <summary>Leave by the hour.</summary>
/// <param name="From">From when.</param>
/// <param name="Until">Until when.</param>
internal sealed record LeaveHours(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Counts leave in working time by calendar and roster, and books it.</summary>
[Provides]
internal sealed class LeaveRating(OrganizationDbContext db, PlannedTimes planned, WorkCalendars calendars, TimeProvider clock)
{
    /// <summary>When leave in days begins and ends. A shift over midnight belongs to the day on which it starts.</summary>
    public async Task<LeaveHours> Bounds(Guid employee, LeaveDays days, CancellationToken ct)
    {
        var plan = await planned.Of(employee, days.First.AddDays(-1), days.Last, ct);
        var calendar = await planned.CalendarOf(employee, days.First, ct);
        return new(
            days.StartsAtNoon ? Middle(plan[1], calendar) : Later(calendar.Instant(days.First, TimeSpan.Zero), plan[0]),
            days.EndsAtNoon ? Middle(plan[^1], calendar) : Later(calendar.Instant(days.Last.AddDays(1), TimeSpan.Zero), plan[^1]));
    }

    /// <summary>What leave takes, day by day: shares of days, or hours.</summary>
    public async Task<IReadOnlyList<RatedDay>> Rate(Guid employee, LeaveUnit unit, LeaveRule rule, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var calendar = await planned.CalendarOf(employee, (await calendars.Get(null, ct)).Day(from), ct);
        var (first, last) = (calendar.Day(from), calendar.Day(until.AddTicks(-1)));
        if (rule.CountsRestDays)
        {
            return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(i => new RatedDay(first.AddDays(i), 1))];
        }

        return [.. from day in await planned.Of(employee, first.AddDays(-1), last, ct)
                   let taken = day.Within(@from, until)
                   where taken > TimeSpan.Zero
                   select new RatedDay(day.Day, unit == LeaveUnit.Hour ? Hours(taken) : decimal.Round((decimal)taken.Ticks / day.Length.Ticks, 4))];
    }

    /// <summary>The rule of a type on a day.</summary>
    /// <exception cref="RuleViolation">There is none.</exception>
    public async Task<LeaveRule> RuleOn(Guid type, DateOnly day, CancellationToken ct) => await RuleOrNull(type, day, ct) ?? throw new RuleViolation(LeaveRules.NoRule, day);

    /// <summary>The rule of a type on a day, or null when it has none.</summary>
    public Task<LeaveRule?> RuleOrNull(Guid type, DateOnly day, CancellationToken ct) =>
        db.LeaveRules.AsNoTracking().FirstOrDefaultAsync(r => r.LeaveTypeId == type && r.ValidFrom <= day && (r.ValidUntil == null || r.ValidUntil > day), ct);

    /// <summary>The end of the n-th working day before that of a moment, until which leave that begins then is to be requested; the moment itself for 0.</summary>
    public async Task<DateTimeOffset> RequestBy(DateTimeOffset from, int workingDays, CancellationToken ct)
    {
        var calendar = await calendars.Get(null, ct);
        var day = calendar.Day(from);
        // A calendar without working days has no days to count.
        for (var back = 0; workingDays > 0 && back < 366; back++)
        {
            day = day.AddDays(-1);
            workingDays -= calendar.StretchesOf(day).Count > 0 ? 1 : 0;
        }

        return day == calendar.Day(from) ? from : calendar.Instant(day.AddDays(1), TimeSpan.Zero);
    }

    /// <summary>Takes what a request needs out of the ledger, and says so in the request. The employee is locked.</summary>
    /// <returns>How much the balance does not cover.</returns>
    public async Task<decimal> Book(LeaveRequest request, LeaveRule rule, IReadOnlyList<RatedDay> days, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var missing = 0m;
        if (rule.FromBalance)
        {
            var entries = await db.LeaveEntries.Where(e => e.EmployeeId == request.EmployeeId && e.LeaveTypeId == request.LeaveTypeId).ToListAsync(ct);
            var undone = entries.Where(e => e.ReversesId is not null).Select(e => e.ReversesId).ToHashSet();
            var booked = entries.Where(e => e.RequestId == request.Id && e.Kind == LeaveEntryKind.Use && !undone.Contains(e.Id)).ToLookup(e => e.Day);
            var changed = days.Select(d => d.Day).Union(booked.Select(b => b.Key)).Where(d => days.Where(r => r.Day == d).Sum(r => r.Amount) != -booked[d].Sum(e => e.Amount)).ToHashSet();
            var reversed = changed.SelectMany(d => booked[d]).Select(e => e.Reversed(now)).ToList();
            db.AddRange(reversed);
            var account = new LeaveAccount([.. entries, .. reversed]);
            foreach (var day in days.Where(d => changed.Contains(d.Day)))
            {
                var (taken, rest) = account.Take(day.Day, day.Amount, rule.MaxOverdraw);
                missing += rest;
                db.AddRange(taken.Select(t => new LeaveEntry
                {
                    EmployeeId = request.EmployeeId,
                    LeaveTypeId = request.LeaveTypeId,
                    Kind = LeaveEntryKind.Use,
                    Amount = -t.Amount,
                    Day = day.Day,
                    ExpiresOn = t.ExpiresOn,
                    RecordedAt = now,
                    RequestId = request.Id,
                }));
            }
        }

        request.Rate(days.Sum(d => d.Amount), missing, again: db.Entry(request).State != EntityState.Added);
        return missing;
    }

    /// <summary>Gives back what a request took, from a day on.</summary>
    public async Task Release(LeaveRequest request, DateOnly from, CancellationToken ct)
    {
        await db.Employees.Locked(request.EmployeeId, ct);
        var open = await db.LeaveEntries.Where(e => e.RequestId == request.Id && e.Kind == LeaveEntryKind.Use && e.Day >= from && !db.LeaveEntries.Any(r => r.ReversesId == e.Id)).ToListAsync(ct);
        db.AddRange(open.Select(e => e.Reversed(clock.GetUtcNow())));
    }

    /// <summary>What a request takes on the days before one.</summary>
    public async Task<decimal> TakenBefore(LeaveRequest request, DateOnly day, CancellationToken ct)
    {
        var unit = await db.LeaveTypes.Where(t => t.Id == request.LeaveTypeId).Select(t => t.Unit).FirstAsync(ct);
        var rule = await RuleOn(request.LeaveTypeId, await calendars.Day(request.From, ct), ct);
        return (await Rate(request.EmployeeId, unit, rule, request.From, request.Until, ct)).Where(d => d.Day < day).Sum(d => d.Amount);
    }

    /// <summary>Counts anew what a request takes. The employee is locked.</summary>
    public async Task Again(LeaveRequest request, CancellationToken ct)
    {
        await Move(request, ct);
        var type = await db.LeaveTypes.AsNoTracking().FirstAsync(t => t.Id == request.LeaveTypeId, ct);
        var rule = await RuleOn(type.Id, await calendars.Day(request.From, ct), ct);
        await Book(request, rule, await Rate(request.EmployeeId, type.Unit, rule, request.From, request.Until, ct), ct);
    }

    /// <summary>Counts anew what leave that lies ahead takes, after calendar or roster changed.</summary>
    /// <param name="employees">Whose leave; null for everyone's.</param>
    /// <param name="first">The first day that is different.</param>
    /// <param name="last">The last day that is different.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task Renew(IReadOnlyCollection<Guid>? employees, DateOnly first, DateOnly last, CancellationToken ct)
    {
        calendars.Forget();
        var calendar = await calendars.Get(null, ct);
        var now = clock.GetUtcNow();
        var (everyone, concerned) = (employees is null, employees ?? []);
        // A day more on both sides, since days of other zones and shifts over midnight reach over.
        var (from, until) = (calendar.Instant(first, TimeSpan.FromDays(-1)), last > DateOnly.MaxValue.AddDays(-3) ? DateTimeOffset.MaxValue : calendar.Instant(last, TimeSpan.FromDays(2)));
        var ahead = await db.LeaveRequests
            .Where(r => (r.Status == ApprovalStatus.Requested || r.Status == ApprovalStatus.Approved) && (everyone || concerned.Contains(r.EmployeeId))
                && r.Until > now && r.Until > from && r.From < until)
            .OrderBy(r => r.EmployeeId).Select(r => new { r.Id, r.EmployeeId }).ToListAsync(ct);
        // Days beside each other move one after the other.
        await db.Database.ExecuteSqlAsync($"set constraints organization.ex_leave_requests_overlap, organization.ex_absences_overlap deferred", ct);
        foreach (var one in ahead)
        {
            await db.Employees.Locked(one.EmployeeId, ct);
            await Again(await db.LeaveRequests.Locked(one.Id, ct), ct);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Lets leave in days that has not begun lie on its days as they are by calendar and roster now, and its absence with it.</summary>
    private async Task Move(LeaveRequest request, CancellationToken ct)
    {
        if (request.Days() is not { } days || request.From <= clock.GetUtcNow())
        {
            return;
        }

        var time = await Bounds(request.EmployeeId, days, ct);
        if (time.Until <= time.From || time == new LeaveHours(request.From, request.Until))
        {
            return;
        }

        request.Move(time);
        if (await db.Absences.FirstOrDefaultAsync(a => a.LeaveRequestId == request.Id, ct) is { } absence)
        {
            (absence.From, absence.Until) = (time.From, time.Until);
        }
    }

    /// <summary>A time in hours, as the ledger counts it.</summary>
    public static decimal Hours(TimeSpan time) => decimal.Round((decimal)time.Ticks / TimeSpan.TicksPerHour, 4);

    private static DateTimeOffset Later(DateTimeOffset midnight, PlannedDay before) => before.Stretches is [.., var last] && last.To > midnight ? last.To : midnight;

    private static DateTimeOffset Middle(PlannedDay day, WorkingTime calendar) =>
        day.Stretches.Count == 0 ? calendar.Instant(day.Day, TimeSpan.FromHours(12)) : day.After(day.Length / 2);
}

/// <summary>Leave that lies ahead takes what it takes by calendar and roster as they are.</summary>
internal sealed class RenewLeave(LeaveRating rating) : IHandle<CalendarChanged>, IHandle<RosterChanged>
{
    public Task Handle(CalendarChanged happened, CancellationToken ct) => rating.Renew(null, happened.First, happened.Last, ct);

    public Task Handle(RosterChanged happened, CancellationToken ct) => rating.Renew(happened.EmployeeIds, happened.First, DateOnly.MaxValue, ct);
}

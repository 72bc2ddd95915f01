using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>The turn of the year in the ledger of leave: what is granted, what is carried over, what expires.</summary>
[Provides]
internal sealed class LeaveYear(OrganizationDbContext db, LeaveRating rating, TimeProvider clock)
{
    /// <summary>Grants the leave of a year by cumulated service.</summary>
    public async Task<LeaveGrantRun> Grant(LeaveType type, int year, CancellationToken ct)
    {
        var rule = await rating.RuleOn(type.Id, new(year, 12, 31), ct);
        var run = new LeaveGrantRun(year, 0, 0, 0);
        foreach (var employee in (await Missing(rule, year, null, ct)).Keys.Order())
        {
            var missing = await Grant(rule, year, employee, ct);
            run = new(year, run.Employees + (missing > 0 ? 1 : 0), run.Days + Math.Max(missing, 0), run.Exceeding + (missing < 0 ? 1 : 0));
        }

        return run;
    }

    /// <summary>Grants an employee what is missing of the leave of a year.</summary>
    /// <returns>How much that was; less than 0 when he has more.</returns>
    public async Task<decimal> Grant(LeaveRule rule, int year, Guid employee, CancellationToken ct)
    {
        await db.Employees.Locked(employee, ct);
        var missing = (await Missing(rule, year, employee, ct)).GetValueOrDefault(employee);
        if (missing > 0)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            var came = await Serving(first, last).Where(s => s.EmployeeId == employee).MinAsync(s => s.From, ct);
            db.Add(new LeaveEntry
            {
                EmployeeId = employee,
                LeaveTypeId = rule.LeaveTypeId,
                Kind = LeaveEntryKind.Grant,
                Amount = missing,
                // Who comes within the year has nothing before.
                Day = came > first ? came : first,
                ExpiresOn = last,
                RecordedAt = clock.GetUtcNow(),
                RuleId = rule.Id,
                Year = year,
                Reason = rule.Source,
            });
        }

        return missing;
    }

    /// <summary>How much of the leave of a year employees miss; less than 0 who has more. Who has what he should is left out.</summary>
    /// <param name="rule">The rule of the year.</param>
    /// <param name="year">The year.</param>
    /// <param name="of">Of whom; of everyone unless given.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<IReadOnlyDictionary<Guid, decimal>> Missing(LeaveRule rule, int year, Guid? of, CancellationToken ct)
    {
        var steps = await db.LeaveGrantSteps.AsNoTracking().Where(s => s.RuleId == rule.Id).ToListAsync(ct);
        if (steps.Count == 0)
        {
            return new Dictionary<Guid, decimal>();
        }

        var serving = Serving(new(year, 1, 1), new(year, 12, 31)).Select(s => s.EmployeeId);
        var service = await db.ServicePeriods.AsNoTracking().Where(s => (of == null || s.EmployeeId == of) && serving.Contains(s.EmployeeId)).ToListAsync(ct);
        // What was entered by hand, brought over or given on top, is no part of it.
        var had = await db.LeaveEntries.Where(e => (of == null || e.EmployeeId == of) && e.LeaveTypeId == rule.LeaveTypeId && e.RuleId != null && e.Year == year)
            .GroupBy(e => e.EmployeeId).Select(g => new { g.Key, Amount = g.Sum(e => e.Amount) }).ToDictionaryAsync(g => g.Key, g => g.Amount, ct);
        return service.GroupBy(s => s.EmployeeId).Select(g => (Employee: g.Key, Days: Entitlement.Of(year, steps, [.. g]) - had.GetValueOrDefault(g.Key)))
            .Where(m => m.Days != 0).ToDictionary(m => m.Employee, m => m.Days);
    }

    /// <summary>Whose leave of any type expired before a day with something left to carry over or to end.</summary>
    public Task<List<Guid>> Unclosed(DateOnly today, CancellationToken ct) => (
        from entry in db.LeaveEntries
        where entry.ExpiresOn != null && entry.ExpiresOn < today
        group entry by new { entry.EmployeeId, entry.LeaveTypeId, entry.ExpiresOn } into lot
        where lot.Sum(e => e.Amount) != 0
        select lot.Key.EmployeeId).Distinct().ToListAsync(ct);

    /// <summary>Carries over what may be, and ends what was not taken, of an employee's grants that expired before a day.</summary>
    public async Task Close(Guid employee, DateOnly today, CancellationToken ct)
    {
        await db.Employees.Locked(employee, ct);
        var left = await (
            from entry in db.LeaveEntries
            where entry.EmployeeId == employee && entry.ExpiresOn != null && entry.ExpiresOn < today
            group entry by new { entry.LeaveTypeId, Expired = entry.ExpiresOn!.Value } into lot
            where lot.Sum(e => e.Amount) != 0
            orderby lot.Key.LeaveTypeId, lot.Key.Expired
            select new { lot.Key.LeaveTypeId, lot.Key.Expired, Amount = lot.Sum(e => e.Amount) }).ToListAsync(ct);
        foreach (var lot in left)
        {
            var (expired, now) = (lot.Expired, clock.GetUtcNow());
            // By what has no rule nothing is carried over.
            var rule = await rating.RuleOrNull(lot.LeaveTypeId, expired, ct);
            LeaveEntry Entry(LeaveEntryKind kind, decimal amount, DateOnly? expires, Guid? transfer) => new()
            {
                EmployeeId = employee,
                LeaveTypeId = lot.LeaveTypeId,
                Kind = kind,
                Amount = amount,
                Day = expired.AddDays(1),
                ExpiresOn = expires,
                RecordedAt = now,
                TransferId = transfer,
                Reason = rule?.Source,
            };
            var granted = await Granted(employee, lot.LeaveTypeId, expired).SumAsync(e => e.Amount, ct);
            // Something is left again when leave is given back that was put aside: the limit holds for all nights together.
            var before = -await db.LeaveEntries.Where(e => e.EmployeeId == employee && e.LeaveTypeId == lot.LeaveTypeId && e.Kind == LeaveEntryKind.Carry
                && e.ExpiresOn == expired && e.Day > expired).SumAsync(e => e.Amount, ct);
            // What was carried here was taken first and is not carried again; what was overdrawn is owed by the year after.
            var carried = lot.Amount < 0 ? lot.Amount : rule is null || rule.CarryMonths == 0 ? 0 : Math.Clamp(Math.Min(granted, rule.CarryLimit) - before, 0, lot.Amount);
            if (carried != 0)
            {
                var transfer = TimeOrderedId.Next();
                var holds = lot.Amount < 0 ? new DateOnly(expired.AddDays(1).Year, 12, 31) : expired.AddDays(1).AddMonths(rule!.CarryMonths).AddDays(-1);
                db.AddRange(Entry(LeaveEntryKind.Carry, -carried, expired, transfer), Entry(LeaveEntryKind.Carry, carried, holds, transfer));
            }

            if (lot.Amount > carried)
            {
                db.Add(Entry(LeaveEntryKind.Expire, carried - lot.Amount, expired, null));
            }
        }
    }

    /// <summary>The service in this company that reaches into a time, of those who have not left before.</summary>
    private IQueryable<ServicePeriod> Serving(DateOnly first, DateOnly last) => db.ServicePeriods.Where(s => s.Employer == null && s.From <= last && (s.Until == null || s.Until > first)
        && !db.Employees.Any(e => e.Id == s.EmployeeId && e.LeftOn <= first));

    /// <summary>What was granted until a day, with what undid it.</summary>
    private IQueryable<LeaveEntry> Granted(Guid employee, Guid type, DateOnly expires) => db.LeaveEntries.Where(e => e.EmployeeId == employee && e.LeaveTypeId == type && e.ExpiresOn == expires
        && (e.Kind == LeaveEntryKind.Grant || db.LeaveEntries.Any(g => g.Id == e.ReversesId && g.Kind == LeaveEntryKind.Grant)));
}

/// <summary>Keeps the ledger of leave up to date, each night and employee by employee. What a year grants is there a month before, so that leave can be asked for in it.</summary>
[Recurring("organization.leave-year", "30 17 * * *")]
internal sealed class TurnLeaveYear(OrganizationDbContext db, LeaveYear leave, WorkCalendars calendars, TimeProvider clock) : IRecurringParts
{
    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset tick, CancellationToken ct)
    {
        var today = await calendars.Day(clock.GetUtcNow(), ct);
        var due = new HashSet<Guid>(await leave.Unclosed(today, ct));
        foreach (var (rule, year) in await Granting(today, ct))
        {
            due.UnionWith((await leave.Missing(rule, year, null, ct)).Where(m => m.Value > 0).Select(m => m.Key));
        }

        return [.. due.Order()];
    }

    public async Task Do(Guid part, CancellationToken ct)
    {
        var today = await calendars.Day(clock.GetUtcNow(), ct);
        await leave.Close(part, today, ct);
        foreach (var (rule, year) in await Granting(today, ct))
        {
            await leave.Grant(rule, year, part, ct);
        }
    }

    /// <summary>The rules that grant leave of this year, and from December on of the next.</summary>
    private async Task<IReadOnlyList<(LeaveRule Rule, int Year)>> Granting(DateOnly today, CancellationToken ct)
    {
        var granting = new List<(LeaveRule, int)>();
        foreach (var year in new[] { today.Year, today.AddMonths(1).Year }.Distinct())
        {
            var (since, last) = (year == today.Year ? today : new(year, 1, 1), new DateOnly(year, 12, 31));
            var rules = await db.LeaveRules.AsNoTracking().Where(r => r.ValidFrom <= last && (r.ValidUntil == null || r.ValidUntil > last) && db.LeaveRules.Any(
                s => s.LeaveTypeId == r.LeaveTypeId && s.ValidFrom <= since && (s.ValidUntil == null || s.ValidUntil > since) && db.LeaveGrantSteps.Any(x => x.RuleId == s.Id)))
                .OrderBy(r => r.LeaveTypeId).ToListAsync(ct);
            granting.AddRange(rules.Select(r => (r, year)));
        }

        return granting;
    }
}

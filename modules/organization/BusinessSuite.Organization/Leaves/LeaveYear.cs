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
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var rule = await rating.RuleOn(type.Id, last, ct);
        var steps = await db.LeaveGrantSteps.AsNoTracking().Where(s => s.RuleId == rule.Id).ToListAsync(ct);
        var employed = await db.ServicePeriods.Where(s => s.Employer == null && s.From <= last && (s.Until == null || s.Until > first)
            && !db.Employees.Any(e => e.Id == s.EmployeeId && e.LeftOn <= first)).Select(s => s.EmployeeId).Distinct().OrderBy(id => id).ToListAsync(ct);
        var run = new LeaveGrantRun(year, 0, 0, 0);
        foreach (var employee in steps.Count == 0 ? [] : employed)
        {
            await db.Employees.Locked(employee, ct);
            var service = await db.ServicePeriods.AsNoTracking().Where(s => s.EmployeeId == employee).ToListAsync(ct);
            // What was entered by hand, brought over or given on top, is no part of it.
            var had = await db.LeaveEntries.Where(e => e.EmployeeId == employee && e.LeaveTypeId == type.Id && e.RuleId != null && e.Year == year).SumAsync(e => e.Amount, ct);
            var missing = Entitlement.Of(year, steps, service) - had;
            if (missing > 0)
            {
                db.Add(new LeaveEntry
                {
                    EmployeeId = employee,
                    LeaveTypeId = type.Id,
                    Kind = LeaveEntryKind.Grant,
                    Amount = missing,
                    // Who comes within the year has nothing before.
                    Day = service.Where(s => s.Employer is null && (s.Until is null || s.Until > first)).Min(s => s.From) is var came && came > first ? came : first,
                    ExpiresOn = last,
                    RecordedAt = clock.GetUtcNow(),
                    RuleId = rule.Id,
                    Year = year,
                    Reason = rule.Source,
                });
            }

            run = new(year, run.Employees + (missing > 0 ? 1 : 0), run.Days + Math.Max(missing, 0), run.Exceeding + (missing < 0 ? 1 : 0));
        }

        return run;
    }

    /// <summary>Carries over what may be, and ends what was not taken, of all grants that expired before a day.</summary>
    public async Task Close(DateOnly today, CancellationToken ct)
    {
        var left = await (
            from entry in db.LeaveEntries
            where entry.ExpiresOn != null && entry.ExpiresOn < today
            group entry by new { entry.EmployeeId, entry.LeaveTypeId, entry.ExpiresOn } into lot
            where lot.Sum(e => e.Amount) != 0
            orderby lot.Key.EmployeeId
            select new { lot.Key, Amount = lot.Sum(e => e.Amount) }).ToListAsync(ct);
        foreach (var lot in left)
        {
            await db.Employees.Locked(lot.Key.EmployeeId, ct);
            var (expired, now) = (lot.Key.ExpiresOn!.Value, clock.GetUtcNow());
            // By what has no rule nothing is carried over.
            var rule = await rating.RuleOrNull(lot.Key.LeaveTypeId, expired, ct);
            LeaveEntry Entry(LeaveEntryKind kind, decimal amount, DateOnly? expires, Guid? transfer) => new()
            {
                EmployeeId = lot.Key.EmployeeId,
                LeaveTypeId = lot.Key.LeaveTypeId,
                Kind = kind,
                Amount = amount,
                Day = expired.AddDays(1),
                ExpiresOn = expires,
                RecordedAt = now,
                TransferId = transfer,
                Reason = rule?.Source,
            };
            var granted = await Granted(lot.Key.EmployeeId, lot.Key.LeaveTypeId, expired).SumAsync(e => e.Amount, ct);
            // Something is left again when leave is given back that was put aside: the limit holds for all nights together.
            var before = -await db.LeaveEntries.Where(e => e.EmployeeId == lot.Key.EmployeeId && e.LeaveTypeId == lot.Key.LeaveTypeId && e.Kind == LeaveEntryKind.Carry
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

    /// <summary>What was granted until a day, with what undid it.</summary>
    private IQueryable<LeaveEntry> Granted(Guid employee, Guid type, DateOnly expires) => db.LeaveEntries.Where(e => e.EmployeeId == employee && e.LeaveTypeId == type && e.ExpiresOn == expires
        && (e.Kind == LeaveEntryKind.Grant || db.LeaveEntries.Any(g => g.Id == e.ReversesId && g.Kind == LeaveEntryKind.Grant)));
}

/// <summary>Keeps the ledger of leave up to date, each night.</summary>
[Recurring("organization.leave-year", "30 17 * * *")]
internal sealed class TurnLeaveYear(OrganizationDbContext db, LeaveYear leave, WorkCalendars calendars, TimeProvider clock) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var today = await calendars.Day(clock.GetUtcNow(), ct);
        await leave.Close(today, ct);
        var granting = await (
            from type in db.LeaveTypes
            join rule in db.LeaveRules on type.Id equals rule.LeaveTypeId
            where rule.ValidFrom <= today && (rule.ValidUntil == null || rule.ValidUntil > today) && db.LeaveGrantSteps.Any(s => s.RuleId == rule.Id)
            select type).ToListAsync(ct);
        foreach (var type in granting)
        {
            await leave.Grant(type, today.Year, ct);
        }
    }
}

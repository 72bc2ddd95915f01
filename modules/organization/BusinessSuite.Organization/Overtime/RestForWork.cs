using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

/// <summary>Rest that makes good for work on rest days (补休), given through the ledger of leave.</summary>
[Provides]
internal sealed class RestForWork(OrganizationDbContext db, LeaveRating rating, WorkCalendars calendars)
{
    private const string Code = "COMPENSATORY";

    /// <summary>The rule by which rest for overtime of a day is given.</summary>
    /// <exception cref="RuleViolation">There is no such type of leave, or no rule.</exception>
    public async Task<LeaveRule> RuleOn(DateOnly day, CancellationToken ct)
    {
        var type = await db.LeaveTypes.AsNoTracking().FirstOrDefaultAsync(t => t.Code == Code && t.Unit == LeaveUnit.Hour, ct) ?? throw new RuleViolation(OvertimeRules.NoRestType);
        return await rating.RuleOn(type.Id, day, ct);
    }

    /// <summary>Gives the rest for overtime, once its month is closed and what was worked of it stays: the same hours, from that day on.</summary>
    public async Task Give(IReadOnlyList<(OvertimeRequest Overtime, TimeSpan Worked)> overtime, DateTimeOffset at, CancellationToken ct)
    {
        var (ids, today) = (overtime.Select(o => (Guid?)o.Overtime.Id).ToList(), await calendars.Day(at, ct));
        // Rest was once given at the approval.
        var given = await db.LeaveEntries.Where(e => e.Kind == LeaveEntryKind.Grant && ids.Contains(e.OvertimeId)).Select(e => e.OvertimeId!.Value).ToListAsync(ct);
        foreach (var day in overtime.Where(o => LeaveRating.Hours(o.Worked) > 0 && !given.Contains(o.Overtime.Id)).GroupBy(o => o.Overtime.Day))
        {
            var rule = await RuleOn(day.Key, ct);
            db.AddRange(day.Select(o => new LeaveEntry
            {
                EmployeeId = o.Overtime.EmployeeId,
                LeaveTypeId = rule.LeaveTypeId,
                Kind = LeaveEntryKind.Grant,
                Amount = LeaveRating.Hours(o.Worked),
                Day = today,
                ExpiresOn = rule.GrantMonths is { } months ? today.AddMonths(months) : null,
                RecordedAt = at,
                OvertimeId = o.Overtime.Id,
            }));
        }
    }
}

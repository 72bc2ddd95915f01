using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>
/// When the calendar changes, the clocks that have not stopped are due, and their next steps come, when the calendar says so now;
/// the planned end follows the clock of completion. Steps that were taken stay taken.
/// What no clock measures was told the customer as a day and stays promised: the planned end of an application without a service
/// level, and until when a complaint is acknowledged, answered, responded to and replied to.
/// </summary>
internal sealed class ReplanClocks(IntakeDbContext db, Clocks clocks) : FollowCalendar(db), IReact<ClocksReplanned>
{
    public Task React(ClocksReplanned happened, EventInfo info, CancellationToken ct) => Replan(happened.ClockId, happened.Since, ct);

    protected override async Task Replan(Guid after, DateTimeOffset since, CancellationToken ct)
    {
        var part = await Db.ServiceClocks
            .Where(c => c.Id.CompareTo(after) > 0 && c.State != ClockState.Stopped && (c.DueAt == null || c.DueAt >= since || c.NextStepAt >= since))
            .OrderBy(c => c.Id).Take(Part).Select(c => new { c.Id, c.ApplicationId }).ToListAsync(ct);
        var (ids, cases) = (part.Select(c => c.Id).ToArray(), part.Select(c => c.ApplicationId).Distinct().ToArray());
        // Operations lock the application before its clocks, and so does this; rows that refer to it can be added meanwhile.
        var applications = await Db.Applications.RowsWhere($"id = any({cases}) order by id for no key update").ToDictionaryAsync(a => a.Id, ct);
        var locked = await Db.ServiceClocks.RowsWhere($"id = any({ids}) order by id for update").ToListAsync(ct);
        await clocks.Replan(applications, [.. locked.Where(c => c.State != ClockState.Stopped)], ct);
        if (locked.Count == Part)
        {
            locked[^1].Replanned(since);
        }
    }
}

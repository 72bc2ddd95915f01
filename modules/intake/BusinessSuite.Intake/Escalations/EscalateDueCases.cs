using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

/// <summary>
/// Takes the steps up that are due and lets unanswered escalations climb. Rows that another host has in hand are passed over,
/// and two unique indexes let no step and no climb happen twice.
/// </summary>
[Recurring("intake.escalate", "* * * * *")]
internal sealed class EscalateDueCases(IntakeDbContext db, Escalating escalating, EscalationMail mail, Clocks.Clocks clocks, IWorkCalendar calendar, TimeProvider clock) : IRecurringJob
{
    /// <summary>How many clocks and how many escalations one transaction takes at most.</summary>
    private const int Batch = 500;

    private readonly List<Escalation> _raised = [];

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (climbing, stepping) = (await Climb(now, ct), await Step(now, ct));
        await mail.Send(_raised, ct);
        More = climbing == Batch || stepping == Batch;
    }

    private async Task<int> Step(DateTimeOffset now, CancellationToken ct)
    {
        var due = await db.ServiceClocks.RowsWhere($"next_step_at <= {now} order by next_step_at limit {Batch} for update skip locked").ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var ids = due.Select(c => c.ApplicationId).ToList();
        var cases = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new Case(a.Id, a.DepartmentId, a.ResponsibleId)).ToDictionaryAsync(a => a.Id, ct);
        var owners = await escalating.Owners([.. cases.Values], now, ct);
        var ways = await escalating.Ways([.. owners.Values.Distinct()], now, ct);
        var levels = due.Select(c => c.ServiceLevelId).Distinct().ToList();
        var climbs = await db.ServiceLevels.Where(l => levels.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.ClimbAfter, ct);
        foreach (var plan in await clocks.Plans(due, ct))
        {
            // The calendar may have changed since the step was planned: what counts is the time worked until now.
            var worked = await plan.Timeline.Worked(now, ct);
            var reached = plan.Ahead.TakeWhile(s => s.After(plan.Clock.Within) <= worked).ToList();
            var one = cases[plan.Clock.ApplicationId];
            foreach (var step in reached)
            {
                var to = ways.Up(owners.TryGetValue(one.Id, out var owner) ? owner : null, step.Rank, null);
                await Raise(
                    new(one.Id, one.DepartmentId, EscalationCause.Step, to, now) { ClockId = plan.Clock.Id, Percent = step.Percent, ClimbAfter = climbs[plan.Clock.ServiceLevelId] }, ct);
            }

            await plan.Settle(reached.Count, ct);
        }

        return due.Count;
    }

    private async Task<int> Climb(DateTimeOffset now, CancellationToken ct)
    {
        var due = await db.Escalations.RowsWhere($"climbs_at <= {now} order by climbs_at limit {Batch} for update skip locked").ToListAsync(ct);
        if (due.Count == 0)
        {
            return 0;
        }

        // Where nobody owned the case, somebody may by now.
        var ownerless = due.Where(e => e.SubjectId is null).Select(e => e.ApplicationId).ToList();
        var owners = await escalating.Owners(
            await db.Applications.AsNoTracking().Where(a => ownerless.Contains(a.Id)).Select(a => new Case(a.Id, a.DepartmentId, a.ResponsibleId)).ToListAsync(ct), now, ct);
        var ways = await escalating.Ways([.. due.Select(e => e.SubjectId).OfType<Guid>().Concat(owners.Values).Distinct()], now, ct);
        foreach (var before in due)
        {
            var subject = before.SubjectId ?? (owners.TryGetValue(before.ApplicationId, out var owner) ? owner : null);
            var to = Next(before, subject, ways);
            // Whoever is away now may be back by the next time; only at the top there is nobody to wait for.
            before.ClimbAt(to is null && (before.RecipientId is null || ways.Up(subject, before.Rank, before.RaisedById).Top > before.Rank) ? await calendar.Deadline(now, before.ClimbAfter, ct) : null);
            if (to is not null)
            {
                await Raise(
                    new(before.ApplicationId, before.DepartmentId, EscalationCause.Unanswered, to, now)
                    {
                        ClimbedFromId = before.Id,
                        OriginId = before.OriginId,
                        RaisedById = before.RaisedById,
                        Reason = before.Reason,
                        ClimbAfter = before.ClimbAfter,
                    }, ct);
            }
        }

        return due.Count;
    }

    /// <summary>The next one up who is there and somebody else; where nobody was there, whoever is now. Null when there is none.</summary>
    private static Addressee? Next(Escalation before, Guid? subject, WaysUp ways)
    {
        if (before.RecipientId is null)
        {
            return ways.Up(subject, before.Rank, before.RaisedById) is { Recipient: not null } there ? there : null;
        }

        var rank = before.Rank + 1;
        // One below that rank says that nobody is at it or above.
        while (ways.Up(subject, rank, before.RaisedById) is { Recipient: not null } to && to.Rank >= rank)
        {
            if (to.Recipient != before.RecipientId)
            {
                return to;
            }

            rank = to.Rank + 1;
        }

        return null;
    }

    private async Task Raise(Escalation escalation, CancellationToken ct)
    {
        escalation.ClimbAt(await calendar.Deadline(escalation.RaisedAt, escalation.ClimbAfter, ct));
        db.Add(escalation);
        _raised.Add(escalation);
    }
}

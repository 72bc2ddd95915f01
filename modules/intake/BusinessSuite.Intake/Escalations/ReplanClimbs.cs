using BusinessSuite.Intake.Clocks;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

/// <summary>When the calendar changes, escalations that nobody answers go further up when the calendar says so now.</summary>
internal sealed class ReplanClimbs(IntakeDbContext db, IWorkCalendar calendar) : FollowCalendar(db), IReact<ClimbsReplanned>
{
    public Task React(ClimbsReplanned happened, EventInfo info, CancellationToken ct) => Replan(happened.EscalationId, happened.Since, ct);

    protected override async Task Replan(Guid after, DateTimeOffset since, CancellationToken ct)
    {
        var part = await Db.Escalations.RowsWhere($"id > {after} and climbs_at >= {since} order by id limit {Part} for update").ToListAsync(ct);
        foreach (var escalation in part)
        {
            escalation.ClimbAt(await calendar.Deadline(escalation.AcknowledgedAt ?? escalation.RaisedAt, escalation.ClimbAfter, ct));
        }

        if (part.Count == Part)
        {
            part[^1].Replanned(since);
        }
    }
}

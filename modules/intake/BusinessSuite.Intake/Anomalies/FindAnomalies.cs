using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Anomalies;

/// <summary>
/// Finds what is wrong with cases, and what is no longer, also where no service level promises anything. The calendar is asked once for each service level; all cases are then
/// judged in one statement, along indexes.
/// </summary>
[Recurring("intake.find-anomalies", "*/10 * * * *")]
internal sealed class FindAnomalies(IntakeDbContext db, IWorkCalendar calendar, Paces paces, AnomalyMail mail, TimeProvider clock) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var levels = await db.ServiceLevels.AsNoTracking().Where(l => db.Applications.Any(a => a.ServiceLevelId == l.Id && a.EndedAt == null)).OrderBy(l => l.Id).ToListAsync(ct);
        var pace = await paces.Of([.. levels.Select(l => l.TypeId).Distinct()], ct);
        var (ids, quietSince, lateBy) = (new List<Guid>(), new List<DateTimeOffset>(), new List<DateTimeOffset>());
        foreach (var level in levels)
        {
            ids.Add(level.Id);
            quietSince.Add(await calendar.Before(now, level.StuckAfter, ct));
            // A case has worked long enough to be expected late when no more than this is left until it is due.
            lateBy.Add(await calendar.Deadline(now, level.CompleteWithin - pace(level.TypeId).LateFrom(level.CompleteWithin), ct));
        }

        var usualQuietSince = await calendar.Before(now, ServiceLevels.ServiceLevel.UsualStuck, ct);
        var found = await db.Database.SqlQuery<FoundAnomaly>($"""
            with level(id, quiet_since, late_by) as (select * from unnest({ids.ToArray()}, {quietSince.ToArray()}, {lateBy.ToArray()})),
            found(application_id, kind, task_id) as (
              -- What waits for the applicant or stands still for a reason is not stuck.
              select a.id, 'STUCK', null::uuid from level l join intake.applications a on a.service_level_id = l.id
              where a.ended_at is null and a.last_event_at <= l.quiet_since and a.status in ('RECEIVED', 'ACCEPTED')
                and not exists (select from intake.service_clocks c where c.application_id = a.id and c.state = 'PAUSED')
              union
              select id, 'STUCK', null from intake.applications
              where service_level_id is null and ended_at is null and last_event_at <= {usualQuietSince} and status in ('RECEIVED', 'ACCEPTED')
              union
              select id, 'LATE_FORECAST', null from intake.applications where service_level_id is null and ended_at is null and planned_end_at <= {now}
              union
              select c.application_id, 'LATE_FORECAST', null from level l join intake.service_clocks c on c.service_level_id = l.id
              where c.state = 'RUNNING' and c.target = 'COMPLETION' and c.due_at <= l.late_by
              union
              select moved.application_id, 'PING_PONG', null from (
                select application_id, count(*) as times from intake.handovers where from_id is not null and to_id is distinct from from_id group by application_id
                union all
                select application_id, sum(owner_changes) from intake.tasks where owner_changes > 0 group by application_id) moved
              join intake.applications a on a.id = moved.application_id left join intake.service_levels l on l.id = a.service_level_id
              where a.ended_at is null group by moved.application_id, l.most_owner_changes having sum(moved.times) > coalesce(l.most_owner_changes, {ServiceLevels.ServiceLevel.UsualOwnerChanges})
              union
              select r.application_id, 'REOPENED', null from intake.reopenings r join intake.applications a on a.id = r.application_id where a.ended_at is null
              union
              select application_id, 'OVERDUE_TASK', id from intake.tasks where status in ('OPEN', 'ASSIGNED') and due_at <= {now}),
            gone as (
              update intake.anomalies a set resolved_at = {now}, version = version + 1
              where resolved_at is null
                -- Whether a case is late is judged again once its clock runs on.
                and not (kind = 'LATE_FORECAST' and exists (select from intake.service_clocks c where c.application_id = a.application_id and c.state = 'PAUSED'))
                and not exists (select from found f where f.application_id = a.application_id and f.kind = a.kind and f.task_id is not distinct from a.task_id))
            insert into intake.anomalies (id, version, application_id, kind, task_id, found_at)
            select intake.time_ordered_id({now}), 1, f.application_id, f.kind, f.task_id, {now} from found f
            where not exists (select from intake.anomalies a where a.application_id = f.application_id and a.kind = f.kind and a.task_id is not distinct from f.task_id and a.resolved_at is null)
            on conflict (application_id, kind, task_id) where resolved_at is null do nothing
            returning id, application_id, kind, task_id
            """).ToListAsync(ct);
        if (found.Count > 0)
        {
            await mail.Send(found, now, ct);
        }
    }
}

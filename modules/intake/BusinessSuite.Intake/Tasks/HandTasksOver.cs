using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// While someone is away his tasks are with the deputy, or, where a conflict of interest, a lack of competence or an absence keeps that
/// one from them, with whom the rule of assignment chooses; another deputy takes over what the one before has. What nobody can take waits,
/// and is tried again. Afterwards those that are not done come back, unless he may not have them any more.
/// </summary>
internal sealed class HandTasksOver(IntakeDbContext db, Assigning assigning, IDutyRoster roster, TimeProvider clock) : IReact<LeaveStarted>, IReact<LeaveEnded>
{
    public async Task React(LeaveStarted happened, EventInfo info, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await roster.Holder(happened.EmployeeId, null, now, ct))?.Absence is null)
        {
            // He is back already.
            return;
        }

        foreach (var task in await Held(t => t.AssigneeId == happened.EmployeeId || t.OnBehalfOfId == happened.EmployeeId, ct))
        {
            await assigning.HandOver(task, happened.DeputyId, now, ct);
        }
    }

    public async Task React(LeaveEnded happened, EventInfo info, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var task in await Held(t => t.OnBehalfOfId == happened.EmployeeId, ct))
        {
            if (await assigning.IsBarred(task, happened.EmployeeId, now, ct))
            {
                task.Keep();
                continue;
            }

            task.GiveBack(now);
            db.Add(Assignment.Of(task, happened.EmployeeId, now, []));
        }
    }

    private Task<List<WorkTask>> Held(System.Linq.Expressions.Expression<Func<WorkTask, bool>> whose, CancellationToken ct) =>
        db.Tasks.Where(t => t.Status == WorkTaskStatus.Assigned).Where(whose).OrderBy(t => t.Id).ToListAsync(ct);
}

/// <summary>Tries again to hand over the tasks that nobody could take when their assignees went away or declared an interest.</summary>
[Recurring("intake.hand-over-waiting", "*/10 * * * *")]
internal sealed class HandOverWaitingTasks(IntakeDbContext db, Assigning assigning, IDutyRoster roster, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 200;

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // In another order each time, so that none waits for ever behind those that nobody can take.
        foreach (var task in await db.Tasks.RowsWhere(
            $"waits_since is not null and status = 'ASSIGNED' order by md5(id::text || {tick.ToUnixTimeSeconds()}::text) limit {Batch} for update skip locked").ToListAsync(ct))
        {
            if ((await roster.Holder(task.AssigneeId!.Value, null, now, ct))?.Absence is { } away)
            {
                await assigning.HandOver(task, away.DeputyId, now, ct);
            }
            else if (await assigning.IsBarred(task, task.AssigneeId.Value, now, ct))
            {
                await assigning.Replace(task, now, ct);
            }
            else
            {
                task.StopWaiting();
            }
        }
    }
}

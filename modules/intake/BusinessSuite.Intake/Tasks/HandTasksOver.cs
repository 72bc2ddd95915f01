using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// While someone is away his tasks are with the deputy, or, where a conflict of interest, a lack of competence or an absence keeps that
/// one from them, with whom the rule of assignment chooses; another deputy takes over what the one before has. What nobody can take waits,
/// and is tried again. Afterwards those that are not done come back, unless he may not have them any more. An absence that follows on
/// another one goes on with its own deputy, in whatever order the end of the one and the beginning of the other are told.
/// </summary>
internal sealed class HandTasksOver(IntakeDbContext db, Assigning assigning, IDutyRoster roster, TimeProvider clock) : IReact<LeaveStarted>, IReact<LeaveEnded>
{
    public async Task React(LeaveStarted happened, EventInfo info, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Otherwise he is back already.
        if ((await roster.Holder(happened.EmployeeId, null, now, ct))?.Absence is { } absence)
        {
            await assigning.HandOver(
                await Locked($"status = 'ASSIGNED' and (assignee_id = {happened.EmployeeId} or on_behalf_of_id = {happened.EmployeeId}) order by id for update", ct),
                absence.DeputyId ?? happened.DeputyId, now, ct);
        }
    }

    public async Task React(LeaveEnded happened, EventInfo info, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tasks = await Locked($"status = 'ASSIGNED' and on_behalf_of_id = {happened.EmployeeId} order by id for update", ct);
        if ((await roster.Holder(happened.EmployeeId, null, now, ct))?.Absence is not { } again)
        {
            await assigning.GiveBack(tasks, happened.EmployeeId, now, ct);
        }
        else if (again.DeputyId is { } deputy)
        {
            await assigning.HandOver(tasks, deputy, now, ct);
        }
        else
        {
            // Nobody tells when an absence without a deputy is over.
            tasks.ForEach(t => t.Wait(now));
        }
    }

    /// <summary>The tasks, whose turn it is: the end of an absence and the beginning of the next are told at once.</summary>
    private Task<List<WorkTask>> Locked(FormattableString which, CancellationToken ct) => db.Tasks.RowsWhere(which).ToListAsync(ct);
}

/// <summary>
/// Tries again to hand over the tasks that nobody could take when their assignees went away or declared an interest, and gives back those
/// whose owners have come back.
/// </summary>
[Recurring("intake.hand-over-waiting", "*/10 * * * *")]
internal sealed class HandOverWaitingTasks(IntakeDbContext db, Assigning assigning, IDutyRoster roster, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 200;

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // In another order each time, so that none waits for ever behind those that nobody can take.
        var waiting = await db.Tasks.RowsWhere(
            $"waits_since is not null and status = 'ASSIGNED' order by md5(id::text || {tick.ToUnixTimeSeconds()}::text) limit {Batch} for update skip locked").ToListAsync(ct);
        foreach (var tasks in waiting.GroupBy(t => (AssigneeId: t.AssigneeId!.Value, t.OnBehalfOfId)).Select(g => g.ToList()))
        {
            var (assignee, owner) = (tasks[0].AssigneeId!.Value, tasks[0].OnBehalfOfId);
            if (await Away(assignee, now, ct) is { } away)
            {
                await assigning.HandOver(tasks, away.DeputyId, now, ct);
            }
            else if (owner is not null && await Away(owner.Value, now, ct) is null)
            {
                await assigning.GiveBack(tasks, owner.Value, now, ct);
            }
            else
            {
                var weighing = await assigning.Weigh(tasks, now, ct, assignee);
                await assigning.Replace(tasks.FindAll(t => weighing.IsBarred(t, assignee)), now, ct);
                tasks.FindAll(t => owner is null && !weighing.IsBarred(t, assignee)).ForEach(t => t.StopWaiting());
            }
        }
    }

    private async Task<AbsenceNow?> Away(Guid employee, DateTimeOffset now, CancellationToken ct) => (await roster.Holder(employee, null, now, ct))?.Absence;
}

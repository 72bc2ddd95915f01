using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// While someone is away his tasks are with the deputy, or, where a conflict of interest, a lack of competence or an absence keeps that
/// one from them, with whom the rule of assignment chooses; another deputy takes over what the one before has. Afterwards those that are
/// not done come back, unless he may not have them any more.
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
            var candidates = await assigning.Explain(task, now, ct, happened.DeputyId);
            var deputy = candidates.FirstOrDefault(c => c.Employee.Value == happened.DeputyId && !Reasons.Barred(c.Reasons) && !c.Reasons.Contains(Reasons.Absent));
            if ((deputy ?? candidates.FirstOrDefault(c => c.Chosen)) is { } chosen && chosen.Employee.Value != task.AssigneeId)
            {
                task.HandOver(chosen.Employee, now);
                db.Add(Assignment.Of(task, chosen.Employee, now, candidates.Select(c => c with { Chosen = c == chosen })));
                await db.SaveChangesAsync(ct);
            }
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

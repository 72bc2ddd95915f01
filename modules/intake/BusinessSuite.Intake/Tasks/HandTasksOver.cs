using System.Text.Json;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// While someone is away his tasks are with the deputy, or, where a conflict of interest or an absence keeps that one from them,
/// with whom the rule of assignment chooses. Afterwards those that are not done come back.
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

        foreach (var task in await Held(t => t.AssigneeId == happened.EmployeeId, ct))
        {
            var candidates = await assigning.Explain(task, now, ct, happened.DeputyId);
            var deputy = candidates.FirstOrDefault(c => c.Employee.Value == happened.DeputyId && !c.Reasons.Contains(Reasons.Conflict) && !c.Reasons.Contains(Reasons.Absent));
            if ((deputy ?? candidates.FirstOrDefault(c => c.Chosen)) is { } chosen)
            {
                task.HandOver(chosen.Employee, now);
                Note(task, chosen.Employee, now, candidates.Select(c => new { c.Number, c.Name, c.OpenTasks, Chosen = c == chosen, c.Reasons }));
                await db.SaveChangesAsync(ct);
            }
        }
    }

    public async Task React(LeaveEnded happened, EventInfo info, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var task in await Held(t => t.OnBehalfOfId == happened.EmployeeId, ct))
        {
            task.GiveBack(now);
            Note(task, happened.EmployeeId, now, Array.Empty<object>());
        }
    }

    private Task<List<WorkTask>> Held(System.Linq.Expressions.Expression<Func<WorkTask, bool>> whose, CancellationToken ct) =>
        db.Tasks.Where(t => t.Status == WorkTaskStatus.Assigned).Where(whose).OrderBy(t => t.Id).ToListAsync(ct);

    private void Note(WorkTask task, Guid employee, DateTimeOffset at, object explanation) =>
        db.Add(new Assignment { TaskId = task.Id, EmployeeId = employee, At = at, Explanation = JsonSerializer.Serialize(explanation, JsonSerializerOptions.Web) });
}

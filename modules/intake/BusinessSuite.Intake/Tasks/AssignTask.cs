using System.Text.Json;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class AssignTaskOperation
{
    /// <summary>Gives a task to someone: to the one named, or to the one whom the rule chooses. It needs a deadline and a measurable criterion. The reasons are kept.</summary>
    /// <param name="employeeId">To whom; the rule chooses unless given.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static async Task<WorkTask> AssignTask(
        WorkTask task, IntakeDbContext db, Assigning assigning, IDutyRoster roster, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? employeeId = null)
    {
        var now = clock.GetUtcNow();
        if (!await db.QualityCriteria.AnyAsync(c => c.TaskId == task.Id, ct))
        {
            throw new RuleViolation(TaskRules.NoCriterion);
        }

        var candidates = await assigning.Explain(task, now, ct);
        var chosen = employeeId?.Value ?? candidates.FirstOrDefault(c => c.Chosen)?.Employee.Value ?? throw new RuleViolation(TaskRules.Nobody);
        if (await assigning.Conflicts(task, chosen, ct))
        {
            throw new RuleViolation(TaskRules.Conflict, (await roster.Holder(chosen, null, now, ct))?.Name) { Field = ["employeeId"] };
        }

        task.Assign(chosen, now);
        db.Add(new Assignment { TaskId = task.Id, EmployeeId = chosen, At = now, Explanation = JsonSerializer.Serialize(candidates, JsonSerializerOptions.Web) });
        return task;
    }
}

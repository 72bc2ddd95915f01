using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class AssignTaskOperation
{
    /// <summary>Gives a task to someone: to the one named, or to the one whom the rule chooses. It needs a deadline and a measurable criterion. Who is away is given nothing. The reasons are kept.</summary>
    /// <param name="employeeId">To whom; the rule chooses unless given.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static async Task<WorkTask> AssignTask(
        WorkTask task, IntakeDbContext db, Assigning assigning, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? employeeId = null)
    {
        var now = clock.GetUtcNow();
        if (!await db.QualityCriteria.AnyAsync(c => c.TaskId == task.Id, ct))
        {
            throw new RuleViolation(TaskRules.NoCriterion);
        }

        var candidates = await assigning.Explain(task, now, ct, employeeId?.Value);
        var chosen = employeeId ?? candidates.FirstOrDefault(c => c.Chosen)?.Employee ?? throw new RuleViolation(TaskRules.Nobody);
        // Who has left is no candidate, and PostgreSQL refuses him.
        var reasons = candidates.FirstOrDefault(c => c.Employee.Value == chosen.Value)?.Reasons ?? [];
        if (reasons.Contains(Reasons.Conflict))
        {
            throw new RuleViolation(TaskRules.Conflict) { Field = ["employeeId"] };
        }

        if (reasons.Contains(Reasons.Absent))
        {
            throw new RuleViolation(TaskRules.Away) { Field = ["employeeId"] };
        }

        if (reasons.Contains(Reasons.CompetenceLacking))
        {
            throw new RuleViolation(TaskRules.Incompetent) { Field = ["employeeId"] };
        }

        task.Assign(chosen, now);
        db.Add(Assignment.Of(task, chosen, now, candidates));
        return task;
    }
}

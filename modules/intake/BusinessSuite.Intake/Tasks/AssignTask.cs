using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class AssignTaskOperation
{
    /// <summary>Gives a task of an accepted application to someone: to the one named, or to the one whom the rule chooses. It needs a deadline and a measurable criterion. Who is away is given nothing. The reasons are kept, and the assignee is told.</summary>
    /// <param name="employeeId">To whom; the rule chooses unless given.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static async Task<WorkTask> AssignTask(
        WorkTask task, IntakeDbContext db, Assigning assigning, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? employeeId = null)
    {
        var now = clock.GetUtcNow();
        await task.Accepted(db, unrestricted, ct);
        if (!await db.QualityCriteria.AnyAsync(c => c.TaskId == task.Id, ct))
        {
            throw new RuleViolation(TaskRules.NoCriterion);
        }

        var weighing = await assigning.Weigh([task], now, ct, employeeId?.Value);
        var candidates = weighing.Explain(task);
        var chosen = employeeId ?? candidates.FirstOrDefault(c => c.Chosen)?.Employee ?? throw new RuleViolation(weighing.Duty(task) is null ? TaskRules.NobodyAsked : TaskRules.Nobody);
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

        task.Assign(chosen, now, caller.EmployeeId);
        db.Add(Assignment.Of(task, chosen, now, candidates));
        return task;
    }
}

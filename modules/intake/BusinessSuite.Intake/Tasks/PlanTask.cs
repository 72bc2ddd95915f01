using BusinessSuite.Intake.Applications;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

/// <summary>A measurable demand on the quality of a task.</summary>
/// <param name="Demand">What is demanded.</param>
/// <param name="Measure">How it is measured.</param>
internal sealed record NewCriterion(string Demand, string Measure);

internal static class PlanTaskOperation
{
    /// <summary>Plans a piece of work on an accepted application.</summary>
    /// <param name="name">What is to be done.</param>
    /// <param name="dueAt">Until when; a task without a deadline cannot be assigned.</param>
    /// <param name="criteria">The measurable demands on its quality; a task without any cannot be assigned.</param>
    /// <param name="teamId">The team that it belongs to.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static WorkTask PlanTask(
        Application application, string name, IntakeDbContext db, TimeProvider clock, DateTimeOffset? dueAt = null, IReadOnlyList<NewCriterion>? criteria = null, Id<TeamRef>? teamId = null)
    {
        if (application.Status != ApplicationStatus.Accepted)
        {
            throw new RuleViolation(TaskRules.NotAccepted);
        }

        var task = WorkTask.Plan(application.Id, name, dueAt, teamId?.Value, clock.GetUtcNow());
        db.Add(task);
        foreach (var (criterion, i) in (criteria ?? []).Select((c, i) => (c, i)))
        {
            if (string.IsNullOrWhiteSpace(criterion.Demand) || string.IsNullOrWhiteSpace(criterion.Measure))
            {
                throw new RuleViolation(TaskRules.Measure) { Field = ["criteria"], ElementIndex = i };
            }

            db.Add(new QualityCriterion { TaskId = task.Id, Demand = criterion.Demand, Measure = criterion.Measure });
        }

        return task;
    }
}

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
    /// <param name="dueAt">Until when; it lies ahead. A task without a deadline cannot be assigned; changeTask gives it one.</param>
    /// <param name="criteria">The measurable demands on its quality; a task without any cannot be assigned. changeTask puts them right.</param>
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
        db.AddRange(QualityCriterion.Of(task, criteria ?? []));
        return task;
    }
}

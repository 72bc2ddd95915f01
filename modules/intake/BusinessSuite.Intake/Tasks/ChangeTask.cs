using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>That a task was put right: its deadline, or what is demanded of its quality. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(TaskId))]
internal sealed class TaskChange : Entity
{
    /// <summary>The task.</summary>
    [Relation<WorkTask>(Inverse = "changes", InverseDescription = "How it was put right.")]
    public Guid TaskId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who put it right; null for an account of no employee.</summary>
    [Relation<EmployeeRef>(Inverse = "taskChanges", InverseDescription = "The tasks that the employee put right.")]
    public Guid? ById { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Until when it was to be done before; null when nothing said so.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Until when it is to be done from then on; null when the deadline did not change.</summary>
    public DateTimeOffset? DueAfter { get; init; }

    /// <summary>Whether the demands on its quality were replaced.</summary>
    public bool CriteriaReplaced { get; init; }
}

internal static class ChangeTaskOperation
{
    /// <summary>Puts a task right that is not done: its deadline, and the demands on its quality while nobody has it. The change is recorded with its reason.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="dueAt">Until when it is to be done from now on; as before unless given.</param>
    /// <param name="criteria">The measurable demands on its quality, all of them, in place of those before; as before unless given.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static async Task<WorkTask> ChangeTask(
        WorkTask task, string reason, IntakeDbContext db, Caller caller, TimeProvider clock, CancellationToken ct, DateTimeOffset? dueAt = null, IReadOnlyList<NewCriterion>? criteria = null)
    {
        var why = TaskRules.NoChangeReason.Given(reason, "reason");
        if (task.Status is WorkTaskStatus.Completed or WorkTaskStatus.Cancelled)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "ChangeTask", UpperSnake.Of(task.Status));
        }

        var now = clock.GetUtcNow();
        db.Add(new TaskChange
        {
            TaskId = task.Id,
            At = now,
            ById = caller.EmployeeId,
            Reason = why,
            DueBefore = task.DueAt,
            DueAfter = dueAt,
            CriteriaReplaced = criteria is not null,
        });
        if (dueAt is { } due)
        {
            task.Postpone(due, now);
        }

        if (criteria is not null)
        {
            if (task.Status != WorkTaskStatus.Open)
            {
                throw new RuleViolation(TaskRules.CriteriaFixed) { Field = ["criteria"] };
            }

            db.RemoveRange(await db.QualityCriteria.Where(c => c.TaskId == task.Id).ToListAsync(ct));
            db.AddRange(QualityCriterion.Of(task, criteria));
        }

        return task;
    }
}

using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.History;

/// <summary>A task of the past, done.</summary>
/// <param name="ExternalId">Its id in the system that it comes from; unique, so that it is entered once.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="Name">What was done.</param>
/// <param name="CompletedAt">When it was done.</param>
/// <param name="EmployeeId">Who did it.</param>
/// <param name="TeamId">The team that it belonged to.</param>
internal sealed record HistoricalTask(
    string ExternalId, Id<Application> ApplicationId, string Name, DateTimeOffset CompletedAt, Id<EmployeeRef>? EmployeeId = null, Id<TeamRef>? TeamId = null);

/// <summary>What was entered.</summary>
/// <param name="Entered">How many were entered now.</param>
/// <param name="Known">How many had been entered before and were left as they are.</param>
internal sealed record EnteredTasks(int Entered, int Known);

internal static class RecordHistoricalTasksOperation
{
    /// <summary>Enters tasks of the past as they were done, at most 500 at a time. What was entered before is left as it is.</summary>
    /// <param name="tasks">The tasks.</param>
    [Mutation(Historical = true), Requires(Permissions.EnterHistory)]
    public static async Task<EnteredTasks> RecordHistoricalTasks(IReadOnlyList<HistoricalTask> tasks, IntakeDbContext db, CancellationToken ct)
    {
        Bulk.Check(tasks.Count, "tasks");
        var sent = tasks.Select(t => t.ExternalId).ToList();
        var known = (await db.Tasks.Where(t => t.ExternalId != null && sent.Contains(t.ExternalId)).Select(t => t.ExternalId!).ToListAsync(ct)).ToHashSet();
        var entered = 0;
        foreach (var one in tasks.Where(t => known.Add(t.ExternalId)))
        {
            var task = new WorkTask { ApplicationId = one.ApplicationId, Name = one.Name, TeamId = one.TeamId?.Value, ExternalId = one.ExternalId, Historical = true };
            task.Recall(one.EmployeeId?.Value, one.CompletedAt);
            db.Add(task);
            entered++;
        }

        return new(entered, tasks.Count - entered);
    }
}

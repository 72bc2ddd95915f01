using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class CancelTaskOperation
{
    /// <summary>Ends a task that is not needed any more.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static WorkTask CancelTask(WorkTask task, string? reason = null)
    {
        task.Cancel(string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        return task;
    }
}

/// <summary>Of an application that is cancelled nothing is left to do, also of what the one who cancels it does not see.</summary>
internal sealed class CancelTasksOfCancelled(IntakeDbContext db) : IHandle<ApplicationCancelled>
{
    public async Task Handle(ApplicationCancelled happened, CancellationToken ct)
    {
        foreach (var task in await db.Tasks.RowsWhere($"application_id = {happened.ApplicationId} and status in ('OPEN', 'ASSIGNED') order by id for update").ToListAsync(ct))
        {
            task.Cancel("The application was cancelled. 申请已撤销。");
        }
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

internal static class CancelTaskOperation
{
    /// <summary>Ends a task that is not needed any more.</summary>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static WorkTask CancelTask(WorkTask task)
    {
        task.Cancel();
        return task;
    }
}

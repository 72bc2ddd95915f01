using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class ExplainAssignmentQuery
{
    /// <summary>Whom the rule would give a task to now: every candidate with what speaks for and against. What spoke for past assignments is kept with them.</summary>
    /// <param name="taskId">The task.</param>
    [Query, Requires(Permissions.ReadApplications)]
    public static async Task<IReadOnlyList<Candidate>> ExplainAssignment(Id<WorkTask> taskId, IntakeDbContext db, Assigning assigning, TimeProvider clock, CancellationToken ct)
    {
        var task = await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == taskId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["taskId"] };
        return await assigning.Explain(task, clock.GetUtcNow(), ct);
    }
}

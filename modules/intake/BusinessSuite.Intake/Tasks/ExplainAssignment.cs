using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class ExplainAssignmentQuery
{
    /// <summary>Whom the rule would give a task to now: every candidate with what speaks for and against: duty, competences, absence, conflicts of interest, shifts and load. What spoke for past assignments is kept with them.</summary>
    /// <param name="taskId">The task.</param>
    [Query, Requires(Permissions.ReadApplications)]
    public static async Task<IReadOnlyList<Candidate>> ExplainAssignment(Id<WorkTask> taskId, IntakeDbContext db, Assigning assigning, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var task = await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == taskId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["taskId"] };
        var candidates = await assigning.Explain(task, clock.GetUtcNow(), ct);
        return [.. candidates.Select(c => c with { Explanations = [.. c.Reasons.Select(r => Reasons.Of(r).In(caller.Language))] })];
    }
}

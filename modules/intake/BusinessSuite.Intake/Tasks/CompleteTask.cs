using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>The answer to a quality criterion.</summary>
/// <param name="CriterionId">The criterion.</param>
/// <param name="Met">Whether it was met.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record CriterionAnswer(Id<QualityCriterion> CriterionId, bool Met, string Evidence);

internal static class CompleteTaskOperation
{
    /// <summary>Completes a task of an accepted application. Every quality criterion is answered with evidence, and nobody completes it who keeps away from the applicant. Who completes it is recorded.</summary>
    /// <param name="answers">The answers to its criteria.</param>
    [Mutation, Requires(Permissions.CompleteTasks)]
    public static async Task<WorkTask> CompleteTask(
        WorkTask task, IReadOnlyList<CriterionAnswer> answers, IntakeDbContext db, Impartiality impartiality, IUnrestricted unrestricted, Caller caller, TimeProvider clock,
        CancellationToken ct)
    {
        var application = await task.Accepted(db, unrestricted, ct);
        await impartiality.Require(application.ApplicantId, [(task.AssigneeId, null), (caller.EmployeeId, null)], ct);
        var criteria = await db.QualityCriteria.Where(c => c.TaskId == task.Id).ToDictionaryAsync(c => c.Id, ct);
        for (var i = 0; i < answers.Count; i++)
        {
            if (!criteria.TryGetValue(answers[i].CriterionId, out var criterion))
            {
                throw new RuleViolation(PlatformRules.NotFound) { Field = ["answers", "criterionId"], ElementIndex = i };
            }

            if (string.IsNullOrWhiteSpace(answers[i].Evidence))
            {
                throw new RuleViolation(TaskRules.Unanswered) { Field = ["answers", "evidence"], ElementIndex = i };
            }

            criterion.Answer(answers[i].Met, answers[i].Evidence);
        }

        if (criteria.Values.Any(c => c.Met is null))
        {
            throw new RuleViolation(TaskRules.Unanswered) { Field = ["answers"] };
        }

        task.Complete(caller.EmployeeId, clock.GetUtcNow());
        return task;
    }
}

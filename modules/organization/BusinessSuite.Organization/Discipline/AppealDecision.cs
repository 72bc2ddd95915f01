using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class AppealDecisionOperation
{
    /// <summary>Appeals against a decision that concerns oneself, within the term, which runs from when the decision is proven to have reached one.</summary>
    /// <param name="grounds">Why.</param>
    [Mutation, Requires(Permissions.AnswerDiscipline)]
    public static async Task<DisciplineCase> AppealDecision(
        DisciplineCase disciplineCase, [Secret] string grounds, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (caller.EmployeeId != disciplineCase.EmployeeId)
        {
            throw new RuleViolation(DisciplineRules.NotYours);
        }

        disciplineCase.AppealAgainst(grounds, (await db.ScaleOn(disciplineCase.OccurredOn, ct)).AppealDays, clock.GetUtcNow());
        return disciplineCase;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class AppealDecisionOperation
{
    /// <summary>Appeals against a decision that concerns oneself, within the term.</summary>
    /// <param name="grounds">Why.</param>
    [Mutation, Requires(Permissions.AnswerDiscipline)]
    public static DisciplineCase AppealDecision(DisciplineCase disciplineCase, [Secret] string grounds, Caller caller, TimeProvider clock)
    {
        if (caller.EmployeeId != disciplineCase.EmployeeId)
        {
            throw new RuleViolation(DisciplineRules.NotYours);
        }

        disciplineCase.AppealAgainst(grounds, clock.GetUtcNow());
        return disciplineCase;
    }
}

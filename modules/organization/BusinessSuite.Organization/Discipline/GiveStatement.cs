using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class GiveStatementOperation
{
    /// <summary>Makes one's statement in a case that concerns oneself.</summary>
    /// <param name="statement">What one states; not nothing.</param>
    [Mutation, Requires(Permissions.AnswerDiscipline)]
    public static DisciplineCase GiveStatement(DisciplineCase disciplineCase, [Secret] string statement, Caller caller, TimeProvider clock)
    {
        if (caller.EmployeeId != disciplineCase.EmployeeId)
        {
            throw new RuleViolation(DisciplineRules.NotYours);
        }

        disciplineCase.Hear(statement, clock.GetUtcNow());
        return disciplineCase;
    }
}

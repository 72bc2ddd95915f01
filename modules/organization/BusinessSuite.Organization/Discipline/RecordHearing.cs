using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class RecordHearingOperation
{
    /// <summary>Records what an employee stated by word of mouth, with the minutes that he signed. Who records it is no party.</summary>
    /// <param name="statement">What was stated.</param>
    /// <param name="minutes">The document with the employee's signature.</param>
    [Mutation, Requires(Permissions.AdministerDiscipline)]
    public static DisciplineCase RecordHearing(DisciplineCase disciplineCase, [Secret] string statement, [Secret] string minutes, Caller caller, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(minutes))
        {
            throw new RuleViolation(PlatformRules.Invalid, "A hearing by word of mouth has minutes.") { Field = ["minutes"] };
        }

        var said = DisciplineRules.NoStatement.Given(statement, "statement");
        var by = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody);
        disciplineCase.Hear($"{said} ({minutes.Trim()})", clock.GetUtcNow(), by);
        return disciplineCase;
    }
}

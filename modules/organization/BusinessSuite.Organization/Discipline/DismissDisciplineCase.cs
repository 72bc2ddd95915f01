using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class DismissDisciplineCaseOperation
{
    /// <summary>Closes a case without a penalty.</summary>
    [Mutation, Requires(Permissions.DecideDiscipline)]
    public static DisciplineCase DismissDisciplineCase(DisciplineCase disciplineCase, Caller caller)
    {
        disciplineCase.RequireImpartial(caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody));
        disciplineCase.Dismiss();
        return disciplineCase;
    }
}

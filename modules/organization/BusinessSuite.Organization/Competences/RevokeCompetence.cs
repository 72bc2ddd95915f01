using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Competences;

internal static class RevokeCompetenceOperation
{
    /// <summary>Ends a competence of an employee before it ends by itself, for example because a licence was withdrawn.</summary>
    /// <param name="on">The first day on which it does not hold any more.</param>
    [Mutation, Requires(Permissions.AssessCompetences)]
    public static EmployeeCompetence RevokeCompetence(EmployeeCompetence employeeCompetence, DateOnly on)
    {
        employeeCompetence.End(on);
        return employeeCompetence;
    }
}

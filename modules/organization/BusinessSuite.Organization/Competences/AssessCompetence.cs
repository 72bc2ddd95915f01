using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Competences;

internal static class AssessCompetenceOperation
{
    /// <summary>Finds an employee competent from a day on. What was found before of the same competence ends on that day and stays on record. Nobody assesses himself.</summary>
    /// <param name="level">The level, from 1, who works under guidance, to 5, who teaches others.</param>
    /// <param name="evidence">What shows it: a certificate with its number, an examination, work that was seen.</param>
    /// <param name="validFrom">The first day.</param>
    /// <param name="validUntil">The first day on which it does not hold any more, for example because a certificate expires.</param>
    [Mutation, Requires(Permissions.AssessCompetences)]
    public static async Task<EmployeeCompetence> AssessCompetence(
        Employee employee, Competence competence, int level, string evidence, DateOnly validFrom, OrganizationDbContext db, Caller caller, CancellationToken ct, DateOnly? validUntil = null)
    {
        if (caller.EmployeeId == employee.Id)
        {
            throw new RuleViolation(CompetenceRules.Own) { Field = ["employeeId"] };
        }

        var found = EmployeeCompetence.Of(employee.Id, competence.Id, level, evidence, caller.EmployeeId, validFrom, validUntil);
        if (await db.EmployeeCompetences.FirstOrDefaultAsync(
            c => c.EmployeeId == employee.Id && c.CompetenceId == competence.Id && c.ValidFrom < validFrom && (c.ValidUntil == null || c.ValidUntil > validFrom), ct) is { } before)
        {
            before.End(validFrom);
            // The one before must end before the new one begins, or the two would overlap.
            await db.SaveChangesAsync(ct);
        }

        return found;
    }
}

using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Clearances;

internal static class GrantClearanceOperation
{
    /// <summary>Clears an employee for secrets. A confidentiality agreement must be valid, and nobody clears himself.</summary>
    /// <param name="level">Up to which level.</param>
    /// <param name="reason">What for.</param>
    /// <param name="validFrom">The first day.</param>
    /// <param name="validUntil">The first day on which it does not hold any more.</param>
    [Mutation, Requires(Permissions.AdministerClearances)]
    public static async Task<Clearance> GrantClearance(
        Employee employee, Confidentiality level, string reason, DateOnly validFrom, OrganizationDbContext db, Caller caller, CancellationToken ct, DateOnly? validUntil = null)
    {
        Period.Check(validFrom, validUntil);
        if (level < Confidentiality.Secret)
        {
            throw new RuleViolation(ClearanceRules.Level) { Field = ["level"] };
        }

        if (caller.EmployeeId == employee.Id || (employee.AccountId is { } account && account == caller.UserId))
        {
            throw new RuleViolation(ClearanceRules.Own) { Field = ["employeeId"] };
        }

        return await db.ConfidentialityAgreements.AnyAsync(a => a.EmployeeId == employee.Id && a.EndedAt == null && a.SignedOn <= validFrom && (a.ValidUntil == null || a.ValidUntil > validFrom), ct)
            ? new() { EmployeeId = employee.Id, Level = level, Reason = reason, GrantedById = caller.EmployeeId, ValidFrom = validFrom, ValidUntil = validUntil }
            : throw new RuleViolation(ClearanceRules.NoAgreement) { Field = ["employeeId"] };
    }
}

using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Authority;

/// <summary>Whether someone may sign, and by what right.</summary>
/// <param name="Allowed">Whether the employee may.</param>
/// <param name="Proof">By what right.</param>
/// <param name="Considered">Everything that was considered, in order.</param>
internal sealed record AuthorityExplanation(bool Allowed, AuthorityProof? Proof, IReadOnlyList<AuthorityProof> Considered);

internal static class ExplainAuthorityQuery
{
    /// <summary>Whether an employee may sign for a duty and an amount at a moment, and by what right. It is told of employees whose delegations one may read.</summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="duty">The duty's code.</param>
    /// <param name="at">The moment; now unless given.</param>
    /// <param name="amount">The amount; none where no money is at stake.</param>
    [Query, Requires(Permissions.ReadDelegations)]
    public static async Task<AuthorityExplanation> ExplainAuthority(
        Id<Employee> employeeId, string duty, OrganizationDbContext db, Authorities authorities, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct, DateTimeOffset? at = null, Money? amount = null)
    {
        if (await unrestricted.Read(() => db.Employees.AsNoTracking().FirstOrDefaultAsync(e => e.Id == employeeId.Value, ct), ct) is not { } employee
            || !caller.Reaches(Permissions.ReadDelegations, employee))
        {
            throw new RuleViolation(PlatformRules.NotFound) { Field = ["employeeId"] };
        }

        var moment = at ?? clock.GetUtcNow();
        var proof = await authorities.Check(employeeId, duty, amount, moment, ct);
        return new(proof is not null, proof, await authorities.All(employeeId, duty, moment, ct));
    }
}

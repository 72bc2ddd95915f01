using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Authority;

internal static class DelegateAuthorityOperation
{
    /// <summary>Delegates a duty in writing. Only what comes with one's own post can be delegated, and never beyond one's own limit.</summary>
    /// <param name="from">Who delegates.</param>
    /// <param name="to">To whom.</param>
    /// <param name="duty">The duty.</param>
    /// <param name="scopeText">What exactly is delegated, in words.</param>
    /// <param name="document">The document that says so.</param>
    /// <param name="validFrom">From when.</param>
    /// <param name="validUntil">Until when.</param>
    /// <param name="limit">Up to which amount; none where no money is at stake.</param>
    [Mutation, Requires(Permissions.Delegate)]
    public static async Task<Delegation> DelegateAuthority(
        Employee from, Employee to, Duty duty, string scopeText, string document, DateTimeOffset validFrom, DateTimeOffset validUntil,
        Authorities authorities, CancellationToken ct, Money? limit = null)
    {
        Period.Check(validFrom, validUntil);
        if (string.IsNullOrWhiteSpace(scopeText) || string.IsNullOrWhiteSpace(document))
        {
            throw new RuleViolation(OrganizationRules.Unwritten) { Field = [string.IsNullOrWhiteSpace(scopeText) ? "scopeText" : "document"] };
        }

        if (from.Id == to.Id)
        {
            throw new RuleViolation(OrganizationRules.OwnDelegate) { Field = ["toId"] };
        }

        var own = await authorities.ByPost(from.Id, duty.Code, validFrom, ct);
        if (own.Count == 0)
        {
            throw new RuleViolation(OrganizationRules.NoAuthority, from.Name) { Field = ["fromId"] };
        }

        if (limit is not null && !own.Any(p => p.Limit is { } most && most.Currency == limit.Currency && most.Amount >= limit.Amount))
        {
            throw new RuleViolation(OrganizationRules.BeyondLimit, string.Join(", ", own.Select(p => p.Limit is { } l ? $"{l.Amount} {l.Currency}" : "0"))) { Field = ["limit"] };
        }

        return new() { FromId = from.Id, ToId = to.Id, DutyId = duty.Id, ScopeText = scopeText, Document = document, ValidFrom = validFrom, ValidUntil = validUntil, Limit = limit };
    }
}

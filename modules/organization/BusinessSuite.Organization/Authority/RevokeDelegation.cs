using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Authority;

internal static class RevokeDelegationOperation
{
    /// <summary>Takes a delegation back, from now on. What was signed under it stays signed.</summary>
    [Mutation, Requires(Permissions.Delegate)]
    public static Delegation RevokeDelegation(Delegation delegation, TimeProvider clock)
    {
        delegation.RevokedAt = delegation.RevokedAt is null ? clock.GetUtcNow() : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        return delegation;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Clearances;

internal static class RevokeClearanceOperation
{
    /// <summary>Takes a clearance back. It has no effect any more within five seconds.</summary>
    [Mutation, Requires(Permissions.AdministerClearances)]
    public static Clearance RevokeClearance(Clearance clearance, TimeProvider clock)
    {
        clearance.RevokedAt = clearance.RevokedAt is null ? clock.GetUtcNow() : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        return clearance;
    }
}

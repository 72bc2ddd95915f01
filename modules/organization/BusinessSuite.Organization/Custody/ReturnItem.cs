using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Custody;

internal static class ReturnItemOperation
{
    /// <summary>Records that something entrusted was given back, accounted for or paid back.</summary>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static CustodyItem ReturnItem(CustodyItem custodyItem, TimeProvider clock)
    {
        custodyItem.ReturnedAt = custodyItem.ReturnedAt is null ? clock.GetUtcNow() : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        return custodyItem;
    }
}

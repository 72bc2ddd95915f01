using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

/// <summary>A new key.</summary>
/// <param name="ServiceKey">The record of the key.</param>
/// <param name="Key">The key to send as bearer token. It is shown this once.</param>
internal sealed record CreatedServiceKey(ServiceKey ServiceKey, string Key);

internal static class CreateServiceKeyOperation
{
    /// <summary>Makes a key for a service account.</summary>
    /// <param name="expiresAt">When the key ends; never unless given.</param>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static CreatedServiceKey CreateServiceKey(Account account, SuiteDbContext db, TimeProvider clock, DateTimeOffset? expiresAt = null)
    {
        if (account.Kind != AccountKind.Service)
        {
            throw new RuleViolation(AccountRules.NotService) { Field = ["accountId"] };
        }

        var (key, record) = ServiceKeys.Create(account.Id, clock.GetUtcNow(), expiresAt);
        db.Add(record);
        return new(record, key);
    }
}

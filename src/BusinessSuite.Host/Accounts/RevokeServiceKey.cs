using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class RevokeServiceKeyOperation
{
    /// <summary>Ends a key. Requests that bear it are refused within five seconds.</summary>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static ServiceKey RevokeServiceKey(ServiceKey serviceKey, TimeProvider clock)
    {
        serviceKey.RevokedAt ??= clock.GetUtcNow();
        return serviceKey;
    }
}

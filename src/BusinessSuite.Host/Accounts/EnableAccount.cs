using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class EnableAccountOperation
{
    /// <summary>Opens a closed account again.</summary>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static Account EnableAccount(Account account)
    {
        account.Disabled = false;
        return account;
    }
}

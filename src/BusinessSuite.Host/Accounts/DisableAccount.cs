using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class DisableAccountOperation
{
    /// <summary>Closes an account: its tokens and keys end within five seconds. The last administrator cannot be closed.</summary>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static async Task<Account> DisableAccount(Account account, SuiteDbContext db, ILocks locks, CancellationToken ct)
    {
        await Administrators.RequireAnother(account.Id, db, locks, ct);
        account.Disabled = true;
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        return account;
    }
}

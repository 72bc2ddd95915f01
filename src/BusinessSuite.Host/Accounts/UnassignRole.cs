using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Accounts;

internal static class UnassignRoleOperation
{
    /// <summary>Takes a role from an account. The last administrator stays one.</summary>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static async Task<Account> UnassignRole(Account account, Role role, SuiteDbContext db, ILocks locks, CancellationToken ct)
    {
        if (role.Name == Role.Administrator)
        {
            await Administrators.RequireAnother(account.Id, db, locks, ct);
        }

        db.RemoveRange(await db.AccountRoles.Where(a => a.AccountId == account.Id && a.RoleId == role.Id).ToListAsync(ct));
        return account;
    }
}

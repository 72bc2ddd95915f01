using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Accounts;

internal static class AssignRoleOperation
{
    /// <summary>Gives an account a role; it keeps it if it has it.</summary>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static async Task<Account> AssignRole(Account account, Role role, SuiteDbContext db, CancellationToken ct)
    {
        if (!await db.AccountRoles.AnyAsync(a => a.AccountId == account.Id && a.RoleId == role.Id, ct))
        {
            db.Add(new AccountRole { AccountId = account.Id, RoleId = role.Id });
        }

        return account;
    }
}

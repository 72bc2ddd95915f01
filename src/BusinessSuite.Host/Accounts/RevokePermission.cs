using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Accounts;

internal static class RevokePermissionOperation
{
    /// <summary>Takes a permission from a role. The role Administrator keeps its one.</summary>
    /// <param name="permission">The permission.</param>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static async Task<Role> RevokePermission(Role role, string permission, SuiteDbContext db, CancellationToken ct)
    {
        if (role.Name == Role.Administrator)
        {
            throw new RuleViolation(AccountRules.LastAdministrator) { Field = ["roleId"] };
        }

        db.RemoveRange(await db.Grants.Where(g => g.RoleId == role.Id && g.Permission == permission).ToListAsync(ct));
        return role;
    }
}

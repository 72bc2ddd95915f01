using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Accounts;

internal static class GrantPermissionOperation
{
    /// <summary>Gives a role a permission, or changes how far it reaches.</summary>
    /// <param name="permission">The permission, <c>module.object.action</c>, of an installed module.</param>
    /// <param name="scope">Which rows it reaches.</param>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static async Task<Role> GrantPermission(Role role, string permission, Scope scope, SuiteDbContext db, ModuleCatalog catalog, CancellationToken ct)
    {
        if (!catalog.Modules.SelectMany(ModuleCheck.Permissions).Contains(permission))
        {
            throw new RuleViolation(AccountRules.UnknownPermission, permission) { Field = ["permission"] };
        }

        var grant = await db.Grants.FirstOrDefaultAsync(g => g.RoleId == role.Id && g.Permission == permission, ct);
        if (grant is null)
        {
            db.Add(new RoleGrant { RoleId = role.Id, Permission = permission, Scope = scope });
        }
        else
        {
            grant.Scope = scope;
        }

        return role;
    }
}

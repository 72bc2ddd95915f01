using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Accounts;

/// <summary>There is always someone who may do everything.</summary>
internal static class Administrators
{
    /// <summary>Refuses to go on when no other administrator could sign in.</summary>
    /// <exception cref="RuleViolation">The account is the last one.</exception>
    public static async Task RequireAnother(Guid account, SuiteDbContext db, ILocks locks, CancellationToken ct)
    {
        // Two administrators who close each other at the same moment must not both succeed.
        await locks.Take("suite administrators", ct);
        var administrators = from assigned in db.AccountRoles
                             join role in db.Roles on assigned.RoleId equals role.Id
                             join person in db.Accounts on assigned.AccountId equals person.Id
                             where role.Name == Role.Administrator && !person.Disabled && person.Kind == AccountKind.Person
                             select person.Id;
        var all = await administrators.ToListAsync(ct);
        if (all.Contains(account) && all.Count == 1)
        {
            throw new RuleViolation(AccountRules.LastAdministrator);
        }
    }
}

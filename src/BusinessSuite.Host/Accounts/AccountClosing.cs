using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Accounts;

/// <inheritdoc/>
[Provides]
internal sealed class AccountClosing(SuiteDbContext db, ILocks locks) : IAccounts
{
    public async Task<IReadOnlyList<string>> Roles(Guid account, CancellationToken ct) => await (
        from assigned in db.AccountRoles
        join role in db.Roles on assigned.RoleId equals role.Id
        where assigned.AccountId == account
        orderby role.Name
        select role.Name).ToListAsync(ct);

    public async Task Close(Guid account, CancellationToken ct) =>
        await DisableAccountOperation.DisableAccount(await db.Accounts.Locked(account, ct), db, locks, ct);
}

using System.Security.Cryptography;
using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Accounts;

/// <summary>
/// Makes the first administrator when there is no account yet, with a one-time password that is shown once, on the console
/// and nowhere else. With <c>--reset-admin</c> the administrator's password is made anew.
/// </summary>
internal sealed class FirstAdministrator(IConfiguration configuration, TimeProvider clock) : IDatabaseSeed
{
    private const string Name = "admin";
    private static readonly string Normalized = Account.Normalize(Name);

    public async Task Seed(NpgsqlConnection owner, CancellationToken ct)
    {
        // Most starts find one, and EF Core takes a tenth of a second to tell.
        var any = await AnyAccount(owner, ct);
        if (any && !configuration.GetValue<bool>("reset-admin"))
        {
            return;
        }

        var options = new DbContextOptionsBuilder<SuiteDbContext>();
        SuiteDbOptions.Configure(options, owner, "suite");
        await using var db = new SuiteDbContext(options.Options);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedName == Normalized, ct);
        if (account is null && any)
        {
            return;
        }

        if (account is null)
        {
            account = new Account(Name, "Administrator", AccountKind.Person, clock.GetUtcNow());
            var role = new Role { Name = Role.Administrator, Description = "May do everything." };
            db.AddRange(account, role, new RoleGrant { RoleId = role.Id, Permission = "*", Scope = Scope.All }, new AccountRole { AccountId = account.Id, RoleId = role.Id });
        }

        var password = configuration["Accounts:FirstPassword"] ?? OneTimePassword();
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, password);
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        account.MustChangePassword = configuration["Accounts:FirstPassword"] is null;
        account.Disabled = false;
        account.LockedUntil = null;
        await db.SaveChangesAsync(ct);
        if (account.MustChangePassword)
        {
            await Console.Out.WriteLineAsync($"First sign-in: user {Name}, one-time password {password} (shown once)");
        }
    }

    /// <summary>A password to be changed at the first sign-in.</summary>
    public static string OneTimePassword() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 16);

    private static async Task<bool> AnyAccount(NpgsqlConnection owner, CancellationToken ct)
    {
        await using var any = new NpgsqlCommand("select exists (select from suite.accounts)", owner);
        return (bool)(await any.ExecuteScalarAsync(ct))!;
    }
}

using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Identity;

namespace BusinessSuite.Host.Accounts;

/// <summary>A new account.</summary>
/// <param name="Account">The account.</param>
/// <param name="OneTimePassword">The password for the first sign-in, where it must be changed. It is shown this once.</param>
internal sealed record CreatedAccount(Account Account, string OneTimePassword);

internal static class CreateAccountOperation
{
    /// <summary>Makes an account for a person.</summary>
    /// <param name="userName">The name to sign in with, 2 to 64 characters without spaces.</param>
    /// <param name="displayName">The name for people.</param>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static CreatedAccount CreateAccount(string userName, string displayName, SuiteDbContext db, TimeProvider clock)
    {
        var account = new Account(AccountNames.Check(userName), displayName, AccountKind.Person, clock.GetUtcNow()) { MustChangePassword = true };
        var password = FirstAdministrator.OneTimePassword();
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, password);
        db.Add(account);
        return new(account, password);
    }
}

/// <summary>What names accounts may have.</summary>
internal static class AccountNames
{
    /// <summary>The name without surrounding space.</summary>
    /// <exception cref="RuleViolation">It is no name.</exception>
    public static string Check(string userName)
    {
        var name = userName.Trim();
        return name.Length is >= 2 and <= 64 && !name.Any(char.IsWhiteSpace) ? name : throw new RuleViolation(AccountRules.Name) { Field = ["userName"] };
    }
}

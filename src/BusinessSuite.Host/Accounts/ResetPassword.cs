using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Identity;

namespace BusinessSuite.Host.Accounts;

internal static class ResetPasswordOperation
{
    /// <summary>Gives an account a one-time password and ends its tokens.</summary>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static CreatedAccount ResetPassword(Account account)
    {
        if (account.Kind != AccountKind.Person)
        {
            throw new RuleViolation(AccountRules.NotPerson) { Field = ["accountId"] };
        }

        var password = FirstAdministrator.OneTimePassword();
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, password);
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        account.MustChangePassword = true;
        account.LockedUntil = null;
        account.FailedCount = 0;
        return new(account, password);
    }
}

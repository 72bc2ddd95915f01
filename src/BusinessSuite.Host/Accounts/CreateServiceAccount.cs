using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class CreateServiceAccountOperation
{
    /// <summary>Makes an account for a program of a partner or a reporting tool. It gets keys by createServiceKey and rights by assignRole.</summary>
    /// <param name="userName">The account's name, 2 to 64 characters without spaces.</param>
    /// <param name="displayName">The name for people.</param>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static Account CreateServiceAccount(string userName, string displayName, TimeProvider clock) =>
        new(AccountNames.Check(userName), displayName, AccountKind.Service, clock.GetUtcNow());
}

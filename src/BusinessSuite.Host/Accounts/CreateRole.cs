using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class CreateRoleOperation
{
    /// <summary>Makes a role, still without permissions.</summary>
    /// <param name="name">The role's name, unique, 2 to 64 characters.</param>
    /// <param name="description">What the role is for.</param>
    [Mutation, Requires(SuitePermissions.AdministerAccounts)]
    public static Role CreateRole(string name, string? description = null) =>
        name.Trim().Length is >= 2 and <= 64
            ? new() { Name = name.Trim(), Description = description }
            : throw new RuleViolation(PlatformRules.Invalid, "A role's name has 2 to 64 characters.") { Field = ["name"] };
}

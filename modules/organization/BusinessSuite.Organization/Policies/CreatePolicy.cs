using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Policies;

internal static class CreatePolicyOperation
{
    /// <summary>Names a policy. Its text comes with its first version.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="title">The title.</param>
    [Mutation, Requires(Permissions.AdministerPolicies)]
    public static Policy CreatePolicy(string code, string title, Caller caller)
    {
        caller.RequireEverywhere(Permissions.AdministerPolicies);
        return new() { Code = code, Title = title };
    }
}

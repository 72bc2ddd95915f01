using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class CreateDutyOperation
{
    /// <summary>Names a duty that posts can carry.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static Duty CreateDuty(string code, string name, Caller caller)
    {
        caller.RequireEverywhere(Permissions.AdministerStructure);
        return new() { Code = code, Name = name };
    }
}

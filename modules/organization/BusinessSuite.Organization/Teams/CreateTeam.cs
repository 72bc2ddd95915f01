using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Teams;

internal static class CreateTeamOperation
{
    /// <summary>Makes a team.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static Team CreateTeam(string code, string name) => new() { Code = code, Name = name };
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Competences;

internal static class CreateCompetenceOperation
{
    /// <summary>Names a competence that employees can have and work can ask for.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static Competence CreateCompetence(string code, string name, Caller caller)
    {
        caller.RequireEverywhere(Permissions.AdministerStructure);
        return new() { Code = code, Name = name };
    }
}

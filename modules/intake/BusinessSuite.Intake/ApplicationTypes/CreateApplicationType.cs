using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ApplicationTypes;

internal static class CreateApplicationTypeOperation
{
    /// <summary>Names a new kind of application. Applications can be received once a version of it is published.</summary>
    /// <param name="code">The code, unique; part of numbers.</param>
    /// <param name="name">The name.</param>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static ApplicationType CreateApplicationType(string code, string name)
    {
        var type = new ApplicationType { Code = code.Trim() };
        type.Rename(name);
        return type;
    }
}

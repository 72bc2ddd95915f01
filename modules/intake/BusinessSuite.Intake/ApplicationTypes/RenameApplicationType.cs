using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ApplicationTypes;

internal static class RenameApplicationTypeOperation
{
    /// <summary>Gives a kind of application another name. Its code stays: numbers have it.</summary>
    /// <param name="name">The name from now on.</param>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static ApplicationType RenameApplicationType(ApplicationType applicationType, string name)
    {
        applicationType.Rename(name);
        return applicationType;
    }
}

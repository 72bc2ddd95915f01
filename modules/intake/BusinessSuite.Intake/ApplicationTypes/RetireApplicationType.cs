using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ApplicationTypes;

internal static class RetireApplicationTypeOperation
{
    /// <summary>Withdraws a kind of application from use: none is received any more, and those under way go on. Publishing a version takes it into use again.</summary>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static ApplicationType RetireApplicationType(ApplicationType applicationType, TimeProvider clock)
    {
        applicationType.Retire(clock.GetUtcNow());
        return applicationType;
    }
}

using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Progress;

internal static class ApplicationProgressedSubscription
{
    /// <summary>Every step of an application's way as soon as it is made.</summary>
    /// <param name="applicationId">The application.</param>
    [Subscription, Requires(Permissions.ReadApplications)]
    public static Id<ProgressEntry> ApplicationProgressed(ApplicationProgressed happened, Id<Application> applicationId) => new(happened.EntryId);
}

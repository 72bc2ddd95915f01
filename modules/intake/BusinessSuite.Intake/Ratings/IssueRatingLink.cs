using BusinessSuite.Intake.Applications;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Ratings;

internal static class IssueRatingLinkOperation
{
    /// <summary>
    /// Makes a link by which the customer rates the application without an account. An earlier link of the same rating ends. Of an application
    /// that has ended the link is also sent to the customer; of one that has not it can go out with the result. Who had a hand in the case does not.
    /// </summary>
    [Mutation, Requires(Permissions.AskForRatings)]
    public static async Task<RatingLink> IssueRatingLink(Application application, RatingLinks links, RatingInvitations invitations, Caller caller, CancellationToken ct)
    {
        if (application.Status is not (ApplicationStatus.Accepted or ApplicationStatus.Closed or ApplicationStatus.NotAccepted))
        {
            throw new RuleViolation(PlatformRules.IllegalState, "IssueRatingLink", UpperSnake.Of(application.Status));
        }

        return await invitations.Issue(await links.AskedFor(application, ct), caller.EmployeeId, ct);
    }
}

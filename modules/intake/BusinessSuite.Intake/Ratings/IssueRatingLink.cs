using BusinessSuite.Intake.Applications;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Ratings;

internal static class IssueRatingLinkOperation
{
    /// <summary>Makes a link by which the customer rates the application without an account; it can go out with the result. An earlier link of the same rating ends.</summary>
    [Mutation, Requires(Permissions.AskForRatings)]
    public static async Task<RatingLink> IssueRatingLink(Application application, RatingLinks links, CancellationToken ct)
    {
        if (application.Status is not (ApplicationStatus.Accepted or ApplicationStatus.Closed or ApplicationStatus.NotAccepted))
        {
            throw new RuleViolation(PlatformRules.IllegalState, "IssueRatingLink", UpperSnake.Of(application.Status));
        }

        var rating = await links.AskedFor(application, ct);
        return new(rating, rating.GiveToken());
    }
}

using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Ratings;

internal static class RecordRatingOperation
{
    /// <summary>Records what a customer said on the phone or at the desk when asked. Who had a hand in the case does not record it. A low score opens a complaint, contests the response that the customer was asked about, or opens that complaint again.</summary>
    /// <param name="score">From 1, very unsatisfied, to 5, very satisfied.</param>
    /// <param name="opinion">What the customer says to it, at most 5000 characters.</param>
    [Mutation, Requires(Permissions.AskForRatings)]
    public static async Task<Rating> RecordRating(
        Rating rating, int score, IntakeDbContext db, ComplaintDesk desk, Caller caller, CancellationToken ct, [Secret] string? opinion = null)
    {
        if (rating.ComplaintId is null && !await db.Applications.AnyAsync(a => a.Id == rating.ApplicationId && a.EndedAt != null, ct))
        {
            throw new RuleViolation(RatingRules.TooEarly);
        }

        await desk.Rate(rating, score, ComplaintRules.Require(opinion, "opinion", optional: true), caller.EmployeeId, ct);
        return rating;
    }
}

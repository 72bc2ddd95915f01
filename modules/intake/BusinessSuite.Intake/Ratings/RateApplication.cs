using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Ratings;

/// <summary>A rating that was given.</summary>
/// <param name="Score">The score.</param>
/// <param name="ComplaintNumber">The number of the complaint that a low score opened; null for a better one.</param>
/// <param name="ComplaintSecret">What the customer follows that complaint with, together with its number. It is shown this once.</param>
internal sealed record GivenRating(int Score, string? ComplaintNumber, string? ComplaintSecret);

internal static class RateApplicationOperation
{
    /// <summary>Rates a case by the token of a link, once. A low score opens a complaint. After ten wrong tokens it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="token">The token of the link.</param>
    /// <param name="score">From 1, very unsatisfied, to 5, very satisfied.</param>
    /// <param name="opinion">What the customer says to it, at most 5000 characters.</param>
    [Mutation, Anonymous]
    public static async Task<GivenRating> RateApplication(
        [Secret] string token, int score, IntakeDbContext db, RatingLinks links, ComplaintDesk desk, CancellationToken ct, [Secret] string? opinion = null)
    {
        var found = await links.Find(token, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["token"] };
        var rating = await db.Ratings.Locked(found.Id, ct);
        if (rating.ComplaintId is null && !await db.Applications.AnyAsync(a => a.Id == rating.ApplicationId && a.EndedAt != null, ct))
        {
            throw new RuleViolation(RatingRules.TooEarly);
        }

        var complaint = await desk.Rate(rating, score, ComplaintRules.Require(opinion, "opinion", optional: true), null, ct);
        return new(score, complaint?.Complaint.Number, complaint?.TrackingSecret);
    }
}

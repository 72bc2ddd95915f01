using BusinessSuite.Intake.Ratings;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

internal static class AskAgainOperation
{
    /// <summary>
    /// Asks the customer again, by a new link to rate that is sent, once everything is rectified and verified. An earlier link of the same
    /// question ends. Who had a hand in the complaint does not ask.
    /// </summary>
    [Mutation, Requires(Permissions.AskForRatings)]
    public static async Task<RatingLink> AskAgain(
        Complaint complaint, IntakeDbContext db, RatingLinks links, RatingInvitations invitations, ComplaintTerms terms, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (complaint.Status is not (ComplaintStatus.Responded or ComplaintStatus.Accepted or ComplaintStatus.Contested))
        {
            throw new RuleViolation(PlatformRules.IllegalState, "AskAgain", UpperSnake.Of(complaint.Status));
        }

        var (now, settled) = (clock.GetUtcNow(), await db.Settled(complaint, ct));
        var rating = await db.Ratings.FirstOrDefaultAsync(r => r.ComplaintId == complaint.Id && r.AskedAt >= settled && r.RatedAt == null && r.OpenUntil > now, ct)
            ?? db.Add(new Rating(complaint, now, links.OpenUntil(now))).Entity;
        await links.End(db.Ratings.Where(r => r.ComplaintId == complaint.Id && r.Id != rating.Id), ct);
        complaint.Await(await terms.Assess(rating.OpenUntil, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ""));
        return await invitations.Issue(rating, caller.EmployeeId, ct);
    }
}

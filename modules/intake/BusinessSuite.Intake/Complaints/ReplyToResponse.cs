using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>A complaint whose response the customer replied to.</summary>
/// <param name="Status">Where it stands now.</param>
internal sealed record RepliedComplaint(ComplaintStatus Status);

internal static class ReplyToResponseOperation
{
    /// <summary>Accepts or contests the response to a complaint, for the customer: by its number and secret. After ten wrong guesses it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="number">The complaint's number.</param>
    /// <param name="secret">The secret given with the number.</param>
    /// <param name="accepted">Whether the response is accepted.</param>
    /// <param name="reason">Why it is not; at most 5000 characters.</param>
    [Mutation, Anonymous]
    public static async Task<RepliedComplaint> ReplyToResponse(
        string number, [Secret] string secret, bool accepted, TrackedComplaints tracked, ComplaintDesk desk, ComplaintTerms terms, TimeProvider clock, CancellationToken ct, [Secret] string? reason = null)
    {
        var found = await tracked.Find(number, secret, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["secret"] };
        var note = ComplaintRules.Require(reason, "reason", optional: accepted) ?? "";
        var now = clock.GetUtcNow();
        var goOnBy = await terms.Assess(now, ct);
        var complaint = await desk.Note(found.Id, null, note, ct, c =>
        {
            if (accepted)
            {
                c.Accept();
            }
            else
            {
                c.Contest(now, goOnBy);
            }
        });
        return new(complaint.Status);
    }
}

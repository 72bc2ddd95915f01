using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>What the customer may know of a complaint.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="AcknowledgeBy">Until when its receipt is acknowledged.</param>
/// <param name="RespondBy">Until when it is responded to; null before the assessment.</param>
/// <param name="Outcome">What was decided; null before the response.</param>
/// <param name="Response">The response; null before.</param>
/// <param name="ReplyBy">Until when the response can be accepted or contested.</param>
/// <param name="Recourse">Where else to turn.</param>
/// <param name="Steps">The states that it went through.</param>
/// <param name="Notices">What the customer was told.</param>
internal sealed record ComplaintTracking(
    string Number, ComplaintStatus Status, DateTimeOffset AcknowledgeBy, DateTimeOffset? RespondBy, ComplaintOutcome? Outcome, string? Response, DateTimeOffset? ReplyBy,
    string? Recourse, IReadOnlyList<ComplaintTrackingStep> Steps, IReadOnlyList<ComplaintTrackingNotice> Notices);

/// <summary>A state that a complaint went through.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">The state.</param>
internal sealed record ComplaintTrackingStep(DateTimeOffset At, ComplaintStatus Status);

/// <summary>Something that the customer was told of a complaint.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What was told.</param>
internal sealed record ComplaintTrackingNotice(DateTimeOffset At, ComplaintNoticeKind Kind, string Text);

internal static class TrackComplaintQuery
{
    /// <summary>Where a complaint stands, for the customer: by its number and secret; null when they do not fit. It names no staff. After ten wrong guesses it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="number">The complaint's number.</param>
    /// <param name="secret">The secret given with the number.</param>
    [Query, Anonymous]
    public static async Task<ComplaintTracking?> TrackComplaint(string number, string secret, IntakeDbContext db, TrackedComplaints tracked, IUnrestricted unrestricted, CancellationToken ct)
    {
        if (await tracked.Find(number, secret, ct) is not { } complaint)
        {
            return null;
        }

        var entries = await unrestricted.Read(
            () => db.ComplaintEntries.Where(e => e.ComplaintId == complaint.Id).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new { e.At, e.Status }).ToListAsync(ct), ct);
        var notices = await unrestricted.Read(
            () => db.ComplaintNotices.Where(n => n.ComplaintId == complaint.Id).OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => new ComplaintTrackingNotice(n.At, n.Kind, n.Text)).ToListAsync(ct), ct);
        return new(
            complaint.Number, complaint.Status, complaint.AcknowledgeBy, complaint.RespondBy, complaint.Outcome, complaint.Response, complaint.ReplyBy, complaint.Recourse,
            [.. entries.Where((e, i) => i == 0 || e.Status != entries[i - 1].Status).Select(e => new ComplaintTrackingStep(e.At, e.Status))], notices);
    }
}

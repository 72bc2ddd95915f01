using BusinessSuite.Intake.Notices;
using BusinessSuite.Intake.Rectifications;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

internal static class CloseComplaintOperation
{
    /// <summary>
    /// Closes a complaint, and tells the customer: the response reached the customer or three tries failed, what was wrong is rectified and verified,
    /// and the customer was asked again, and has answered or let the term pass.
    /// </summary>
    /// <param name="recourse">Where else a customer who contests the response was told to turn; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> CloseComplaint(
        Complaint complaint, IntakeDbContext db, ComplaintNotices notices, Caller caller, TimeProvider clock, CancellationToken ct, [Secret] string? recourse = null)
    {
        var now = clock.GetUtcNow();
        complaint.Close(ComplaintRules.Require(recourse, "recourse", optional: true), now);
        var rectifications = await db.Rectifications.Where(r => r.ComplaintId == complaint.Id).ToListAsync(ct);
        if (rectifications.Any(r => r.Status != RectificationStatus.Verified)
            || (complaint.Outcome != ComplaintOutcome.NotUpheld && !rectifications.Any(r => r.VerifiedAt >= complaint.OpenedAt)))
        {
            throw new RuleViolation(ComplaintRules.NotRectified);
        }

        var settled = rectifications.Select(r => r.VerifiedAt).Append(complaint.RespondedAt).Max();
        if (!await db.Ratings.AnyAsync(r => r.ComplaintId == complaint.Id && r.AskedAt >= settled && (r.RatedAt != null || r.OpenUntil < now), ct))
        {
            throw new RuleViolation(ComplaintRules.NotAskedAgain);
        }

        if (complaint.ContactId is not null)
        {
            Notice.Require(
                await db.ComplaintNotices.Where(n => n.ComplaintId == complaint.Id && n.Kind == ComplaintNoticeKind.Response && n.At >= complaint.RespondedAt).ToListAsync(ct),
                ComplaintRules.Untold);
        }

        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, complaint.Recourse ?? ""));
        await notices.Send(complaint, ComplaintNoticeKind.Closing, complaint.Recourse is { } turn ? new(turn, turn) : Done, now, ct);
        return complaint;
    }

    private static readonly Text Done = new("Nothing more is to be done.", "已处理完毕。");
}

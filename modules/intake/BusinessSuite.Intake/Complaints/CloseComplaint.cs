using BusinessSuite.Intake.Notices;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

internal static class CloseComplaintOperation
{
    /// <summary>
    /// Closes a complaint, and tells the customer: the response reached the customer or three tries failed, what was wrong is rectified and verified,
    /// and the customer was asked again, and has answered, or was reached and let the term pass. Three tries that failed stand for having reached.
    /// </summary>
    /// <param name="recourse">Where else a customer who contests the response was told to turn; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> CloseComplaint(
        Complaint complaint, IntakeDbContext db, ComplaintNotices notices, Caller caller, TimeProvider clock, CancellationToken ct, [Secret] string? recourse = null)
    {
        var now = clock.GetUtcNow();
        complaint.Close(ComplaintRules.Require(recourse, "recourse", optional: true), now);
        var settled = await db.Settled(complaint, ct);
        var asked = await db.Ratings.Where(r => r.ComplaintId == complaint.Id && r.AskedAt >= settled).ToListAsync(ct);
        var answered = asked.Any(r => r.RatedAt is not null);
        if (!answered && !asked.Any(r => r.OpenUntil < now))
        {
            throw new RuleViolation(ComplaintRules.NotAskedAgain);
        }

        // An anonymous customer follows the complaint by its secret.
        if (complaint.ContactId is not null)
        {
            await Require(ComplaintNoticeKind.Response, complaint.RespondedAt, ComplaintRules.Untold);
            if (!answered)
            {
                await Require(ComplaintNoticeKind.FollowUp, settled, ComplaintRules.NotAskedAgain);
            }
        }

        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, complaint.Recourse ?? ""));
        await notices.Send(complaint, ComplaintNoticeKind.Closing, complaint.Recourse is { } turn ? new(turn, turn) : Done, now, ct);
        return complaint;

        async Task Require(ComplaintNoticeKind kind, DateTimeOffset? since, Rule untold) =>
            Notice.Require(await db.ComplaintNotices.Where(n => n.ComplaintId == complaint.Id && n.Kind == kind && n.At >= since).ToListAsync(ct), untold);
    }

    private static readonly Text Done = new("Nothing more is to be done.", "已处理完毕。");
}

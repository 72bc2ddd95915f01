using BusinessSuite.Intake.Notices;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class RecordComplaintNoticeOperation
{
    /// <summary>Records that a customer was told about a complaint by word of mouth or on paper; what tells the same and is still under way is taken back, but for a link to rate.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="channel">By which way, for example DESK or PHONE.</param>
    /// <param name="recipient">The person, number or address it went to.</param>
    /// <param name="text">What was told; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<ComplaintNotice> RecordComplaintNotice(
        Complaint complaint, ComplaintNoticeKind kind, string channel, string recipient, [Secret] string text, IntakeDbContext db, ComplaintNotices notices, IMessages messages, Caller caller,
        TimeProvider clock, CancellationToken ct)
    {
        if (complaint.Status == ComplaintStatus.Received || (kind is ComplaintNoticeKind.Response or ComplaintNoticeKind.FollowUp && complaint.RespondedAt is null))
        {
            throw new RuleViolation(PlatformRules.IllegalState, "RecordComplaintNotice", UpperSnake.Of(complaint.Status));
        }

        var now = clock.GetUtcNow();
        var notice = new ComplaintNotice { ComplaintId = complaint.Id, Kind = kind };
        notice.Tell(channel, recipient, ComplaintRules.Require(text, "text", optional: true) ?? "", now);
        await notices.Arrived(notice, complaint, ct);
        if (kind != ComplaintNoticeKind.FollowUp)
        {
            await messages.Withdraw(db.ComplaintNotices.Where(n => n.ComplaintId == complaint.Id && n.Kind == kind), ct);
        }

        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, notice.Text));
        return notice;
    }
}

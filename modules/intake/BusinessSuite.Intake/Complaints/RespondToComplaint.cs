using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

internal static class RespondToComplaintOperation
{
    /// <summary>
    /// Tells the customer what was found and decided, by the channels that the customer prefers and one after the other until it arrives; by phone
    /// through a phone task. The notice says whether it arrived. A department that the complaint was forwarded to must have answered.
    /// </summary>
    /// <param name="findings">What the investigation found; at most 5000 characters.</param>
    /// <param name="outcome">Whether the customer is right.</param>
    /// <param name="response">What the customer is told; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> RespondToComplaint(
        Complaint complaint, [Secret] string findings, ComplaintOutcome outcome, [Secret] string response, IntakeDbContext db, ComplaintNotices notices, ComplaintTerms terms,
        Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ComplaintForwardings.AnyAsync(f => f.ComplaintId == complaint.Id && f.AnsweredAt == null, ct))
        {
            throw new RuleViolation(ComplaintRules.Unanswered);
        }

        var (now, said) = (clock.GetUtcNow(), ComplaintRules.Require(response, "response")!);
        complaint.Respond(ComplaintRules.Require(findings, "findings")!, outcome, said, now, await terms.Reply(now, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, said));
        await notices.Send(complaint, ComplaintNoticeKind.Response, new(said, said), now, ct);
        return complaint;
    }
}

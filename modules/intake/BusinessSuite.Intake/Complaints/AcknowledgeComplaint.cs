using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class AcknowledgeComplaintOperation
{
    /// <summary>Acknowledges the receipt of a complaint to the customer, within one working day, and gives it to a handler, who is not the person complained of.</summary>
    /// <param name="handlerId">Who handles it.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> AcknowledgeComplaint(
        Complaint complaint, Id<EmployeeRef> handlerId, IntakeDbContext db, ComplaintTerms terms, ComplaintNotices notices, ComplaintDuties duties, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        complaint.Acknowledge(handlerId, now, await terms.Assess(now, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ""));
        await notices.Send(complaint, ComplaintNoticeKind.Acknowledgement, Received, now, ct);
        await duties.Handle(complaint, ct);
        return complaint;
    }

    private static readonly Text Received = new("We have received your complaint and are looking into it.", "您的投诉已收到，我们正在处理。");
}

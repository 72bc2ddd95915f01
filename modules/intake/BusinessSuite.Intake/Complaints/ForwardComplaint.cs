using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

internal static class ForwardComplaintOperation
{
    /// <summary>Hands a complaint to the department concerned, which must answer by a date. One that repeats an earlier complaint there is linked to it.</summary>
    /// <param name="departmentId">The department.</param>
    /// <param name="reason">Why it is for that department.</param>
    /// <param name="answerBy">Until when it must answer; five working days unless given.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<ComplaintForwarding> ForwardComplaint(
        Complaint complaint, Id<DepartmentRef> departmentId, [Secret] string reason, IntakeDbContext db, ComplaintDesk desk, ComplaintTerms terms,
        Caller caller, TimeProvider clock, CancellationToken ct, DateTimeOffset? answerBy = null)
    {
        if (await db.ComplaintForwardings.AnyAsync(f => f.ComplaintId == complaint.Id && f.AnsweredAt == null, ct))
        {
            throw new RuleViolation(ComplaintRules.Forwarded);
        }

        var now = clock.GetUtcNow();
        var due = answerBy ?? await terms.Answer(now, ct);
        var why = ComplaintRules.Require(reason, "reason")!;
        complaint.Forward(departmentId, due, now);
        await desk.Compare(complaint, ct);
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, why));
        return due > now
            ? new() { ComplaintId = complaint.Id, DepartmentId = departmentId, Reason = why, ForwardedAt = now, AnswerBy = due }
            : throw new RuleViolation(ComplaintRules.InThePast) { Field = ["answerBy"] };
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class AnswerComplaintOperation
{
    /// <summary>Answers, for the own department, a complaint that was forwarded to it.</summary>
    /// <param name="answer">What the department says to it; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.AnswerComplaints)]
    public static async Task<ComplaintForwarding> AnswerComplaint(
        ComplaintForwarding complaintForwarding, [Secret] string answer, IntakeDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (!caller.Departments.Contains(complaintForwarding.DepartmentId))
        {
            throw new RuleViolation(ComplaintRules.ForwardedElsewhere);
        }

        var complaint = await db.Complaints.Locked(complaintForwarding.ComplaintId, ct);
        var (now, said) = (clock.GetUtcNow(), ComplaintRules.Require(answer, "answer")!);
        complaintForwarding.Reply(said, caller.EmployeeId, now);
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, said));
        return complaintForwarding;
    }
}

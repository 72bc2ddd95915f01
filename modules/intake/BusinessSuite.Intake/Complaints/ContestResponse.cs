using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class ContestResponseOperation
{
    /// <summary>Records that the customer contested the response to a complaint; it can be investigated again.</summary>
    /// <param name="reason">Why, in the customer's words.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> ContestResponse(
        Complaint complaint, [Secret] string reason, IntakeDbContext db, ComplaintTerms terms, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        complaint.Contest(now, await terms.Assess(now, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ComplaintRules.Require(reason, "reason")!));
        return complaint;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class ContestResponseOperation
{
    /// <summary>Records that the customer contested the response to a complaint; it can be investigated again.</summary>
    /// <param name="reason">Why, in the customer's words.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static Complaint ContestResponse(Complaint complaint, [Secret] string reason, IntakeDbContext db, Caller caller, TimeProvider clock)
    {
        complaint.Contest();
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ComplaintRules.Require(reason, "reason")!));
        return complaint;
    }
}

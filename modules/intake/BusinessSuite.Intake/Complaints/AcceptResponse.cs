using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class AcceptResponseOperation
{
    /// <summary>Records that the customer accepted the response to a complaint.</summary>
    /// <param name="note">How and in which words the customer said so.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static Complaint AcceptResponse(Complaint complaint, [Secret] string note, IntakeDbContext db, Caller caller, TimeProvider clock)
    {
        complaint.Accept();
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ComplaintRules.Require(note, "note")!));
        return complaint;
    }
}

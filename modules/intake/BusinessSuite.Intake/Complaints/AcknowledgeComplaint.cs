using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class AcknowledgeComplaintOperation
{
    /// <summary>Acknowledges the receipt of a complaint to the customer, within one working day, and gives it to a handler, who is not the person complained of.</summary>
    /// <param name="handlerId">Who handles it.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static Complaint AcknowledgeComplaint(Complaint complaint, Id<EmployeeRef> handlerId, IntakeDbContext db, Caller caller, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        complaint.Acknowledge(handlerId, now);
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ""));
        return complaint;
    }
}

using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class InvestigateComplaintOperation
{
    /// <summary>Begins to investigate a complaint, or again when the customer contested the response. The investigator is not the person complained of.</summary>
    /// <param name="investigatorId">Who investigates.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static Complaint InvestigateComplaint(Complaint complaint, Id<EmployeeRef> investigatorId, IntakeDbContext db, Caller caller, TimeProvider clock)
    {
        complaint.Investigate(investigatorId);
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ""));
        return complaint;
    }
}

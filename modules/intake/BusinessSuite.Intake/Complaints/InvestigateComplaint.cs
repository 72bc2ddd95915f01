using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class InvestigateComplaintOperation
{
    /// <summary>Begins to investigate a complaint, or again when the customer contested the response. The investigator is not the person complained of.</summary>
    /// <param name="investigatorId">Who investigates.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> InvestigateComplaint(
        Complaint complaint, Id<EmployeeRef> investigatorId, IntakeDbContext db, ComplaintDuties duties, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        complaint.Investigate(investigatorId);
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ""));
        await duties.Investigate(complaint, ct);
        return complaint;
    }
}

using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class InvestigateComplaintOperation
{
    /// <summary>Begins to investigate a complaint, or again when the customer contested the response: then the term for the response begins anew. The investigator is not the person complained of.</summary>
    /// <param name="investigatorId">Who investigates.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> InvestigateComplaint(
        Complaint complaint, Id<EmployeeRef> investigatorId, IntakeDbContext db, ComplaintTerms terms, ComplaintDuties duties, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        complaint.Investigate(investigatorId, await terms.Respond(now, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ""));
        await duties.Investigate(complaint, ct);
        return complaint;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class ClassifyComplaintOperation
{
    /// <summary>
    /// Raises the level of a complaint, and of all that belongs to it (定密). Whoever may not know it then sees it no more, also who raised it;
    /// the customer goes on following it.
    /// </summary>
    /// <param name="level">The higher level.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> ClassifyComplaint(Complaint complaint, Confidentiality level, ComplaintDesk desk, Caller caller, CancellationToken ct)
    {
        complaint.Classify(level);
        await desk.Reclassify(complaint, caller.EmployeeId, "", ct);
        return complaint;
    }
}

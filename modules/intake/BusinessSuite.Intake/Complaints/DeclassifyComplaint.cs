using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class DeclassifyComplaintOperation
{
    /// <summary>Lowers the level of a complaint, and of all that belongs to it (解密). The audit trail keeps the reason.</summary>
    /// <param name="level">The lower level, at least INTERNAL.</param>
    /// <param name="reason">Why it is not so confidential any more.</param>
    [Mutation, Requires(Permissions.Declassify)]
    public static async Task<Complaint> DeclassifyComplaint(Complaint complaint, Confidentiality level, string reason, ComplaintDesk desk, Caller caller, CancellationToken ct)
    {
        complaint.Declassify(level, reason);
        await desk.Reclassify(complaint, caller.EmployeeId, reason.Trim(), ct);
        return complaint;
    }
}

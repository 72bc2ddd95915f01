using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class RejectRectificationOperation
{
    /// <summary>Finds that a rectification is not done or does not help; it is to be done again. Only a person outside the department may.</summary>
    /// <param name="finding">What was found; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.VerifyRectifications)]
    public static async Task<Rectification> RejectRectification(
        Rectification rectification, [Secret] string finding, IntakeDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var complaint = await db.Complaints.Locked(rectification.ComplaintId, ct);
        var (now, found) = (clock.GetUtcNow(), ComplaintRules.Require(finding, "finding")!);
        rectification.Reject(caller, complaint, found);
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, found));
        return rectification;
    }
}

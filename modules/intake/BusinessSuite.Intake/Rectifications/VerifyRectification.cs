using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class VerifyRectificationOperation
{
    /// <summary>Verifies a rectification: it is done and helps. Only a person outside the department that carried it out may, who is not the person complained of.</summary>
    /// <param name="finding">What was found; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.VerifyRectifications)]
    public static async Task<Rectification> VerifyRectification(
        Rectification rectification, [Secret] string finding, IntakeDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var complaint = await db.Complaints.Locked(rectification.ComplaintId, ct);
        var (now, found) = (clock.GetUtcNow(), ComplaintRules.Require(finding, "finding")!);
        await db.RequireOutside(rectification, caller, now, ct);
        rectification.Verify(caller, complaint, found, now);
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, found));
        return rectification;
    }
}

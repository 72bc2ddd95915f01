using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class RejectRectificationOperation
{
    /// <summary>Finds that a rectification is not done or does not help; it is to be done again, and whoever carries it out is told. Only a person outside the department may.</summary>
    /// <param name="finding">What was found; at most 5000 characters.</param>
    /// <param name="dueAt">Until when it must be done again; as before unless given, which takes a term that is still ahead.</param>
    [Mutation, Requires(Permissions.VerifyRectifications)]
    public static async Task<Rectification> RejectRectification(
        Rectification rectification, [Secret] string finding, IntakeDbContext db, ComplaintTerms terms, ComplaintDuties duties, Caller caller, TimeProvider clock,
        CancellationToken ct, DateTimeOffset? dueAt = null)
    {
        var complaint = await db.Complaints.Locked(rectification.ComplaintId, ct);
        var (now, found) = (clock.GetUtcNow(), ComplaintRules.Require(finding, "finding")!);
        await db.RequireOutside(rectification, caller, now, ct);
        rectification.Reject(caller, complaint, found, dueAt?.ToUniversalTime(), now);
        complaint.Await(await terms.Assess(rectification.DueAt, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, found));
        await duties.Rectify(complaint, rectification.OwnerId, rectification.DueAt, ct);
        return rectification;
    }
}

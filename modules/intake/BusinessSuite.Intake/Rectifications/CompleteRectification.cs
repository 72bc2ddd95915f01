using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class CompleteRectificationOperation
{
    /// <summary>Says that a rectification is done, with evidence, and tells the customer (整改告知).</summary>
    /// <param name="evidence">What shows it; at most 5000 characters.</param>
    /// <param name="told">What the customer is told; at most 5000 characters; the measure unless given.</param>
    [Mutation, Requires(Permissions.Rectify)]
    public static async Task<Rectification> CompleteRectification(
        Rectification rectification, [Secret] string evidence, IntakeDbContext db, IUnrestricted unrestricted, ComplaintNotices notices, TimeProvider clock, CancellationToken ct, [Secret] string? told = null)
    {
        var now = clock.GetUtcNow();
        rectification.Complete(ComplaintRules.Require(evidence, "evidence", optional: true), now);
        var said = ComplaintRules.Require(told, "told", optional: true) ?? rectification.Measure;
        // Whoever corrects something need not see the complaint.
        await unrestricted.Read(
            async () =>
            {
                await notices.Send(await db.Complaints.Locked(rectification.ComplaintId, ct), ComplaintNoticeKind.Rectification, new(said, said), now, ct);
                return await db.SaveChangesAsync(ct);
            },
            ct);
        return rectification;
    }
}

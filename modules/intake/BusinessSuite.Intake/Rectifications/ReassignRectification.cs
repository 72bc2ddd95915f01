using BusinessSuite.Intake.Complaints;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class ReassignRectificationOperation
{
    /// <summary>Lets another employee carry out a rectification that is not done yet. Until when it must be done stays.</summary>
    /// <param name="ownerId">Who carries it out from now on.</param>
    /// <param name="reason">Why; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.Rectify)]
    public static async Task<Rectification> ReassignRectification(
        Rectification rectification, Id<EmployeeRef> ownerId, string reason, IntakeDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var complaint = await db.Complaints.Locked(rectification.ComplaintId, ct);
        rectification.Reassign(ownerId);
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ComplaintRules.Require(reason, "reason")!));
        return rectification;
    }
}

using BusinessSuite.Intake.Complaints;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class ReassignRectificationOperation
{
    /// <summary>Lets another employee carry out a rectification that is not done yet. Until when it must be done stays. The employee is told.</summary>
    /// <param name="ownerId">Who carries it out from now on.</param>
    /// <param name="reason">Why; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.Rectify)]
    public static async Task<Rectification> ReassignRectification(
        Rectification rectification, Id<EmployeeRef> ownerId, [Secret] string reason, ComplaintDesk desk, ComplaintDuties duties, Caller caller, CancellationToken ct)
    {
        rectification.Reassign(ownerId);
        var complaint = await desk.Note(rectification.ComplaintId, caller.EmployeeId, ComplaintRules.Require(reason, "reason")!, ct);
        await duties.Rectify(complaint, ownerId, rectification.DueAt, ct);
        return rectification;
    }
}

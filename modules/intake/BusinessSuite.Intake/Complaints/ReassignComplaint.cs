using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class ReassignComplaintOperation
{
    /// <summary>Gives a complaint to another handler, who is not the person complained of.</summary>
    /// <param name="handlerId">Who handles it from now on.</param>
    /// <param name="reason">Why it changes hands.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static Complaint ReassignComplaint(Complaint complaint, Id<EmployeeRef> handlerId, [Secret] string reason, IntakeDbContext db, Caller caller, TimeProvider clock)
    {
        if (complaint.Status is ComplaintStatus.Received or ComplaintStatus.Closed)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "ReassignComplaint", UpperSnake.Of(complaint.Status));
        }

        complaint.Reassign(handlerId);
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ComplaintRules.Require(reason, "reason")!));
        return complaint;
    }
}

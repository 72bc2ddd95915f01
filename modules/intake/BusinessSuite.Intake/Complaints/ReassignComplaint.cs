using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class ReassignComplaintOperation
{
    /// <summary>Gives a complaint to another handler, or its investigation to another investigator, or both. Neither is the person complained of.</summary>
    /// <param name="reason">Why it changes hands.</param>
    /// <param name="handlerId">Who handles it from now on.</param>
    /// <param name="investigatorId">Who goes on with the investigation, while there is one.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> ReassignComplaint(
        Complaint complaint, [Secret] string reason, IntakeDbContext db, ComplaintDuties duties, Caller caller, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? handlerId = null,
        Id<EmployeeRef>? investigatorId = null)
    {
        if (complaint.Status is ComplaintStatus.Received or ComplaintStatus.Closed)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "ReassignComplaint", UpperSnake.Of(complaint.Status));
        }

        if (handlerId is null && investigatorId is null)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A complaint changes its handler or its investigator.") { Field = ["handlerId"] };
        }

        if (handlerId is { } handler)
        {
            complaint.Reassign(handler);
            await duties.Handle(complaint, ct);
        }

        if (investigatorId is { } investigator)
        {
            complaint.ReplaceInvestigator(investigator);
            await duties.Investigate(complaint, ct);
        }

        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, ComplaintRules.Require(reason, "reason")!));
        return complaint;
    }
}

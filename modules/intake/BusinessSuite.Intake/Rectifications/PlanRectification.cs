using BusinessSuite.Intake.Complaints;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class PlanRectificationOperation
{
    /// <summary>Plans what the responsible department does to correct what a complaint found.</summary>
    /// <param name="measure">What is done; at most 5000 characters.</param>
    /// <param name="ownerId">Who carries it out.</param>
    /// <param name="dueAt">Until when it must be done.</param>
    [Mutation, Requires(Permissions.Rectify)]
    public static async Task<Rectification> PlanRectification(
        Complaint complaint, [Secret] string measure, Id<EmployeeRef> ownerId, DateTimeOffset dueAt, IntakeDbContext db, ComplaintTerms terms, ComplaintDuties duties, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (complaint.Status is ComplaintStatus.Received or ComplaintStatus.Acknowledged or ComplaintStatus.Closed)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "PlanRectification", UpperSnake.Of(complaint.Status));
        }

        if (string.IsNullOrWhiteSpace(measure))
        {
            throw new RuleViolation(RectificationRules.NoMeasure) { Field = ["measure"] };
        }

        var now = clock.GetUtcNow();
        if (dueAt <= now)
        {
            throw new RuleViolation(ComplaintRules.InThePast) { Field = ["dueAt"] };
        }

        var what = ComplaintRules.Require(measure, "measure")!;
        complaint.Await(await terms.Assess(dueAt, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, what));
        await duties.Rectify(complaint, ownerId, dueAt, ct);
        return new(complaint, what, ownerId, dueAt.ToUniversalTime());
    }
}

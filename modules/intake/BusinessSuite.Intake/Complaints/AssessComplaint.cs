using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Complaints;

internal static class AssessComplaintOperation
{
    /// <summary>Assesses a complaint: how severe and complex it is, how far its consequences reach, and whether something must be done at once. It needs a department by then.</summary>
    /// <param name="severity">How severe it is.</param>
    /// <param name="complexity">How complex it is.</param>
    /// <param name="impact">How far its consequences reach.</param>
    /// <param name="immediateAction">Whether something must be done at once.</param>
    /// <param name="aboutId">The person complained of, when the assessment finds one.</param>
    /// <param name="note">What else there is to say, for example what was done at once.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> AssessComplaint(
        Complaint complaint, ComplaintGrade severity, ComplaintGrade complexity, ComplaintGrade impact, bool immediateAction, IntakeDbContext db, IWorkCalendar calendar, IOptions<FeedbackOptions> options,
        Caller caller, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? aboutId = null, [Secret] string? note = null)
    {
        var now = clock.GetUtcNow();
        complaint.Assess(severity, complexity, impact, immediateAction, aboutId?.Value, await calendar.DeadlineInDays(now, options.Value.RespondWithin, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ComplaintRules.Require(note, "note", optional: true) ?? ""));
        return complaint;
    }
}

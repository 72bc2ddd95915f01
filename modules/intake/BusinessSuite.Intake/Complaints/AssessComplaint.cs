using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class AssessComplaintOperation
{
    /// <summary>Assesses a complaint: how severe and complex it is, how far its consequences reach, and whether something must be done at once. It needs a department by then.</summary>
    /// <param name="severity">How severe it is.</param>
    /// <param name="complexity">How complex it is.</param>
    /// <param name="impact">How far its consequences reach.</param>
    /// <param name="immediateAction">Whether something must be done at once.</param>
    /// <param name="aboutId">The person complained of, when the assessment finds one.</param>
    /// <param name="aboutNobody">Whether the assessment finds that nobody is complained of, though somebody was named.</param>
    /// <param name="note">What else there is to say, for example what was done at once.</param>
    [Mutation, Requires(Permissions.HandleComplaints)]
    public static async Task<Complaint> AssessComplaint(
        Complaint complaint, ComplaintGrade severity, ComplaintGrade complexity, ComplaintGrade impact, bool immediateAction, IntakeDbContext db, ComplaintTerms terms,
        Caller caller, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? aboutId = null, bool aboutNobody = false, [Secret] string? note = null)
    {
        if (aboutNobody && aboutId is not null)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A complaint is about somebody or about nobody.") { Field = ["aboutNobody"] };
        }

        // Whoever is named now does not get himself out of it.
        complaint.RequireImpartial(caller.EmployeeId);
        var now = clock.GetUtcNow();
        complaint.Assess(severity, complexity, impact, immediateAction, aboutNobody ? null : aboutId?.Value ?? complaint.AboutId, await terms.Respond(now, ct));
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, ComplaintRules.Require(note, "note", optional: true) ?? ""));
        return complaint;
    }
}

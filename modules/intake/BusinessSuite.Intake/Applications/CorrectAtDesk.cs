using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class CorrectAtDeskOperation
{
    /// <summary>Records that a defect was corrected at the desk while the application is under review; no notice is needed for it.</summary>
    /// <param name="count">How many are there now; as many as are asked for unless given.</param>
    /// <param name="issuedOn">The day on which the material was issued; required where it may only be so old.</param>
    [Mutation, Requires(Permissions.Review)]
    public static async Task<ChecklistItem> CorrectAtDesk(
        ChecklistItem checklistItem, IntakeDbContext db, IWorkCalendar calendar, Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct,
        int? count = null, DateOnly? issuedOn = null)
    {
        var (now, reason) = (clock.GetUtcNow(), checklistItem.Reason);
        var application = await db.Applications.Locked(checklistItem.ApplicationId, ct);
        if (application.Status != ApplicationStatus.Received)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "CorrectAtDesk", UpperSnake.Of(application.Status));
        }

        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        var asked = await db.MaterialRequirements.FirstAsync(m => m.Id == checklistItem.RequirementId, ct);
        var found = Found.Of(asked, count ?? asked.Count, issuedOn, await calendar.Day(application.ReceivedAt, ct), await calendar.Day(now, ct));
        checklistItem.CorrectAtDesk(found, now);
        db.Add(new ProgressEntry(application, now, new($"A defect was corrected at the desk: {reason}", $"缺陷已当场更正：{reason}")));
        return checklistItem;
    }
}

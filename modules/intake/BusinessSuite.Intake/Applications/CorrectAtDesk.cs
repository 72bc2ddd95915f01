using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class CorrectAtDeskOperation
{
    /// <summary>Records that a defect was corrected at the desk; no notice is needed for it.</summary>
    [Mutation, Requires(Permissions.Review)]
    public static async Task<ChecklistItem> CorrectAtDesk(ChecklistItem checklistItem, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var (now, reason) = (clock.GetUtcNow(), checklistItem.Reason);
        checklistItem.CorrectAtDesk(now);
        var application = await db.Applications.FirstAsync(a => a.Id == checklistItem.ApplicationId, ct);
        db.Add(new ProgressEntry(application, now, new($"A defect was corrected at the desk: {reason}", $"缺陷已当场更正：{reason}")));
        return checklistItem;
    }
}

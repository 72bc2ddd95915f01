using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class SubmitSupplementOperation
{
    /// <summary>Records that the applicant supplied what the notice demanded; the items are reviewed again.</summary>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<Application> SubmitSupplement(Application application, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        application.Supplement(now);
        var notice = await db.SupplementNotices.FirstAsync(n => n.ApplicationId == application.Id && n.ClosedAt == null, ct);
        notice.ClosedAt = now;
        var demanded = await db.NoticeItems.Where(n => n.NoticeId == notice.Id).Select(n => n.ChecklistItemId).ToListAsync(ct);
        foreach (var item in await db.ChecklistItems.Where(i => demanded.Contains(i.Id)).ToListAsync(ct))
        {
            item.JudgeAnew();
        }

        db.Add(new ProgressEntry(application, now, new("The materials were supplied.", "材料已补正。")));
        return application;
    }
}

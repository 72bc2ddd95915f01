using BusinessSuite.Intake.Notices;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class CloseApplicationOperation
{
    /// <summary>Closes an application: its tasks are completed, and its result was told or three tries to tell it failed. After it was reopened, what was told before does not count.</summary>
    [Mutation, Requires(Permissions.Close)]
    public static async Task<Application> CloseApplication(
        Application application, IntakeDbContext db, Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        if (await db.Tasks.AnyAsync(t => t.ApplicationId == application.Id && t.Status != WorkTaskStatus.Completed && t.Status != WorkTaskStatus.Cancelled, ct))
        {
            throw new RuleViolation(ApplicationRules.TasksOpen);
        }

        var since = await db.Reopenings.Where(r => r.ApplicationId == application.Id).MaxAsync(r => (DateTimeOffset?)r.At, ct) ?? DateTimeOffset.MinValue;
        Notice.Require(await db.ResultNotices.Where(n => n.ApplicationId == application.Id && n.At >= since).ToListAsync(ct), ApplicationRules.Untold);
        var now = clock.GetUtcNow();
        application.Close(now);
        db.Add(new ProgressEntry(application, now, new("The application is closed.", "申请已办结。")));
        return application;
    }
}

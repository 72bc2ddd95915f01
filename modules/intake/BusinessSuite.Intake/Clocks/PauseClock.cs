using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

internal static class PauseClockOperation
{
    /// <summary>Lets the running clock of an application stand still, for a reason that its service level lists (中止计时). Unless its time was used up before, it has no planned end until the clock runs again.</summary>
    /// <param name="reason">The code of the reason.</param>
    /// <param name="note">What exactly is waited for; the applicant may not read it.</param>
    [Mutation, Requires(Permissions.PauseClocks)]
    public static async Task<Application> PauseClock(Application application, string reason, IntakeDbContext db, Clocks clocks, TimeProvider clock, CancellationToken ct, string? note = null)
    {
        var running = (await clocks.Of(application.Id, ct)).Where(c => c.State == ClockState.Running).ToList();
        if (running.Count == 0)
        {
            throw new RuleViolation(ClockRules.NoClock);
        }

        var now = clock.GetUtcNow();
        foreach (var one in running)
        {
            var listed = await db.PauseReasons.FirstOrDefaultAsync(r => r.ServiceLevelId == one.ServiceLevelId && r.Code == reason, ct)
                ?? throw new RuleViolation(ClockRules.Unlisted) { Field = ["reason"] };
            await clocks.Pause(application, one, listed, note, now, ct);
            db.Add(new ProgressEntry(application, now, new($"The time stands still: {listed.NameEn}", $"计时中止：{listed.NameZh}")));
        }

        return application;
    }
}

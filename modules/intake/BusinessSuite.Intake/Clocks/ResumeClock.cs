using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Clocks;

internal static class ResumeClockOperation
{
    /// <summary>Lets the clock of an application run again; the planned end moves by the working hours that were not counted (恢复计时).</summary>
    [Mutation, Requires(Permissions.PauseClocks)]
    public static async Task<Application> ResumeClock(Application application, IntakeDbContext db, Clocks clocks, TimeProvider clock, CancellationToken ct)
    {
        var paused = (await clocks.Of(application.Id, ct)).Where(c => c.State == ClockState.Paused).ToList();
        if (paused.Count == 0)
        {
            throw new RuleViolation(ClockRules.NoClock);
        }

        var now = clock.GetUtcNow();
        foreach (var one in paused)
        {
            await clocks.Resume(application, one, now, ct);
        }

        db.Add(new ProgressEntry(application, now, new("The time runs again.", "计时恢复。")));
        return application;
    }
}

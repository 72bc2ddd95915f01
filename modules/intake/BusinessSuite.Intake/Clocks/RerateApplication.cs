using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

internal static class RerateApplicationOperation
{
    /// <summary>Rates an application anew by a later version of its type's service level. What its clocks counted stays, also a pause; the results before and after stand side by side in the re-ratings. Where the version promises nothing for a clock, that clock stays with the version that did.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="serviceLevel">The version; the published one unless given.</param>
    [Mutation, Requires(Permissions.Rerate)]
    public static async Task<Application> RerateApplication(
        Application application, string reason, IntakeDbContext db, Clocks clocks, Caller caller, TimeProvider clock, CancellationToken ct, ServiceLevel? serviceLevel = null)
    {
        var why = ClockRules.NoReason.Given(reason, "reason");
        var before = await db.ServiceLevels.FirstOrDefaultAsync(l => l.Id == application.ServiceLevelId, ct) ?? throw new RuleViolation(ClockRules.NoClock);
        var level = serviceLevel ?? await db.ServiceLevels.FirstOrDefaultAsync(l => l.TypeId == application.TypeId && l.Status == ServiceLevelStatus.Published, ct);
        if (level is null || level.TypeId != application.TypeId || level.Status == ServiceLevelStatus.Draft || level.Number <= before.Number)
        {
            throw new RuleViolation(ClockRules.NotNewer) { Field = ["serviceLevelId"] };
        }

        application.Rate(level.Id);
        var now = clock.GetUtcNow();
        foreach (var one in (await clocks.Of(application.Id, ct)).Where(c => level.Within(c.Target) is not null))
        {
            db.Add(await clocks.Rate(application, one, level, why, caller.EmployeeId, now, ct));
        }

        return application;
    }
}

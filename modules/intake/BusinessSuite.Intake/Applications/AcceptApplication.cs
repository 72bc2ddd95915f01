using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class AcceptApplicationOperation
{
    /// <summary>
    /// Accepts an application whose materials passed review, numbers it, and promises its end (受理). After the term for an answer it counts as accepted
    /// from when the term began.
    /// </summary>
    [Mutation, Requires(Permissions.Decide)]
    public static async Task<Application> AcceptApplication(
        Application application, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar,
        Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        var items = await db.ChecklistItems.Where(i => i.ApplicationId == application.Id).ToListAsync(ct);
        if (items.Any(i => i.Verdict == Verdict.Unjudged))
        {
            throw new RuleViolation(ApplicationRules.Unjudged);
        }

        if (items.Count(i => i.IsWanting) is var wanting and > 0)
        {
            throw new RuleViolation(ApplicationRules.StillMissing, wanting);
        }

        var now = clock.GetUtcNow();
        var asOf = await db.TermOver(application, calendar, now, ct) is { } term ? term.Since : now;
        return await Accept(application, asOf, db, numbering, calendar, clock, ct);
    }

    /// <summary>Numbers the application and writes document and progress.</summary>
    /// <param name="asOf">As of when it counts as accepted.</param>
    public static async Task<Application> Accept(
        Application application, DateTimeOffset asOf, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct)
    {
        var version = await db.TypeVersions.FirstAsync(v => v.Id == application.TypeVersionId, ct);
        var code = await db.ApplicationTypes.Where(t => t.Id == application.TypeId).Select(t => t.Code).FirstAsync(ct);
        var now = clock.GetUtcNow();
        var today = await calendar.Day(now, ct);
        // The state is checked before a number is taken: a refused acceptance must not leave a gap.
        Application.Lifecycle.Next(application.Status, "AcceptApplication");
        // Others wait for their numbers from here on: what can be known before is.
        var end = await calendar.Deadline(asOf, await Promised(application, db, ct) ?? version.ProcessingTime, ct);
        var number = await numbering.Next(version.NumberPattern, today, new Dictionary<string, string> { ["type"] = code }, ct);
        application.Accept(number, asOf, end);
        // Noted here and not by who follows events: that would be one more statement while others wait.
        application.Note(now);
        var promised = await calendar.Day(end, ct);
        db.Add(await OutcomeDocument.Issue(
            application, OutcomeKind.Accepted, new($"Application {number} is accepted. It is planned to end on {promised:yyyy-MM-dd}.", $"申请 {number} 已受理，计划于 {promised:yyyy-MM-dd} 办结。"), now, today, numbering, ct));
        db.Add(new ProgressEntry(application, now, new($"The application was accepted under number {number}.", $"申请已受理，编号 {number}。")));
        return application;
    }

    /// <summary>The working time from acceptance to the planned end: what the service level promises, or else the type.</summary>
    public static async Task<TimeSpan> ProcessingTime(Application application, IntakeDbContext db, CancellationToken ct) =>
        await Promised(application, db, ct) ?? await db.TypeVersions.Where(v => v.Id == application.TypeVersionId).Select(v => v.ProcessingTime).FirstAsync(ct);

    private static async Task<TimeSpan?> Promised(Application application, IntakeDbContext db, CancellationToken ct) =>
        application.ServiceLevelId is { } level ? (await db.ServiceLevels.FindAsync([level], ct))?.CompleteWithin : null;
}

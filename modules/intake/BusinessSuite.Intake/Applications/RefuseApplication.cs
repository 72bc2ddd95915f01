using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

internal static class RefuseApplicationOperation
{
    /// <summary>Does not accept an application, in writing: why, and where to go instead (不予受理). After the term without a notice it counts as accepted.</summary>
    /// <param name="reason">Why it is not accepted.</param>
    /// <param name="whereToGo">Who is competent, or what can be done instead.</param>
    [Mutation, Requires(Permissions.Decide)]
    public static async Task<Application> RefuseApplication(
        Application application, string reason, string whereToGo, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar,
        Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        if (string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(whereToGo))
        {
            throw new RuleViolation(ApplicationRules.ReasonMissing) { Field = [string.IsNullOrWhiteSpace(reason) ? "reason" : "whereToGo"] };
        }

        var now = clock.GetUtcNow();
        await db.RequireInTime(application, calendar, now, ct);
        application.Refuse(now);
        db.Add(await OutcomeDocument.Issue(
            application, OutcomeKind.NotAccepted, new($"The application is not accepted: {reason} Please turn to: {whereToGo}", $"不予受理：{reason} 请向以下单位办理：{whereToGo}"),
            now, await calendar.Day(now, ct), numbering, ct));
        db.Add(new ProgressEntry(application, now, new("The application was not accepted; the document says why and where to go.", "不予受理，理由及办理去向见通知书。")));
        return application;
    }
}

using BusinessSuite.Intake.Notices;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

internal static class RecordResultNoticeOperation
{
    /// <summary>Records that the result was told by word of mouth or on paper; one that is still under way is taken back. An application is closed after its result was told, or after three tries.</summary>
    /// <param name="channel">By which way, for example PHONE or EMAIL.</param>
    /// <param name="recipient">The number or address it went to.</param>
    /// <param name="text">What was told.</param>
    [Mutation, Requires(Permissions.Close)]
    public static async Task<ResultNotice> RecordResultNotice(
        Application application, string channel, string recipient, string text, IntakeDbContext db, Impartiality impartiality, Caller caller,
        IMessages messages, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        if (application.Status != ApplicationStatus.Accepted)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "RecordResultNotice", UpperSnake.Of(application.Status));
        }

        var now = clock.GetUtcNow();
        var notice = new ResultNotice { ApplicationId = application.Id };
        notice.Tell(channel, recipient, text, now);
        await messages.Withdraw(db.ResultNotices.Where(n => n.ApplicationId == application.Id), ct);
        db.Add(new ProgressEntry(application, now, new("The result was told.", "结果已告知。")));
        return notice;
    }
}

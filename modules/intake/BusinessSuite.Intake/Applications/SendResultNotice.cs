using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Notices;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class SendResultNoticeOperation
{
    /// <summary>
    /// Tells the applicant the result (结果告知), by the channels that the applicant prefers and one after the other until it arrives; by
    /// phone through a phone task. The notice says whether it arrived.
    /// </summary>
    /// <param name="text">The result in words.</param>
    [Mutation, Requires(Permissions.Close)]
    public static async Task<ResultNotice> SendResultNotice(
        Application application, string text, IntakeDbContext db, Impartiality impartiality, Caller caller, IMessages messages, TimeProvider clock,
        CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        if (application.Status != ApplicationStatus.Accepted)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "SendResultNotice", UpperSnake.Of(application.Status));
        }

        var told = NoticeRules.NothingTold.Given(text, "text");
        if (await db.ResultNotices.AnyAsync(n => n.ApplicationId == application.Id && n.Status == NoticeStatus.Pending, ct))
        {
            throw new RuleViolation(NoticeRules.UnderWay);
        }

        return await db.Contacts.Recipient(application.ApplicantId, c => c.Ways(messages.Channels), ct) is { } applicant
            ? await Send(application, applicant, told, db, messages, clock.GetUtcNow(), ct)
            : throw new RuleViolation(ApplicationRules.NoWay);
    }

    private static async Task<ResultNotice> Send(
        Application application, Recipient applicant, string text, IntakeDbContext db, IMessages messages, DateTimeOffset now, CancellationToken ct)
    {
        var notice = new ResultNotice { ApplicationId = application.Id };
        notice.Leave(applicant.Routes[0], text, now);
        var type = await db.ApplicationTypes.Where(t => t.Id == application.TypeId).Select(t => t.Name).FirstAsync(ct);
        notice.Travel(await messages.Send(
            new ResultTold(applicant.Name, application.Number!, type, text),
            applicant,
            new($"{ResultTold.Template}:{notice.Id}") { AboutId = notice.Id, DepartmentId = application.DepartmentId, ResponsibleId = application.ResponsibleId },
            ct));
        db.Add(new ProgressEntry(application, now, new("The result is ready and being told.", "结果已出，正在告知。")));
        return notice;
    }
}

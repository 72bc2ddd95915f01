using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Complaints;
using BusinessSuite.Intake.Inquiries;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Ratings;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>Notes what became of the messages that tell customers something, and tells those who answer for it what did not arrive.</summary>
internal sealed class FollowMessages(IntakeDbContext db, ComplaintNotices complaints, IColleagues colleagues, DepartmentHeads heads) :
    IHandle<MessageDelivered>, IHandle<MessageFailed>, IHandle<MessageRedelivered>, IHandle<MessageWithdrawn>
{
    public async Task Handle(MessageDelivered happened, CancellationToken ct)
    {
        if (happened.Template == OutcomeTold.Template)
        {
            db.Add(new OutcomeDispatch
            {
                DocumentId = happened.AboutId!.Value,
                MessageId = happened.MessageId,
                Channel = happened.Channel,
                Recipient = happened.Address,
                At = happened.At,
            });
        }
        else if (await Notice(happened.Template, happened.AboutId, ct) is { } notice)
        {
            notice.Arrive(happened.Channel, happened.Address, happened.At);
            if (notice is ComplaintNotice arrived)
            {
                await complaints.Arrived(arrived, await db.Complaints.Locked(arrived.ComplaintId, ct), ct);
            }

            await Progress(notice, happened.At, new("The result was told.", "结果已告知。"), ct);
        }
    }

    public async Task Handle(MessageFailed happened, CancellationToken ct)
    {
        var notice = await Notice(happened.Template, happened.AboutId, ct);
        if (notice is not null)
        {
            notice.Fail(happened.Tries);
            if (await IsAwaited(notice, ct))
            {
                await Progress(notice, happened.At, new("We could not reach you to tell the result; please turn to us.", "未能联系到您告知结果，请与我们联系。"), ct);
            }
        }

        if (notice is not null || happened.Template == OutcomeTold.Template || happened.Template == CancellationTold.Template || happened.Template == InquiryAnswered.Template)
        {
            await Undelivered(happened, notice, ct);
        }
    }

    public async Task Handle(MessageRedelivered happened, CancellationToken ct) => (await Notice(happened.Template, happened.AboutId, ct))?.TryAgain();

    public async Task Handle(MessageWithdrawn happened, CancellationToken ct) => (await Notice(happened.Template, happened.AboutId, ct))?.Withdraw();

    private async Task<Notice?> Notice(string template, Guid? about, CancellationToken ct) =>
        template == ResultTold.Template ? await db.ResultNotices.Locked(about!.Value, ct)
        : template == ComplaintTold.Template ? await db.ComplaintNotices.Locked(about!.Value, ct)
        // Of an application's own rating nothing waits for the customer.
        : template == RatingInvitation.Template ? await db.ComplaintNotices.LockedOrNull(about!.Value, ct)
        : null;

    /// <summary>Whether the applicant still waits for the result: nobody told it otherwise in the meantime, and the case has not ended.</summary>
    private async Task<bool> IsAwaited(Notice notice, CancellationToken ct) => notice is ResultNotice result
        && await db.Applications.AnyAsync(a => a.Id == result.ApplicationId && a.Status == ApplicationStatus.Accepted, ct)
        && !await db.ResultNotices.AnyAsync(n => n.ApplicationId == result.ApplicationId && n.Status == NoticeStatus.Delivered && n.DeliveredAt >= result.At, ct);

    /// <summary>The applicant sees what became of the result.</summary>
    private async Task Progress(Notice notice, DateTimeOffset at, Text text, CancellationToken ct)
    {
        if (notice is ResultNotice result)
        {
            db.Add(new ProgressEntry(await db.Applications.FirstAsync(a => a.Id == result.ApplicationId, ct), at, text));
        }
    }

    private async Task Undelivered(MessageFailed happened, Notice? notice, CancellationToken ct)
    {
        var (told, department, responsible, except) = notice switch
        {
            ComplaintNotice about => Of(await db.Complaints.FirstAsync(c => c.Id == about.ComplaintId, ct), about.Kind),
            ResultNotice result => Of(await db.Applications.FirstAsync(a => a.Id == result.ApplicationId, ct), "RESULT"),
            _ when happened.Template == InquiryAnswered.Template => Of(await db.Inquiries.FirstAsync(i => i.Id == happened.AboutId, ct)),
            _ when happened.Template == CancellationTold.Template => Of(await db.Applications.FirstAsync(a => a.Id == happened.AboutId, ct), "CANCELLATION"),
            _ => Of(await db.Applications.FirstAsync(a => db.OutcomeDocuments.Any(d => d.Id == happened.AboutId && d.ApplicationId == a.Id), ct), "OUTCOME"),
        };
        if ((responsible ?? (department is { } concerned ? await heads.Of(concerned, except, happened.At, ct) : null)) is { } who)
        {
            await colleagues.TellWhoIsThere(who, told, new($"{UndeliveredTold.Template}:{happened.MessageId}:{happened.At:O}") { AboutId = happened.MessageId }, ct, except);
        }
    }

    private static (UndeliveredTold Told, Guid? Department, Guid? Responsible, Guid? Except) Of(Complaint complaint, ComplaintNoticeKind kind) =>
        (new(complaint.Number, UpperSnake.Of(kind)), complaint.DepartmentId, complaint.HandlerId, complaint.AboutId);

    private static (UndeliveredTold Told, Guid? Department, Guid? Responsible, Guid? Except) Of(Inquiry inquiry) => (new("", "ANSWER"), inquiry.DepartmentId, inquiry.ResponsibleId, null);

    private static (UndeliveredTold Told, Guid? Department, Guid? Responsible, Guid? Except) Of(Application application, string what) =>
        (new(application.Number ?? "", what), application.DepartmentId, application.ResponsibleId, null);
}

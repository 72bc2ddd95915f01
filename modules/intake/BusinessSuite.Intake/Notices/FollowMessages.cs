using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>Notes what became of the messages that tell results and outcomes.</summary>
internal sealed class FollowMessages(IntakeDbContext db) : IHandle<MessageDelivered>, IHandle<MessageFailed>, IHandle<MessageRedelivered>
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
        else if (await Notice(happened.Template, happened.AboutId, ct) is var (notice, application))
        {
            notice.Arrive(happened.Channel, happened.Address, happened.At);
            db.Add(new ProgressEntry(application, happened.At, new("The result was told.", "结果已告知。")));
        }
    }

    public async Task Handle(MessageFailed happened, CancellationToken ct)
    {
        if (await Notice(happened.Template, happened.AboutId, ct) is var (notice, application))
        {
            notice.Fail(happened.Tries);
            db.Add(new ProgressEntry(application, happened.At, new("We could not reach you to tell the result; please turn to us.", "未能联系到您告知结果，请与我们联系。")));
        }
    }

    public async Task Handle(MessageRedelivered happened, CancellationToken ct)
    {
        if (await Notice(happened.Template, happened.AboutId, ct) is var (notice, _))
        {
            notice.TryAgain();
        }
    }

    private async Task<(ResultNotice, Application)?> Notice(string template, Guid? about, CancellationToken ct)
    {
        if (template != ResultTold.Template)
        {
            return null;
        }

        var notice = await db.ResultNotices.Locked(about!.Value, ct);
        return (notice, await db.Applications.FirstAsync(a => a.Id == notice.ApplicationId, ct));
    }
}

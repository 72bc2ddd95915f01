using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>Tells the applicant that an application was cancelled, by a call where nothing written leads there, and takes back a result that is still under way.</summary>
internal sealed class TellCancellation(IntakeDbContext db, IMessages messages) : IHandle<ApplicationCancelled>
{
    public async Task Handle(ApplicationCancelled happened, CancellationToken ct)
    {
        foreach (var message in await db.ResultNotices.Where(n => n.ApplicationId == happened.ApplicationId && n.Status == NoticeStatus.Pending).Select(n => n.MessageId).ToListAsync(ct))
        {
            await messages.Withdraw(message!.Value, ct);
        }

        var application = (await db.Applications.FindAsync([happened.ApplicationId], ct))!;
        if (await db.Contacts.Recipient(application.ApplicantId, c => c.WaysToTell(messages.Channels), ct) is { } applicant)
        {
            var type = await db.ApplicationTypes.Where(t => t.Id == application.TypeId).Select(t => t.Name).FirstAsync(ct);
            await messages.Send(
                new CancellationTold(applicant.Name, application.Number ?? "", type, application.CancellationReason!),
                applicant,
                new($"{CancellationTold.Template}:{application.Id}") { AboutId = application.Id, DepartmentId = application.DepartmentId, ResponsibleId = application.ResponsibleId },
                ct);
        }
    }
}

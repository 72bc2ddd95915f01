using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>Tells the applicant that an application was cancelled, by a call where nothing written leads there, and takes back a result, or what to supplement, that is still under way.</summary>
internal sealed class TellCancellation(IntakeDbContext db, IMessages messages) : IHandle<ApplicationCancelled>
{
    public async Task Handle(ApplicationCancelled happened, CancellationToken ct)
    {
        await messages.Withdraw(db.ResultNotices.Where(n => n.ApplicationId == happened.ApplicationId), ct);
        foreach (var document in await db.OutcomeDocuments.Where(d => d.ApplicationId == happened.ApplicationId && d.Kind == OutcomeKind.Supplement).Select(d => d.Id).ToListAsync(ct))
        {
            await messages.Withdraw(OutcomeTold.Key(document), ct);
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

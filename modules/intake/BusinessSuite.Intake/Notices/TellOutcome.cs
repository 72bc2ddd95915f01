using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>
/// Sends every outcome document (acceptance, refusal, what to supplement) to the applicant, by mail or text, unless a call is what the
/// applicant wants. Who can be reached by none of these is called, a task of the desk, when the application waits for him or was refused:
/// the term has stopped, so he must know. An acceptance he gets at the desk. A mail brings the document itself, to keep and to print.
/// </summary>
internal sealed class TellOutcome(IntakeDbContext db, ICompanyNames names, IWorkCalendar calendar, IMessages messages) : IHandle<OutcomeIssued>
{
    public async Task Handle(OutcomeIssued happened, CancellationToken ct)
    {
        var document = (await db.OutcomeDocuments.FindAsync([happened.DocumentId], ct))!;
        var application = (await db.Applications.FindAsync([document.ApplicationId], ct))!;
        IReadOnlyList<ContactPoint> Ways(Contact contact) =>
            document.Kind == OutcomeKind.Accepted ? contact.WaysToWrite(messages.Channels) : contact.WaysToTell(messages.Channels);
        if (await db.Contacts.Recipient(application.ApplicantId, Ways, ct) is { } applicant)
        {
            await messages.Send(
                new OutcomeTold(applicant.Name, document.Number, UpperSnake.Of(document.Kind), new Text(document.TextEn, document.TextZh).In(applicant.Language)),
                applicant,
                new(OutcomeTold.Key(document.Id))
                {
                    AboutId = document.Id,
                    DepartmentId = application.DepartmentId,
                    ResponsibleId = application.ResponsibleId,
                    Attachments = applicant.Routes.Any(r => r.Channel == Channels.Mail) ? [await Page(document, application, applicant, ct)] : [],
                },
                ct);
        }
    }

    private async Task<Attachment> Page(OutcomeDocument document, Application application, Recipient applicant, CancellationToken ct) =>
        await (await OutcomePaper.Of(document, application.Number, applicant.Name, applicant.Language, names, calendar, ct)).Page();
}

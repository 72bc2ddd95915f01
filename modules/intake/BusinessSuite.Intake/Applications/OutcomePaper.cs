using System.Globalization;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Papers;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>An outcome document as the applicant gets it: a page with its number, the department's stamp and the day.</summary>
/// <param name="Document">The document.</param>
/// <param name="Application">The application's number; null before it is accepted.</param>
/// <param name="Applicant">To whom it is addressed.</param>
/// <param name="Department">The name of the department that stamps it.</param>
/// <param name="Day">The day of its issue, as the company's calendar counts.</param>
/// <param name="Language">The applicant's language.</param>
internal sealed record OutcomePaper(OutcomeDocument Document, string? Application, string Applicant, string Department, DateOnly Day, Language Language)
{
    private static readonly PageTemplate Template = new("intake.outcome-page.liquid");

    private static readonly Dictionary<OutcomeKind, Text> Titles = new()
    {
        [OutcomeKind.Accepted] = new("Notice of acceptance", "受理通知书"),
        [OutcomeKind.NotAccepted] = new("Notice of non-acceptance", "不予受理通知书"),
        [OutcomeKind.Supplement] = new("Notice to supplement", "补正通知书"),
    };

    private static readonly (Text Number, Text About, Text To, Text Fingerprint) Words = (
        new("No.", "文号"), new("Application", "申请编号"), new("To", "致"), new("SHA-256 of number and texts", "文号与正文的校验值（SHA-256）"));

    /// <summary>Reads a document that may be seen, with what stands on its page.</summary>
    public static async Task<OutcomePaper> Read(Guid document, IntakeDbContext db, ICompanyNames names, IWorkCalendar calendar, IUnrestricted unrestricted, CancellationToken ct)
    {
        // Whoever may read the document may read to whom it is addressed.
        var (found, number, applicant) = await unrestricted.Read(
            async () =>
            {
                var issued = await db.OutcomeDocuments.AsNoTracking().SingleAsync(d => d.Id == document, ct);
                var about = await db.Applications.AsNoTracking().SingleAsync(a => a.Id == issued.ApplicationId, ct);
                return (issued, about.Number, await db.Contacts.Surviving(about.ApplicantId, ct));
            },
            ct);
        return await Of(found, number, applicant?.Name ?? "", applicant?.Language ?? Language.Zh, names, calendar, ct);
    }

    /// <summary>A document with what stands on its page.</summary>
    public static async Task<OutcomePaper> Of(
        OutcomeDocument document, string? application, string applicant, Language language, ICompanyNames names, IWorkCalendar calendar, CancellationToken ct) => new(
        document, application, applicant, (await names.Of([document.StampedById], ct)).GetValueOrDefault(document.StampedById, "?"), await calendar.Day(document.IssuedAt, ct), language);

    /// <summary>The page (HTML), which prints on A4.</summary>
    public Task<Attachment> Page() => Template.Render(Document.Number, new
    {
        lang = PageTemplate.LanguageTag(Language),
        title = Titles[Document.Kind].In(Language),
        numberWord = Words.Number.In(Language),
        number = Document.Number,
        aboutWord = Words.About.In(Language),
        about = Application,
        toWord = Words.To.In(Language),
        to = Applicant,
        text = new Text(Document.TextEn, Document.TextZh).In(Language),
        department = Department,
        day = Language == Language.Zh ? Day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        fingerprintWord = Words.Fingerprint.In(Language),
        fingerprint = Document.ContentHash,
    });
}

internal static class OutcomePageField
{
    /// <summary>The document as a page (HTML) that prints on A4, in the applicant's language: number, text, stamp and day. Asked for at most 5 documents at a time.</summary>
    [Field<OutcomeDocument>]
    public static Task<IReadOnlyDictionary<Guid, PrintedFile>> Page(
        IReadOnlyList<Guid> keys, IntakeDbContext db, ICompanyNames names, IWorkCalendar calendar, IUnrestricted unrestricted, CancellationToken ct) =>
        PrintedFile.Each(keys, async key => await (await OutcomePaper.Read(key, db, names, calendar, unrestricted, ct)).Page());
}

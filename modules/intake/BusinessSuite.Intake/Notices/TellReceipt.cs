using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>
/// Sends the receipt for materials to who handed them in, by mail or text. Of secret materials it tells only how many there are: a message can be read by
/// others, on its way and in its log; the whole receipt is read with the tracking secret. What was entered of the past was handed out then.
/// </summary>
internal sealed class TellReceipt(IntakeDbContext db, IMessages messages) : IHandle<MaterialsFiled>
{
    public async Task Handle(MaterialsFiled happened, CancellationToken ct)
    {
        var materials = await db.FiledMaterials.Where(m => m.ReceiptId == happened.ReceiptId && m.UploadId != null).OrderBy(m => m.Id)
            .Select(m => new { m.Level, Told = new TrackedMaterial(m.Name, m.Pages, m.Sha256) }).ToListAsync(ct);
        var application = (await db.Applications.FindAsync([happened.ApplicationId], ct))!;
        if (materials.Count > 0 && await db.Contacts.Recipient(application.ApplicantId, c => c.WaysToWrite(messages.Channels), ct) is { } applicant)
        {
            var number = await db.MaterialReceipts.Where(r => r.Id == happened.ReceiptId).Select(r => r.Number).FirstAsync(ct);
            var open = materials.Where(m => m.Level <= Confidentiality.Internal).Select(m => m.Told).ToList();
            await messages.Send(
                new ReceiptTold(applicant.Name, number, open, materials.Count - open.Count),
                applicant,
                new($"{ReceiptTold.Template}:{happened.ReceiptId}") { AboutId = happened.ReceiptId, DepartmentId = application.DepartmentId, ResponsibleId = application.ResponsibleId },
                ct);
        }
    }
}

using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>What the applicant is told goes with the application: whoever answers for it now sees the messages and makes the calls.</summary>
internal sealed class HandMessagesOver(IntakeDbContext db, IMessages messages) : IHandle<ApplicationHandedOver>, IHandle<ApplicationTransferred>
{
    public Task Handle(ApplicationHandedOver happened, CancellationToken ct) => HandOver(happened.ApplicationId, ct);

    public Task Handle(ApplicationTransferred happened, CancellationToken ct) => HandOver(happened.ApplicationId, ct);

    private async Task HandOver(Guid id, CancellationToken ct)
    {
        var application = (await db.Applications.FindAsync([id], ct))!;
        var told = await db.OutcomeDocuments.Where(d => d.ApplicationId == id).Select(d => d.Id)
            .Concat(db.ResultNotices.Where(n => n.ApplicationId == id).Select(n => n.Id))
            .Concat(db.MaterialReceipts.Where(r => r.ApplicationId == id).Select(r => r.Id)).ToListAsync(ct);
        await messages.HandOver(told, application.DepartmentId, application.ResponsibleId, ct);
    }
}

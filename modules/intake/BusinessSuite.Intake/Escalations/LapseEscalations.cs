using BusinessSuite.Intake.Clocks;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

/// <summary>Nobody has to answer for what came to an end: the answer was given, or the case ended.</summary>
internal sealed class LapseEscalations(IntakeDbContext db) :
    IHandle<ApplicationAccepted>, IHandle<SupplementNoticeIssued>, IHandle<ApplicationRefused>, IHandle<ApplicationCancelled>, IHandle<ApplicationClosed>
{
    public Task Handle(ApplicationAccepted happened, CancellationToken ct) => Lapse(happened.ApplicationId, ServiceTarget.FirstAnswer, ct);

    public Task Handle(SupplementNoticeIssued happened, CancellationToken ct) => Lapse(happened.ApplicationId, ServiceTarget.FirstAnswer, ct);

    public Task Handle(ApplicationRefused happened, CancellationToken ct) => Lapse(happened.ApplicationId, null, ct);

    public Task Handle(ApplicationCancelled happened, CancellationToken ct) => Lapse(happened.ApplicationId, null, ct);

    public Task Handle(ApplicationClosed happened, CancellationToken ct) => Lapse(happened.ApplicationId, null, ct);

    private async Task Lapse(Guid application, ServiceTarget? target, CancellationToken ct)
    {
        if (target is not null && await db.Applications.FindAsync([application], ct) is { ServiceLevelId: null })
        {
            return;
        }

        var open = await db.Escalations
            .Where(e => e.ApplicationId == application && (e.Status == EscalationStatus.Open || e.Status == EscalationStatus.Acknowledged)
                && (target == null || db.Escalations.Any(o => o.Id == e.OriginId && db.ServiceClocks.Any(c => c.Id == o.ClockId && c.Target == target))))
            .ToListAsync(ct);
        foreach (var escalation in open)
        {
            escalation.Lapse();
        }
    }
}

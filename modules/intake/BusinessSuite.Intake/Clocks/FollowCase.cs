using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>The clocks of a case start and stop with what happens to it, in the same transaction.</summary>
internal sealed class FollowCase(IntakeDbContext db, Clocks clocks, TimeProvider clock) :
    IHandle<ApplicationReceived>, IHandle<SupplementSubmitted>, IHandle<SupplementNoticeIssued>, IHandle<ApplicationAccepted>, IHandle<ApplicationRefused>,
    IHandle<ApplicationCancelled>, IHandle<ApplicationClosed>, IHandle<ApplicationReopened>
{
    public Task Handle(ApplicationReceived happened, CancellationToken ct) => Start(happened.ApplicationId, ServiceTarget.FirstAnswer, happened.At, ct);

    public Task Handle(SupplementSubmitted happened, CancellationToken ct) => Start(happened.ApplicationId, ServiceTarget.FirstAnswer, happened.At, ct);

    public Task Handle(SupplementNoticeIssued happened, CancellationToken ct) => Stop(happened.ApplicationId, ServiceTarget.FirstAnswer, ct);

    public async Task Handle(ApplicationAccepted happened, CancellationToken ct)
    {
        await Stop(happened.ApplicationId, ServiceTarget.FirstAnswer, ct);
        await Start(happened.ApplicationId, ServiceTarget.Completion, happened.At, ct);
    }

    public Task Handle(ApplicationRefused happened, CancellationToken ct) => Stop(happened.ApplicationId, ServiceTarget.FirstAnswer, ct);

    public Task Handle(ApplicationCancelled happened, CancellationToken ct) => Stop(happened.ApplicationId, null, ct);

    public Task Handle(ApplicationClosed happened, CancellationToken ct) => Stop(happened.ApplicationId, ServiceTarget.Completion, ct);

    public Task Handle(ApplicationReopened happened, CancellationToken ct) => Start(happened.ApplicationId, ServiceTarget.Completion, happened.At, ct);

    private async Task Start(Guid application, ServiceTarget target, DateTimeOffset at, CancellationToken ct) =>
        await clocks.Start((await db.Applications.FindAsync([application], ct))!, target, at, ct);

    private async Task Stop(Guid application, ServiceTarget? fulfilled, CancellationToken ct) =>
        await clocks.Stop((await db.Applications.FindAsync([application], ct))!, fulfilled, clock.GetUtcNow(), ct);
}

/// <summary>Whatever happens to a case shows that it is not stuck.</summary>
internal sealed class NoteEvent(IntakeDbContext db) :
    IHandle<ApplicationProgressed>, IHandle<ChecklistJudged>, IHandle<MaterialsFiled>, IHandle<ApplicationHandedOver>, IHandle<EscalationAnswered>,
    IHandle<TaskPlanned>, IHandle<TaskAssigned>, IHandle<TaskCompleted>
{
    public async Task Handle(ApplicationProgressed happened, CancellationToken ct)
    {
        // What was noted with the step itself needs no statement more.
        if ((await db.Applications.FindAsync([happened.ApplicationId], ct))!.LastEventAt < happened.At)
        {
            await Note(happened.ApplicationId, happened.At, ct);
        }
    }

    public Task Handle(ChecklistJudged happened, CancellationToken ct) => Note(happened.ApplicationId, happened.At, ct);

    public Task Handle(MaterialsFiled happened, CancellationToken ct) => Note(happened.ApplicationId, happened.At, ct);

    public Task Handle(ApplicationHandedOver happened, CancellationToken ct) => Note(happened.ApplicationId, happened.At, ct);

    public Task Handle(EscalationAnswered happened, CancellationToken ct) => Note(happened.ApplicationId, happened.At, ct);

    public Task Handle(TaskPlanned happened, CancellationToken ct) => Note(happened.ApplicationId, happened.At, ct);

    public Task Handle(TaskAssigned happened, CancellationToken ct) => Note(happened.TaskId, happened.At, ct, ofTask: true);

    public Task Handle(TaskCompleted happened, CancellationToken ct) => Note(happened.TaskId, happened.At, ct, ofTask: true);

    private Task<int> Note(Guid id, DateTimeOffset at, CancellationToken ct, bool ofTask = false) => db.Applications
        .Where(a => (ofTask ? db.Tasks.Any(t => t.Id == id && t.ApplicationId == a.Id) : a.Id == id) && a.LastEventAt < at)
        .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastEventAt, at), ct);
}

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
        await clocks.Start((await db.Applications.FindAsync([application], ct))!, target, at, clock.GetUtcNow(), ct);

    private async Task Stop(Guid application, ServiceTarget? fulfilled, CancellationToken ct) =>
        await clocks.Stop((await db.Applications.FindAsync([application], ct))!, fulfilled, clock.GetUtcNow(), ct);
}

/// <summary>Whatever happens to a case shows that it is not stuck.</summary>
internal sealed class NoteEvent(IntakeDbContext db) : IHandle<ApplicationProgressed>, IHandle<TaskAssigned>, IHandle<TaskCompleted>
{
    public async Task Handle(ApplicationProgressed happened, CancellationToken ct)
    {
        // Acceptances wait for each other's numbers: without a promise there is nothing to ask the database for meanwhile.
        if (await db.Applications.FindAsync([happened.ApplicationId], ct) is { ServiceLevelId: not null } application)
        {
            await Note(db.Applications.Where(a => a.Id == application.Id).Select(a => a.Id), happened.At, ct);
        }
    }

    public Task Handle(TaskAssigned happened, CancellationToken ct) => Note(db.Tasks.Where(t => t.Id == happened.TaskId).Select(t => t.ApplicationId), happened.At, ct);

    public Task Handle(TaskCompleted happened, CancellationToken ct) => Note(db.Tasks.Where(t => t.Id == happened.TaskId).Select(t => t.ApplicationId), happened.At, ct);

    private Task<int> Note(IQueryable<Guid> application, DateTimeOffset at, CancellationToken ct) => db.ServiceClocks
        .Where(c => application.Contains(c.ApplicationId) && c.State == ClockState.Running && c.LastEventAt < at).ExecuteUpdateAsync(c => c.SetProperty(x => x.LastEventAt, at), ct);
}

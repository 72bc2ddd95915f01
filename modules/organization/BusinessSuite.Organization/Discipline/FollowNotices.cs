using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

/// <summary>Lets the terms for a statement and for an appeal run once the message that calls the employee has arrived.</summary>
internal sealed class FollowNotices(OrganizationDbContext db) : IHandle<MessageDelivered>
{
    public async Task Handle(MessageDelivered happened, CancellationToken ct)
    {
        if (happened.Template != ConfidentialMatter.Template
            || await db.DisciplineCases.Where(c => c.NoticeMessageId == happened.MessageId || c.DecisionMessageId == happened.MessageId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct) is not { } id)
        {
            return;
        }

        var called = await db.DisciplineCases.Locked(id, ct);
        var scale = await db.ScaleOn(called.OccurredOn, ct);
        if (called is { State: DisciplineState.Notified, NoticeReachedAt: null } && called.NoticeMessageId == happened.MessageId)
        {
            called.Arrive(NoticeWay.Message, scale.StatementDays, happened.At);
        }
        else if (called is { State: DisciplineState.Decided, AppealDue: null } && called.DecisionMessageId == happened.MessageId)
        {
            called.DecisionArrives(NoticeWay.Message, scale.AppealDays, happened.At);
        }
    }
}

using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

/// <summary>Lets the term for a statement run once the message that calls the employee has arrived.</summary>
internal sealed class FollowNotices(OrganizationDbContext db) : IHandle<MessageDelivered>
{
    public async Task Handle(MessageDelivered happened, CancellationToken ct)
    {
        if (happened.Template == ConfidentialMatter.Template
            && await db.DisciplineCases.Where(c => c.NoticeMessageId == happened.MessageId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct) is { } id
            && await db.DisciplineCases.Locked(id, ct) is { State: DisciplineState.Notified, NoticeReachedAt: null } called)
        {
            called.Arrive(NoticeWay.Message, (await db.ScaleOn(called.OccurredOn, ct)).StatementDays, happened.At);
        }
    }
}

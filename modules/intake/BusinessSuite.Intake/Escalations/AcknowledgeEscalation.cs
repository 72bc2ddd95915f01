using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Escalations;

internal static class AcknowledgeEscalationOperation
{
    /// <summary>Takes notice of an escalation. The time after which it goes further up starts anew; it ends with the answer only.</summary>
    [Mutation, Requires(Permissions.AnswerEscalations)]
    public static async Task<Escalation> AcknowledgeEscalation(Escalation escalation, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        escalation.Acknowledge(now, escalation.ClimbsAt is null ? null : await calendar.Deadline(now, escalation.ClimbAfter, ct));
        return escalation;
    }
}

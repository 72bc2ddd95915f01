using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class RecordOutcomeDispatchOperation
{
    /// <summary>Records that an outcome document was sent or handed over.</summary>
    /// <param name="outcomeDocumentId">The document.</param>
    /// <param name="channel">By which way, for example DESK or EMAIL.</param>
    /// <param name="recipient">The person or address it went to.</param>
    [Mutation, Requires(Permissions.Close)]
    public static async Task<OutcomeDispatch> RecordOutcomeDispatch(
        Id<OutcomeDocument> outcomeDocumentId, string channel, string recipient, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(channel) || string.IsNullOrWhiteSpace(recipient))
        {
            throw new RuleViolation(ApplicationRules.Unaddressed) { Field = [string.IsNullOrWhiteSpace(channel) ? "channel" : "recipient"] };
        }

        return await db.OutcomeDocuments.AnyAsync(d => d.Id == outcomeDocumentId.Value, ct)
            ? new() { DocumentId = outcomeDocumentId, Channel = channel.Trim(), Recipient = recipient.Trim(), At = clock.GetUtcNow() }
            : throw new RuleViolation(PlatformRules.NotFound) { Field = ["outcomeDocumentId"] };
    }
}

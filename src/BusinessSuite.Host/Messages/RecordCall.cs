using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Messages;

internal static class RecordCallOperation
{
    /// <summary>Records a call of a phone task (通话记录). Whoever was reached was told the message; after three calls that reached nobody the task is given up.</summary>
    /// <param name="reached">Whether the person was reached and told the message.</param>
    /// <param name="text">How it went: who answered and what was said, or why nobody was reached.</param>
    [Mutation, Requires(SuitePermissions.RecordCalls)]
    public static async Task<PhoneTask> RecordCall(
        PhoneTask phoneTask, bool reached, string text, SuiteDbContext db, Outbox outbox, Caller caller, IOptions<MessageOptions> options, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RuleViolation(MessageRules.NothingSaid) { Field = ["text"] };
        }

        var now = clock.GetUtcNow();
        var message = await db.Messages.Locked(phoneTask.MessageId, ct);
        var call = new MessageAttempt
        {
            MessageId = message.Id,
            Channel = Channels.Phone,
            Address = phoneTask.PhoneNumber,
            SentAs = message.SentAs,
            StartedAt = now,
            PhoneTaskId = phoneTask.Id,
            AccountId = caller.UserId,
        };
        db.Add(call);
        call.End(reached ? AttemptOutcome.Delivered : AttemptOutcome.Failed, text.Trim(), now);
        if (reached)
        {
            phoneTask.Reach(now);
            message.Deliver(Channels.Phone, phoneTask.PhoneNumber, now);
        }
        else
        {
            message.Miss(last: phoneTask.Miss(options.Value.Calls, now), now, options.Value);
            outbox.Continue(message);
        }

        return phoneTask;
    }
}

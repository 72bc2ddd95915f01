using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

internal static class RedeliverMessageOperation
{
    /// <summary>Takes a dead letter up again, from its first channel on, with the text that it has.</summary>
    [Mutation, Requires(SuitePermissions.AdministerMessages)]
    public static Message RedeliverMessage(Message message, Outbox outbox, TimeProvider clock)
    {
        if (message.RouteCount == 0)
        {
            throw new RuleViolation(MessageRules.NoRoute);
        }

        message.Redeliver(clock.GetUtcNow());
        outbox.Continue(message);
        return message;
    }
}

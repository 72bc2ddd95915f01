using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>What tells someone that a channel works.</summary>
/// <param name="Name">The recipient's name.</param>
/// <param name="Channel">The channel.</param>
/// <param name="SentAt">When.</param>
internal sealed record TestMessage(string Name, string Channel, DateTimeOffset SentAt) : IMessageData<TestMessage>
{
    public static string Template => "suite.test";

    public static TestMessage Sample { get; } = new("Zhang San", Channels.Mail, new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
}

internal static class SendTestMessageOperation
{
    /// <summary>Sends a message that says no more than that a channel works.</summary>
    /// <param name="name">The recipient's name.</param>
    /// <param name="language">The language to write in.</param>
    /// <param name="routes">The channels to try, the first choice first.</param>
    /// <param name="urgent">Whether it is sent in quiet hours too.</param>
    [Mutation, Requires(SuitePermissions.AdministerMessages)]
    public static async Task<Message> SendTestMessage(
        string name, Language language, IReadOnlyList<ContactPoint> routes, IMessages messages, SuiteDbContext db, TimeProvider clock, CancellationToken ct, bool urgent = true)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            if (!messages.Channels.Contains(routes[i].Channel))
            {
                throw new RuleViolation(MessageRules.NoChannel, routes[i].Channel) { Field = ["routes"], ElementIndex = i };
            }
        }

        var data = new TestMessage(name, routes.Count > 0 ? routes[0].Channel : "-", clock.GetUtcNow());
        var id = await messages.Send(data, new(name, language, routes), new($"suite.test:{Guid.NewGuid()}") { Urgent = urgent }, ct);
        return (await db.Messages.FindAsync([id], ct))!;
    }
}

using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>A suite whose messages go to a mail server and to a provider on the loopback; its clock is moved by the tests.</summary>
public class MessageSuite : IntakeWorld
{
    private const string Shown = "id status position failedTries redeliveries dueAt deliveredBy subject short body language attempts { nodes { channel address sentAs outcome reply startedAt } } phoneTasks { nodes { id status failedCalls phoneNumber } }";

    private MessageServers _servers = null!;

    public MailServer Mail => _servers.Mail;

    public WebhookReceiver Provider => _servers.Provider;

    protected override string[] Settings =>
    [
        .. base.Settings, .. _servers.Settings,
        $"--Messages:Webhooks:WECHAT:Url={Provider.Url}", $"--Messages:Webhooks:WECHAT:Secret={WebhookReceiver.Secret}", "--Messages:Webhooks:WECHAT:Proof=Reply",
        "--Messages:Order:1=MAIL", "--Messages:Quiet:From=21:00", "--Messages:Quiet:Until=08:00",
    ];

    public override async ValueTask InitializeAsync()
    {
        _servers = await MessageServers.Start();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _servers.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands a message over, for channels and addresses in turn.</summary>
    public async Task<string> Send(params (string Channel, string Address)[] routes) => await Send(urgent: true, "EN", routes);

    /// <summary>Hands a message over, for channels and addresses in turn.</summary>
    public async Task<string> Send(bool urgent, string language, params (string Channel, string Address)[] routes) => (string)(await Admin.Do(
        "sendTestMessage",
        new { name = "张三", language, urgent, routes = routes.Select(r => new { channel = r.Channel, address = r.Address }) },
        "message { id }"))["message"]!["id"]!;

    /// <summary>Hands a message over and lets its first step be taken.</summary>
    public async Task<JsonNode> Sent(params (string Channel, string Address)[] routes)
    {
        var id = await Send(routes);
        await DeliverMessages();
        return await Message(id);
    }

    /// <summary>How a message stands.</summary>
    public async Task<JsonNode> Message(string id) => (await Admin.Query($"query($id: ID!) {{ message(id: $id) {{ {Shown} }} }}", new { id }))["message"]!;

    /// <summary>What came of a message's tries.</summary>
    public static IEnumerable<string> Outcomes(JsonNode message) => message["attempts"]!["nodes"]!.AsArray().Select(a => $"{a!["channel"]} {a["outcome"]}");

    /// <summary>Lets time pass and whatever is due then happen.</summary>
    public async Task<JsonNode> After(TimeSpan time, string id)
    {
        await Advance(time);
        await DeliverMessages();
        return await Message(id);
    }
}

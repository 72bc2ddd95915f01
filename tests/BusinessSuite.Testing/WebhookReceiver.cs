using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace BusinessSuite.Testing;

/// <summary>What a provider was sent.</summary>
/// <param name="Id">webhook-id.</param>
/// <param name="At">webhook-timestamp.</param>
/// <param name="Signature">webhook-signature.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="IsSigned">Whether the signature fits, as the library of Standard Webhooks finds.</param>
public sealed record ReceivedWebhook(string Id, DateTimeOffset At, string Signature, string Body, bool IsSigned)
{
    /// <summary>What it says.</summary>
    public JsonNode Data => JsonNode.Parse(Body)!["data"]!;
}

/// <summary>A provider of short messages on the loopback, which checks signatures and calls back.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>The secret that both sides sign with.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8G";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _answers = [];
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Where it takes messages.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What it was sent, in order.</summary>
    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    /// <summary>How it answers the next ones for a number; 202 when there is nothing here.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers(string number) => _answers.GetOrAdd(number, _ => []);

    /// <summary>What it was sent for a number.</summary>
    public List<ReceivedWebhook> To(string number) => [.. Received.Where(r => (string)r.Data["to"]! == number)];

    /// <summary>Answers the next ones for a number by a status.</summary>
    public void Answer(string number, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            Answers(number).Enqueue(http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync($"status {status}");
            });
        }
    }

    /// <summary>Starts one.</summary>
    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/messages", receiver.Take);
        await receiver._app.StartAsync();
        receiver.Url = new Uri($"{receiver._app.Urls.First()}/messages");
        return receiver;
    }

    /// <summary>Tells the suite what became of a message.</summary>
    /// <returns>The status that the suite answers.</returns>
    public static async Task<int> CallBack(Suite suite, string type, string id, string channel = "SMS", string? secret = null, DateTimeOffset? at = null, string? body = null)
    {
        body ??= new JsonObject { ["type"] = type, ["data"] = new JsonObject { ["id"] = id, ["reason"] = "as the network says" } }.ToJsonString();
        var time = at ?? suite.Clock.GetUtcNow();
        using var http = new HttpClient { BaseAddress = suite.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/messages/callbacks/{channel}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", "evt_1");
        request.Headers.Add("webhook-timestamp", time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", new StandardWebhook(secret ?? Secret).Sign("evt_1", time, body));
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        string Header(string name) => http.Request.Headers[name].ToString();
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Header("webhook-timestamp"), CultureInfo.InvariantCulture));
        var expected = new StandardWebhook(Secret).Sign(Header("webhook-id"), at, body);
        var received = new ReceivedWebhook(Header("webhook-id"), at, Header("webhook-signature"), body, Header("webhook-signature").Split(' ').Contains(expected));
        Received.Enqueue(received);
        if (Answers((string)received.Data["to"]!).TryDequeue(out var answer))
        {
            await answer(http);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }
}

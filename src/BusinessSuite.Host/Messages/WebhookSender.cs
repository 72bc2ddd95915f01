using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Messages;

/// <summary>Sends by a signed webhook to an address that an administrator configured. Redirects are not followed.</summary>
internal sealed class WebhookSender(IOptions<MessageOptions> options, TimeProvider clock) : IDisposable
{
    private const int MaxReply = 500;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    /// <summary>Posts one message. Its webhook-id and body are the same at every try, so that the provider can drop what it has.</summary>
    public async Task<Reply> Send(Letter letter, CancellationToken ct)
    {
        var channel = options.Value.Webhooks[letter.Channel];
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Type = "message.send",
                Timestamp = letter.CreatedAt,
                Data = new
                {
                    letter.Channel,
                    To = letter.Address,
                    letter.Name,
                    Language = letter.LanguageTag,
                    letter.Template,
                    letter.Subject,
                    Text = letter.Short,
                    letter.Body,
                    Attachments = letter.Attachments.Select(a => new { a.Name, a.MediaType }),
                },
            },
            Json);
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, channel.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
            Headers =
            {
                { WebhookSignature.Id, letter.SentAs },
                { WebhookSignature.Timestamp, WebhookSignature.Seconds(now) },
                { WebhookSignature.Signature, WebhookSignature.Sign(WebhookSignature.Keys(channel.Secret)!, letter.SentAs, now, body) },
            },
        };
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        // A provider may repeat what it was sent.
        var text = letter.IsSecret ? $"{(int)answer.StatusCode}" : $"{(int)answer.StatusCode} {await Beginning(answer, ct)}".Trim();
        return answer.IsSuccessStatusCode
            ? new(channel.Proof == WebhookProof.Reply ? AttemptOutcome.Delivered : AttemptOutcome.Sent, text)
            : new(AttemptOutcome.Failed, text, Lasting(answer.StatusCode), NotBefore(answer.Headers.RetryAfter, now));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the provider will not take a second time either. What it says of itself or of the moment may pass.</summary>
    private static bool Lasting(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity;

    /// <summary>How long the provider wants to be left alone; a day is the most that it gets.</summary>
    private static TimeSpan NotBefore(RetryConditionHeaderValue? after, DateTimeOffset now) =>
        (after?.Delta ?? after?.Date - now) is { } wait && wait > TimeSpan.Zero ? (wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1)) : TimeSpan.Zero;

    /// <summary>The beginning of what it says. The status counts, so nothing that goes wrong behind it may.</summary>
    private static async Task<string> Beginning(HttpResponseMessage answer, CancellationToken ct)
    {
        var buffer = new byte[MaxReply];
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(ct);
            var length = await stream.ReadAtLeastAsync(buffer, MaxReply, throwOnEndOfStream: false, ct);
            // PostgreSQL keeps no NUL in a text.
            return Encoding.UTF8.GetString(buffer, 0, length).Replace("\0", "", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }
}

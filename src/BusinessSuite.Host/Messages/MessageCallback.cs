using System.Text.Json;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Http;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Messages;

/// <summary>
/// <c>POST /messages/callbacks/{channel}</c>: a channel's provider tells what became of a message, signed with the channel's secret as
/// Standard Webhooks do: <c>{"type": "message.delivered" | "message.failed", "data": {"id": "msg_...", "reason": "..."}}</c>. Told again it changes nothing.
/// </summary>
internal static class MessageCallback
{
    private const int MaxBytes = 65_536;

    /// <summary>Maps the endpoint.</summary>
    public static void MapMessageCallbacks(this WebApplication app) =>
        app.MapPost("/messages/callbacks/{channel}", async (string channel, HttpContext http, IOptions<MessageOptions> options, UnitOfWork work, TimeProvider clock, CancellationToken ct) =>
        {
            if (!options.Value.Webhooks.TryGetValue(channel, out var webhook))
            {
                return Problem(StatusCodes.Status404NotFound, "CHANNEL_UNKNOWN", $"There is no channel {channel} here.");
            }

            using var copy = new MemoryStream();
            await new LimitedStream(http.Request.Body, MaxBytes).CopyToAsync(copy, ct);
            var body = copy.ToArray();
            var headers = http.Request.Headers;
            var isSigned = WebhookSignature.Verify(
                WebhookSignature.Keys(webhook.Secret)!, headers[WebhookSignature.Id].ToString(), headers[WebhookSignature.Timestamp].ToString(),
                headers[WebhookSignature.Signature].ToString(), body, clock.GetUtcNow(), options.Value.ReplayWindow);
            if (!isSigned)
            {
                return Problem(StatusCodes.Status401Unauthorized, "SIGNATURE_INVALID", "The signature does not fit, or is not of this moment.");
            }

            if (Read(body) is not { } told)
            {
                return Problem(StatusCodes.Status400BadRequest, "INVALID", "The body says neither message.delivered nor message.failed of a message.");
            }

            var known = await work.Run(
                new WorkOrder("confirmMessage", "suite", new Caller { IsSystem = true, Name = channel }, Scope.All), scope => Note(told, channel, options.Value, scope, clock.GetUtcNow(), ct), ct);
            return known is null ? Problem(StatusCodes.Status404NotFound, "NOT_FOUND", "The channel was given no such message.") : Results.NoContent();
        });

    private static async Task<Message?> Note(Told told, string channel, MessageOptions options, WorkScope scope, DateTimeOffset now, CancellationToken ct)
    {
        var db = scope.Services.GetRequiredService<SuiteDbContext>();
        if (Message.Named(told.Id) is not { } id || await db.Messages.LockedOrNull(id, ct) is not { } message
            || await db.MessageAttempts.Where(a => a.MessageId == id && a.Channel == channel && a.SentAs == told.Id).OrderBy(a => a.StartedAt).ThenBy(a => a.Id).LastOrDefaultAsync(ct) is not { } attempt)
        {
            return null;
        }

        // Proof of arrival counts whenever it comes; that it failed counts as long as it is awaited.
        if (told.Delivered && message.Status != MessageStatus.Delivered)
        {
            attempt.End(AttemptOutcome.Delivered, told.Reason, now);
            await MessageDelivery.Deliver(message, channel, attempt.Address, db, now, ct);
        }
        else if (!told.Delivered && message.AttemptId == attempt.Id && message.Status is MessageStatus.Queued or MessageStatus.Sent)
        {
            attempt.End(AttemptOutcome.Failed, told.Reason, now);
            message.Fail(lasting: true, now, options);
        }

        await scope.Finish(ct);
        MessageDelivery.EnqueueNext(message, scope, now);
        return message;
    }

    private static Told? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var root = json.RootElement;
            return Text(root, "type") is ("message.delivered" or "message.failed") and var type && root.TryGetProperty("data", out var data) && Text(data, "id") is { } id
                ? new(id, type == "message.delivered", Text(data, "reason")?.Replace("\0", "", StringComparison.Ordinal))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IResult Problem(int status, string code, string detail) => Problems.Of("Messages", status, code, detail);

    private sealed record Told(string Id, bool Delivered, string? Reason);
}

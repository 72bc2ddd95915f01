using System.Security.Cryptography;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Messages;

/// <summary>
/// Takes messages a step further: claims one for this host, sends it outside of any transaction, and notes what came of it. A host
/// that ends in between leaves its claim behind; when the claim runs out, another sends the message again under the same id.
/// </summary>
internal sealed class MessageDelivery(
    UnitOfWork work, MailSender mail, WebhookSender webhooks, Envelopes envelopes, IOptions<MessageOptions> options, TimeProvider clock, ILogger<MessageDelivery> log)
{
    /// <summary>Does what is due for one message, if no other host is at it.</summary>
    [AutomaticRetry(Attempts = 0)]
    public async Task Run(Guid messageId)
    {
        if (await Claim(messageId) is { } letter)
        {
            await Conclude(letter, await Transmit(letter));
        }
    }

    /// <summary>The messages for which something is due and no host is at it, the longest due first.</summary>
    public static Task<List<Guid>> Due(SuiteDbContext db, DateTimeOffset now, CancellationToken ct) =>
        db.Messages.Where(m => (m.Status == MessageStatus.Queued || m.Status == MessageStatus.Sent) && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now))
            .OrderBy(m => m.DueAt).Select(m => m.Id).Take(1_000).ToListAsync(ct);

    private async Task<Letter?> Claim(Guid messageId) => (await work.Run(
        Order("claimMessage"),
        async scope =>
        {
            var db = scope.Services.GetRequiredService<SuiteDbContext>();
            var now = clock.GetUtcNow();
            // Whoever has the row is at it; nobody waits for it.
            var message = await db.Messages.RowsWhere($"id = {messageId} for update skip locked").FirstOrDefaultAsync();
            if (message?.IsDue(now) != true)
            {
                return null;
            }

            var letter = await Step(message, db, scope, now);
            await scope.Finish(CancellationToken.None);
            EnqueueNext(message, scope, now);
            return new Claimed(letter);
        },
        CancellationToken.None))?.Letter;

    /// <summary>The step that is due: a letter to send, or nothing when it was another.</summary>
    private async Task<Letter?> Step(Message message, SuiteDbContext db, WorkScope scope, DateTimeOffset now)
    {
        if (message.AttemptId is { } earlier)
        {
            var attempt = await db.MessageAttempts.FirstAsync(a => a.Id == earlier);
            if (message.Status == MessageStatus.Sent)
            {
                attempt.End(AttemptOutcome.Failed, "The provider did not tell in time whether the message arrived.", now);
                message.Fail(lasting: true, now, options.Value);
                return null;
            }

            attempt.End(AttemptOutcome.Lost, null, now);
        }

        var route = await db.MessageRoutes.FirstAsync(r => r.MessageId == message.Id && r.Position == message.Position);
        var zone = await Zone(scope.Services, options.Value, CancellationToken.None);
        if (!message.Urgent && options.Value.Quiet.End(now, route.Channel, zone) is { } end)
        {
            message.Wait(end);
            return null;
        }

        if (route.Channel == Channels.Phone)
        {
            db.Add(PhoneTask.Open(message, route.Address, now));
            message.Call();
            return null;
        }

        var begun = new MessageAttempt { MessageId = message.Id, Channel = route.Channel, Address = route.Address, SentAs = message.SentAs, StartedAt = now };
        db.Add(begun);
        if (!options.Value.Channels.Contains(route.Channel))
        {
            begun.End(AttemptOutcome.Failed, "The channel is no longer configured.", now);
            message.Fail(lasting: true, now, options.Value);
            return null;
        }

        if (Texts(message) is not { } text)
        {
            begun.End(AttemptOutcome.Failed, "The key that the text was encrypted with is gone.", now);
            message.Fail(lasting: true, now, options.Value);
            return null;
        }

        message.Lease(begun.Id, now + options.Value.Lease);
        return new(
            message.Id, begun.Id, message.SentAs, route.Channel, route.Address, message.RecipientName, message.Language, message.TemplateCode,
            message.CreatedAt, text.Subject, text.Brief, text.Body, await Enclosures(message.Id, route.Channel, db, scope.Services), message.Closed is not null);
    }

    /// <summary>The texts as they are sent; null when they can no longer be read.</summary>
    private MessageText? Texts(Message message)
    {
        try
        {
            return message.Closed is { } closed ? envelopes.Open(closed) : new(message.Subject, message.Short, message.Body);
        }
        catch (CryptographicException e)
        {
            log.LogError(e, "The text of message {Message} cannot be decrypted", message.SentAs);
            return null;
        }
    }

    private async Task<Reply> Transmit(Letter letter)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout);
        try
        {
            return letter.Channel == Channels.Mail ? await mail.Send(letter, timeout.Token) : await webhooks.Send(letter, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return new(AttemptOutcome.Failed, $"No answer within {options.Value.Timeout}.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it was, the message is tried again, and the log of its tries says why.
            log.LogWarning(e, "Message {Message} was not sent by {Channel}", letter.SentAs, letter.Channel);
            return new(AttemptOutcome.Failed, e.Message);
        }
    }

    private async Task Conclude(Letter letter, Reply reply) => await work.Run(
        Order("concludeMessage"),
        async scope =>
        {
            var db = scope.Services.GetRequiredService<SuiteDbContext>();
            var now = clock.GetUtcNow();
            var message = await db.Messages.Locked(letter.MessageId, CancellationToken.None);
            var attempt = await db.MessageAttempts.FirstAsync(a => a.Id == letter.AttemptId);
            if (attempt.Outcome is AttemptOutcome.Started or AttemptOutcome.Lost)
            {
                attempt.End(reply.Outcome, reply.Text, now);
            }

            // The provider's callback, or another host, may have been faster.
            var isOurs = message.AttemptId == letter.AttemptId && message.Status == MessageStatus.Queued;
            if (reply.Outcome == AttemptOutcome.Delivered && message.Status != MessageStatus.Delivered)
            {
                await Deliver(message, letter.Channel, letter.Address, db, now, CancellationToken.None);
            }
            else if (isOurs && reply.Outcome == AttemptOutcome.Sent)
            {
                message.HandOver(now + options.Value.Webhooks[letter.Channel].ProofWithin);
            }
            else if (isOurs)
            {
                message.Fail(reply.Lasting, now, options.Value, reply.NotBefore);
            }

            await scope.Finish(CancellationToken.None);
            EnqueueNext(message, scope, now);
            return scope;
        },
        CancellationToken.None);

    /// <summary>A message arrived: nobody needs to call any more.</summary>
    public static async Task Deliver(Message message, string channel, string address, SuiteDbContext db, DateTimeOffset at, CancellationToken ct)
    {
        message.Deliver(channel, address, at);
        await DropCalls(message, db, at, ct);
    }

    /// <summary>Nobody needs to call about it any more.</summary>
    public static async Task DropCalls(Message message, SuiteDbContext db, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var task in await db.PhoneTasks.Where(t => t.MessageId == message.Id && t.Status == PhoneTaskStatus.Open).ToListAsync(ct))
        {
            task.Drop(at);
        }
    }

    /// <summary>Lets a job take the next step when it is due, together with the transaction.</summary>
    public static void EnqueueNext(Message message, WorkScope scope, DateTimeOffset now) => EnqueueNext(message, scope.Services.GetRequiredService<ScopedConnection>(), now);

    /// <summary>Lets a job take the next step when it is due, together with the transaction.</summary>
    public static void EnqueueNext(Message message, ScopedConnection scoped, DateTimeOffset now)
    {
        // What a host has to itself, or a provider has yet to tell of, is looked after by the recurring job.
        if (message is { Status: MessageStatus.Queued, DueAt: { } due, LeasedUntil: null })
        {
            EnlistedJobs.Enqueue<MessageDelivery>(scoped.Connection, d => d.Run(message.Id), due - now);
        }
    }

    /// <summary>Where the company lives.</summary>
    public static async Task<TimeZoneInfo> Zone(IServiceProvider services, MessageOptions options, CancellationToken ct) =>
        options.Quiet.Zone is { } named ? TimeZoneInfo.FindSystemTimeZoneById(named)
        : services.GetService<ICompanyZone>() is { } company ? await company.Zone(ct)
        : TimeZoneInfo.Utc;

    private static async Task<List<Enclosure>> Enclosures(Guid messageId, string channel, SuiteDbContext db, IServiceProvider services)
    {
        var enclosures = new List<Enclosure>();
        foreach (var file in await db.MessageAttachments.AsNoTracking().Where(a => a.MessageId == messageId).OrderBy(a => a.Id).ToListAsync())
        {
            enclosures.Add(new(file.Name, file.MediaType, channel == Channels.Mail ? file.Content ?? await Read(new Uri(file.Reference!), services) : []));
        }

        return enclosures;
    }

    private static async Task<byte[]> Read(Uri reference, IServiceProvider services)
    {
        var source = services.GetServices<IAttachmentSource>().FirstOrDefault(s => s.Scheme == reference.Scheme)
            ?? throw new InvalidOperationException($"No installed module opens {reference.Scheme} attachments.");
        await using var stream = await source.Open(reference, CancellationToken.None);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.Length <= Attachment.MostBytes ? content.ToArray() : throw new InvalidOperationException("The attachment has more than 20 MiB.");
    }

    private static WorkOrder Order(string name) => new(name, "suite", new Caller { IsSystem = true, Name = name }, Scope.All);

    private sealed record Claimed(Letter? Letter);
}

/// <summary>Sees to messages whose time has come though no job was left for them: quiet hours ended, proof is overdue, a host ended.</summary>
[Recurring("suite.deliver-due-messages", "* * * * *")]
internal sealed class DeliverDueMessages(SuiteDbContext db, ScopedConnection scoped, TimeProvider clock) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        foreach (var id in await MessageDelivery.Due(db, clock.GetUtcNow(), ct))
        {
            EnlistedJobs.Enqueue<MessageDelivery>(scoped.Connection, d => d.Run(id), TimeSpan.Zero);
        }
    }
}

using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Messages;

/// <summary>Keeps messages in the transaction of whoever sends them, together with the job that delivers them.</summary>
[Provides]
internal sealed class Outbox(
    SuiteDbContext db, ScopedConnection scoped, IUnrestricted unrestricted, ILocks locks, IServiceProvider services, IOptions<MessageOptions> options, Envelopes envelopes, TimeProvider clock,
    ILogger<Outbox> log)
    : IMessages
{
    private readonly MessageTemplates _templates = services.GetRequiredService<MessageTemplates>();

    public IReadOnlyList<string> Channels { get; } = options.Value.Channels;

    public async Task<Guid> Send<T>(T data, Recipient to, Sending sending, CancellationToken ct) where T : IMessageData<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(sending);
        // A message is not limited by what its sender may see of messages.
        return await unrestricted.Read(() => Write(T.Template, data, to, sending, ct), ct);
    }

    public Task Withdraw(Guid messageId, CancellationToken ct) => unrestricted.Read(
        async () =>
        {
            var message = await db.Messages.Locked(messageId, ct);
            if (message.Status is MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Calling)
            {
                message.Withdraw(clock.GetUtcNow());
                await MessageDelivery.DropCalls(message, db, clock.GetUtcNow(), ct);
            }

            return await db.SaveChangesAsync(ct);
        },
        ct);

    public async Task Withdraw(string key, CancellationToken ct)
    {
        if (await unrestricted.Read(() => db.Messages.Where(m => m.Key == key).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct), ct) is { } message)
        {
            await Withdraw(message, ct);
        }
    }

    public Task HandOver(IReadOnlyCollection<Guid> aboutIds, Guid? departmentId, Guid? responsibleId, CancellationToken ct) => unrestricted.Read(
        // Who may see a message is no part of its text, so that its version stays and no try of it is disturbed.
        () => db.Messages.Where(m => aboutIds.Contains(m.AboutId!.Value))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.DepartmentId, departmentId).SetProperty(x => x.ResponsibleId, responsibleId), ct),
        ct);

    /// <summary>Lets a job take the next step of a message, together with the transaction.</summary>
    public void Continue(Message message) => MessageDelivery.EnqueueNext(message, scoped, clock.GetUtcNow());

    private async Task<Guid> Write(string code, object data, Recipient to, Sending sending, CancellationToken ct)
    {
        // Whoever asks for the same message at the same time waits, and finds it.
        await locks.Take($"message {sending.Key}", ct);
        if (await db.Messages.Where(m => m.Key == sending.Key).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct) is { } earlier)
        {
            return earlier;
        }

        if (sending.Attachments.Sum(a => (long)(a.Content?.Length ?? 0)) > Attachment.MostBytes)
        {
            throw new RuleViolation(MessageRules.TooLarge);
        }

        var now = clock.GetUtcNow();
        var routes = to.Routes.Where(r => Channels.Contains(r.Channel) && !string.IsNullOrWhiteSpace(r.Address)).Distinct().ToList();
        var template = await MessageTemplates.InForce(db, code, to.Language, ct);
        var zone = await MessageDelivery.Zone(services, options.Value, ct);
        var concealed = Envelopes.Conceal(data);
        var text = Text(template, concealed ?? data, zone);
        var message = new Message
        {
            Key = sending.Key,
            TemplateId = template.Id,
            TemplateCode = code,
            Language = to.Language,
            RecipientName = to.Name,
            Subject = text.Subject,
            Short = text.Brief,
            Body = text.Body,
            AboutId = sending.AboutId,
            DepartmentId = sending.DepartmentId,
            ResponsibleId = sending.ResponsibleId,
            Urgent = sending.Urgent,
            CreatedAt = now,
            RouteCount = routes.Count,
        };
        if (concealed is not null)
        {
            message.Close(envelopes.Close(Text(template, data, zone)));
        }

        message.Queue(now);
        db.Add(message);
        db.AddRange(routes.Select((r, i) => new MessageRoute { MessageId = message.Id, Position = i + 1, Channel = r.Channel, Address = r.Address.Trim() }));
        db.AddRange(sending.Attachments.Select(a => new MessageAttachment { MessageId = message.Id, Name = a.Name, MediaType = a.MediaType, Content = a.Content, Reference = a.Reference?.ToString() }));
        await db.SaveChangesAsync(ct);
        Continue(message);
        return message.Id;
    }

    /// <summary>The text in force; should it fail on these data, the one that came with the module.</summary>
    private MessageText Text(MessageTemplate template, object data, TimeZoneInfo zone)
    {
        try
        {
            return Liquid.Write(template.Text, data, template.Language, zone);
        }
        catch (FormatException e) when (template.Origin == TemplateOrigin.Written)
        {
            log.LogError(e, "Version {Number} of the template {Template} fails; the text of its module is sent instead", template.Number, template.Code);
            return Liquid.Write(_templates.Get(template.Code).Shipped[template.Language], data, template.Language, zone);
        }
    }
}

using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>The states of a message.</summary>
public enum MessageStatus
{
    /// <summary>It waits for its next try.</summary>
    Queued,

    /// <summary>The channel's provider took it and has not told yet what became of it.</summary>
    Sent,

    /// <summary>Someone has to call: a phone task is open.</summary>
    Calling,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>No channel works: a dead letter. redeliverMessage takes it up again.</summary>
    Failed,

    /// <summary>It was taken back before it arrived: what it tells is no longer so.</summary>
    Withdrawn,
}

/// <summary>A message to a person, as it was written when it was handed over.</summary>
[Readable(SuitePermissions.ReadMessages), Rows(Department = nameof(DepartmentId), Owner = nameof(ResponsibleId))]
internal sealed class Message : Entity
{
    /// <summary>What can happen to a message.</summary>
    public static readonly StateMachine<Message, MessageStatus> Lifecycle =
        new StateMachine<Message, MessageStatus>(m => m.Status, MessageStatus.Queued, MessageStatus.Failed)
            .Step(MessageStatus.Queued, "Hand over", MessageStatus.Sent)
            .Step(MessageStatus.Queued, "Call", MessageStatus.Calling)
            .Step(MessageStatus.Queued, "Deliver", MessageStatus.Delivered)
            .Step(MessageStatus.Sent, "Deliver", MessageStatus.Delivered)
            .Step(MessageStatus.Calling, "Deliver", MessageStatus.Delivered)
            .Step(MessageStatus.Failed, "Deliver", MessageStatus.Delivered, "2.3.1")
            .Step(MessageStatus.Queued, "Go on", MessageStatus.Queued)
            .Step(MessageStatus.Sent, "Go on", MessageStatus.Queued)
            .Step(MessageStatus.Calling, "Go on", MessageStatus.Queued)
            .Step(MessageStatus.Queued, "Give up", MessageStatus.Failed)
            .Step(MessageStatus.Sent, "Give up", MessageStatus.Failed)
            .Step(MessageStatus.Calling, "Give up", MessageStatus.Failed)
            .Step(MessageStatus.Failed, "RedeliverMessage", MessageStatus.Queued)
            .Step(MessageStatus.Queued, "Withdraw", MessageStatus.Withdrawn)
            .Step(MessageStatus.Sent, "Withdraw", MessageStatus.Withdrawn)
            .Step(MessageStatus.Calling, "Withdraw", MessageStatus.Withdrawn)
            .Step(MessageStatus.Withdrawn, "Deliver", MessageStatus.Delivered);

    /// <summary>What it is named by among all messages, given by whoever sent it.</summary>
    [Filterable, WriteOnce]
    public string Key { get; init; } = "";

    /// <summary>The version of the template that it was written from.</summary>
    [Relation<MessageTemplate>(Inverse = "messages", InverseDescription = "The messages written from this version."), WriteOnce]
    public Guid TemplateId { get; init; }

    /// <summary>The code of the template.</summary>
    [Filterable, WriteOnce]
    public string TemplateCode { get; init; } = "";

    /// <summary>The language that it is written in.</summary>
    [WriteOnce]
    public Language Language { get; init; }

    /// <summary>The recipient's name.</summary>
    [WriteOnce]
    public string RecipientName { get; init; } = "";

    /// <summary>The subject. What only the recipient is to know stands as ••• in it, and in the texts.</summary>
    [WriteOnce, Secret]
    public string Subject { get; init; } = "";

    /// <summary>The text for channels that say little.</summary>
    [WriteOnce, Secret]
    public string Short { get; init; } = "";

    /// <summary>The text.</summary>
    [WriteOnce, Secret]
    public string Body { get; init; } = "";

    /// <summary>The texts as they are sent, encrypted, until the message arrived; null when they are no others.</summary>
    [Hidden, Secret]
    public byte[]? Closed { get; private set; }

    /// <summary>The key of the record that it is about.</summary>
    [Filterable, WriteOnce]
    public Guid? AboutId { get; init; }

    /// <summary>The department whose people may see it.</summary>
    [Hidden, Filterable]
    public Guid? DepartmentId { get; init; }

    /// <summary>The employee who answers for it.</summary>
    [Hidden, Filterable]
    public Guid? ResponsibleId { get; init; }

    /// <summary>Whether it is sent in quiet hours too.</summary>
    public bool Urgent { get; init; }

    /// <summary>When it was handed over.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public MessageStatus Status { get; private set; }

    /// <summary>How many ways to the recipient it has.</summary>
    [Hidden]
    public int RouteCount { get; init; }

    /// <summary>Which of its ways it is on, from 1.</summary>
    public int Position { get; private set; } = 1;

    /// <summary>How many tries failed, on all ways together.</summary>
    public int FailedTries { get; private set; }

    /// <summary>How many tries failed on this way.</summary>
    [Hidden]
    public int FailedHere { get; private set; }

    /// <summary>How often it was taken up again after it had failed.</summary>
    public int Redeliveries { get; private set; }

    /// <summary>When its next try is due, or when proof of its arrival must be there; null while nothing is to be done.</summary>
    [Sortable]
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The try that is running or whose proof is awaited.</summary>
    [Hidden]
    public Guid? AttemptId { get; private set; }

    /// <summary>Until when the host that sends it has it to itself.</summary>
    [Hidden]
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>When it arrived.</summary>
    [WriteOnce]
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>By which channel it arrived.</summary>
    [WriteOnce]
    public string? DeliveredBy { get; private set; }

    /// <summary>The id that channels know it by: the same for every try, and another one once it is taken up again.</summary>
    [Hidden]
    public string SentAs => Redeliveries == 0 ? $"msg_{Id:N}" : $"msg_{Id:N}_{Redeliveries}";

    /// <summary>The message that a channel knows by that id; null when it is none.</summary>
    public static Guid? Named(string sentAs) =>
        sentAs.StartsWith("msg_", StringComparison.Ordinal) && Guid.TryParseExact(sentAs.AsSpan(4, Math.Min(32, sentAs.Length - 4)), "N", out var id) ? id : null;

    /// <summary>Whether something is to be done for it now.</summary>
    public bool IsDue(DateTimeOffset now) => DueAt <= now && (LeasedUntil is null || LeasedUntil <= now) && Status is MessageStatus.Queued or MessageStatus.Sent;

    /// <summary>Hands it over for its first try; without any way to the recipient it is a dead letter at once.</summary>
    public void Queue(DateTimeOffset now)
    {
        if (RouteCount > 0)
        {
            DueAt = now;
            return;
        }

        Status = MessageStatus.Failed;
        Raise(new MessageFailed(Id, TemplateCode, AboutId, FailedTries, now));
    }

    /// <summary>It says what only its recipient is to know.</summary>
    public void Close(byte[] texts) => Closed = texts;

    /// <summary>Puts the next try off.</summary>
    public void Wait(DateTimeOffset until) => DueAt = until;

    /// <summary>A host has it to itself for a try.</summary>
    public void Lease(Guid attempt, DateTimeOffset until) => (AttemptId, LeasedUntil) = (attempt, until);

    /// <summary>The provider took it; it tells by that time what became of it.</summary>
    public void HandOver(DateTimeOffset proofBy)
    {
        Status = Lifecycle.Next(Status, "Hand over");
        (LeasedUntil, DueAt) = (null, proofBy);
    }

    /// <summary>A phone task is open.</summary>
    public void Call()
    {
        Status = Lifecycle.Next(Status, "Call");
        Release();
    }

    /// <summary>It arrived.</summary>
    public void Deliver(string channel, string address, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "Deliver");
        (DeliveredAt, DeliveredBy, Closed) = (at, channel, null);
        Release();
        Raise(new MessageDelivered(Id, TemplateCode, AboutId, channel, address, at));
    }

    /// <summary>A try failed: it is tried again later, on the next way, or given up.</summary>
    /// <param name="lasting">Whether another try on this way is useless.</param>
    /// <param name="now">When.</param>
    /// <param name="options">How often and after how long to try.</param>
    /// <param name="notBefore">How long the other side wants to be left alone.</param>
    public void Fail(bool lasting, DateTimeOffset now, MessageOptions options, TimeSpan notBefore = default)
    {
        FailedTries++;
        FailedHere++;
        Release();
        var isLast = Position >= RouteCount;
        var tries = isLast ? options.Waits.Count + 1 : Math.Min(options.TriesBeforeNext, options.Waits.Count + 1);
        if (!lasting && FailedHere < tries)
        {
            Status = Lifecycle.Next(Status, "Go on");
            var wait = options.Waits[FailedHere - 1];
            DueAt = now + (wait > notBefore ? wait : notBefore);
        }
        else if (!isLast)
        {
            Status = Lifecycle.Next(Status, "Go on");
            (Position, FailedHere, DueAt) = (Position + 1, 0, now);
        }
        else
        {
            Status = Lifecycle.Next(Status, "Give up");
            Raise(new MessageFailed(Id, TemplateCode, AboutId, FailedTries, now));
        }
    }

    /// <summary>A call reached nobody: the next one is waited for, unless it was the last.</summary>
    public void Miss(bool last, DateTimeOffset now, MessageOptions options)
    {
        if (last)
        {
            Fail(lasting: true, now, options);
        }
        else
        {
            FailedTries++;
        }
    }

    /// <summary>Takes it up again from the first way on.</summary>
    public void Redeliver(DateTimeOffset now)
    {
        Status = Lifecycle.Next(Status, "RedeliverMessage");
        Redeliveries++;
        (Position, FailedHere, DueAt) = (1, 0, now);
        Raise(new MessageRedelivered(Id, TemplateCode, AboutId, now));
    }

    /// <summary>It need not be told any more. What is on its way already may still arrive.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        Status = Lifecycle.Next(Status, "Withdraw");
        Closed = null;
        Release();
        Raise(new MessageWithdrawn(Id, TemplateCode, AboutId, now));
    }

    private void Release() => (AttemptId, LeasedUntil, DueAt) = (null, null, null);
}

/// <summary>A way to the recipient of a message.</summary>
[Readable(SuitePermissions.ReadMessages), AppendOnly, Rows(Of = nameof(MessageId))]
internal sealed class MessageRoute : Entity
{
    /// <summary>The message.</summary>
    [Relation<Message>(Inverse = "routes", InverseDescription = "The ways to the recipient, in the order of their positions.")]
    public Guid MessageId { get; init; }

    /// <summary>Which choice it is, from 1.</summary>
    [Sortable]
    public int Position { get; init; }

    /// <summary>The channel, for example MAIL.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The address or number.</summary>
    public string Address { get; init; } = "";
}

/// <summary>A file that goes with a message.</summary>
[Readable(SuitePermissions.ReadMessages), AppendOnly, Rows(Of = nameof(MessageId))]
internal sealed class MessageAttachment : Entity
{
    /// <summary>The message.</summary>
    [Relation<Message>(Inverse = "attachments", InverseDescription = "The files that go with it.")]
    public Guid MessageId { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its media type.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Its bytes, when they are kept here.</summary>
    [Hidden, Secret]
    public byte[]? Content { get; init; }

    /// <summary>Where it is kept otherwise.</summary>
    public string? Reference { get; init; }
}

using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>What came of a try.</summary>
public enum AttemptOutcome
{
    /// <summary>It is running.</summary>
    Started,

    /// <summary>The provider took the message.</summary>
    Sent,

    /// <summary>The message arrived.</summary>
    Delivered,

    /// <summary>The message did not arrive.</summary>
    Failed,

    /// <summary>The host that tried ended before it could say; the message was tried again under the same id.</summary>
    Lost,
}

/// <summary>A try to deliver a message: the delivery log.</summary>
[Readable(SuitePermissions.ReadMessages), Rows(Of = nameof(MessageId))]
internal sealed class MessageAttempt : Entity
{
    /// <summary>The message.</summary>
    [Relation<Message>(Inverse = "attempts", InverseDescription = "What was tried, the first try first.")]
    public Guid MessageId { get; init; }

    /// <summary>The channel.</summary>
    [Filterable, WriteOnce]
    public string Channel { get; init; } = "";

    /// <summary>The address or number.</summary>
    [WriteOnce]
    public string Address { get; init; } = "";

    /// <summary>The id that the channel knows the message by: webhook-id, and the first part of a mail's Message-ID.</summary>
    [Filterable, WriteOnce]
    public string SentAs { get; init; } = "";

    /// <summary>When it began.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its outcome was known.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What came of it.</summary>
    [Filterable]
    public AttemptOutcome Outcome { get; private set; }

    /// <summary>What the server, the provider or the caller said: the proof of delivery or of failure.</summary>
    public string? Reply { get; private set; }

    /// <summary>The phone task that the call belongs to; null for other channels.</summary>
    [Relation<PhoneTask>(Inverse = "calls", InverseDescription = "The record of each call.")]
    public Guid? PhoneTaskId { get; init; }

    /// <summary>Who called; null for other channels.</summary>
    [Relation<Account>]
    public Guid? AccountId { get; init; }

    /// <summary>Notes what came of it.</summary>
    public void End(AttemptOutcome outcome, string? reply, DateTimeOffset at)
    {
        Outcome = outcome;
        Reply = reply is { Length: > 2_000 } ? reply[..2_000] : reply;
        EndedAt = at;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Work;

/// <summary>The first answer to an idempotency key.</summary>
[Removable]
internal sealed class IdempotencyRecord
{
    /// <summary>Whose key it is, an account or a network from which nobody signed in; keys of different ones never meet.</summary>
    public Guid UserId { get; init; }

    /// <summary>The client's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>What the key was first used for.</summary>
    public byte[] Fingerprint { get; init; } = [];

    /// <summary>The payload as it was answered; null when it told or withheld something confidential.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>What the operation returned, JSON with keys for entities, where the payload is not kept.</summary>
    public string? Result { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>An event that happened.</summary>
[AppendOnly]
internal sealed class EventRecord
{
    /// <summary>The event's id.</summary>
    public Guid Id { get; init; }

    /// <summary>The event's C# type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Its values, JSON.</summary>
    public string Data { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whose account caused it.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The GraphQL type of the entity that raised it; null when that one cannot be read.</summary>
    public string? NodeType { get; init; }

    /// <summary>The key of the entity that raised it.</summary>
    public Guid? NodeKey { get; init; }
}

/// <summary>An event's place among all events. A trigger gives it while the transaction commits, so places follow each other as events become visible.</summary>
[AppendOnly]
internal sealed class EventPlace
{
    /// <summary>The place.</summary>
    public long Place { get; init; }

    /// <summary>The event.</summary>
    public Guid EventId { get; init; }
}

/// <summary>A reactor has taken effect for an event.</summary>
[AppendOnly]
internal sealed class ReactionRecord
{
    /// <summary>The event.</summary>
    public Guid EventId { get; init; }

    /// <summary>The reactor's C# type.</summary>
    public string Reactor { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A tick of a recurring job has taken effect.</summary>
[AppendOnly]
internal sealed class JobRun
{
    /// <summary>The job's name.</summary>
    public string Job { get; init; } = "";

    /// <summary>The planned time.</summary>
    public DateTimeOffset Tick { get; init; }

    /// <summary>When it ran.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>The last number given in a scope.</summary>
internal sealed class Counter
{
    /// <summary>The number's text before the sequence.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The last number given.</summary>
    public long Value { get; init; }
}

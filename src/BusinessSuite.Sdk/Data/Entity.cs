namespace BusinessSuite.Sdk;

/// <summary>A thing the business keeps: identified, versioned, able to say what happened to it.</summary>
public abstract class Entity
{
    private List<IEvent>? _events;

    /// <summary>The key, a time-ordered UUID (version 7).</summary>
    public Guid Id { get; private init; } = TimeOrderedId.Next();

    /// <summary>Counts the changes, from 1. Send it back as <c>expectedVersion</c> to be told when someone else was faster.</summary>
    public int Version { get; internal set; } = 1;

    /// <summary>Says that something happened. Handlers run before the commit, reactors after it.</summary>
    protected void Raise(IEvent happened) => (_events ??= []).Add(happened);

    internal IReadOnlyList<IEvent> TakeEvents()
    {
        IReadOnlyList<IEvent> taken = _events ?? [];
        _events = null;
        return taken;
    }
}

namespace BusinessSuite.Sdk;

/// <summary>Something that happened, told to other modules. A record of plain values in Contracts.</summary>
public interface IEvent;

/// <summary>A consequence that must never be missing: runs in the transaction of the operation, which fails with it.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IHandle<in TEvent> where TEvent : IEvent
{
    /// <summary>Does what follows from the event.</summary>
    Task Handle(TEvent happened, CancellationToken ct);
}

/// <summary>
/// A consequence outside: runs after the commit in a job that was enqueued with it, with a transaction of its own and again
/// until it succeeds. Its database effect happens once for each event; what it sends elsewhere carries <see cref="EventInfo.Id"/>.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IReact<in TEvent> where TEvent : IEvent
{
    /// <summary>Does what follows from the event.</summary>
    Task React(TEvent happened, EventInfo info, CancellationToken ct);
}

/// <summary>Where an event came from.</summary>
/// <param name="Id">The event's own id.</param>
/// <param name="At">When it happened.</param>
/// <param name="UserId">The account that caused it, or null for the suite itself.</param>
public sealed record EventInfo(Guid Id, DateTimeOffset At, Guid? UserId);

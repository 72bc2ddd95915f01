namespace BusinessSuite.Sdk;

/// <summary>Work that recurs. It runs as the suite itself in one transaction, which also claims the tick: however many hosts are up, each tick takes effect once. Much work is done in parts, see <see cref="More"/>.</summary>
public interface IRecurringJob
{
    /// <summary>Does the work of one tick.</summary>
    /// <param name="tick">The planned time.</param>
    /// <param name="ct">Ends with the host.</param>
    Task Run(DateTimeOffset tick, CancellationToken ct);

    /// <summary>Whether the last run left work that is due: the job is then run again at once, in a transaction of its own.</summary>
    bool More => false;
}

/// <summary>
/// Work that recurs and whose parts have nothing to do with each other. What is due is found in the transaction that claims the tick; then each
/// part is done in a transaction of its own. One that fails is logged and passed over, so that it stops none of the others, and is tried again
/// with the next tick.
/// </summary>
public interface IRecurringParts
{
    /// <summary>The parts that are due, in the order in which they are to be done. What is to be done several times is named as often.</summary>
    /// <param name="tick">The planned time.</param>
    /// <param name="ct">Ends with the host.</param>
    Task<IReadOnlyList<Guid>> Due(DateTimeOffset tick, CancellationToken ct);

    /// <summary>Does one part, unless it was done meanwhile.</summary>
    /// <param name="part">The part.</param>
    /// <param name="ct">Ends with the host.</param>
    Task Do(Guid part, CancellationToken ct);
}

/// <summary>When a recurring job runs.</summary>
/// <param name="name">The name, <c>module.what-it-does</c>.</param>
/// <param name="cron">Five fields, in UTC.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecurringAttribute(string name, string cron) : Attribute
{
    /// <summary>The name, <c>module.what-it-does</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Five fields, in UTC.</summary>
    public string Cron { get; } = cron;
}

/// <summary>Locks with one holder across all hosts, held to the end of the transaction and lost with it.</summary>
public interface ILocks
{
    /// <summary>Waits for the lock. A holder that stands still longer than the configured time loses lock and transaction together, so it cannot write late.</summary>
    Task Take(string name, CancellationToken ct);
}

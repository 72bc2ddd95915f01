namespace BusinessSuite.Host.Work;

/// <summary>How work in the database is bounded; configuration section <c>Work</c>.</summary>
internal sealed class WorkOptions
{
    /// <summary>How long a transaction waits for a lock of another.</summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one statement may run.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a transaction may stand still before PostgreSQL ends it, and with it every lock that it holds.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often work is tried again after it met other work.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>How long the answers to idempotency keys are kept.</summary>
    public TimeSpan IdempotencyRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a job may be silent before another host takes it over.</summary>
    public TimeSpan JobInvisibility { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether this host runs jobs.</summary>
    public bool Jobs { get; set; } = true;
}

namespace BusinessSuite.Host.Evolution;

/// <summary>How the use of the schema is counted and guarded; configuration section <c>Usage</c>.</summary>
internal sealed class UsageOptions
{
    /// <summary>How often counts are written down.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long they are kept.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How long after its last use a part of the schema must stay.</summary>
    public TimeSpan Protects { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether a host whose schema lacks such a part refuses to start. Otherwise it says so in the log and starts.</summary>
    public bool Refuses { get; set; } = true;
}

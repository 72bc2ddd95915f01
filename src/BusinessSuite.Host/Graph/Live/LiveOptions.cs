namespace BusinessSuite.Host.Graph.Live;

/// <summary>How subscriptions are bounded; configuration section <c>Live</c>.</summary>
internal sealed class LiveOptions
{
    /// <summary>How long a socket may stay without <c>connection_init</c>.</summary>
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle connection is written to, so that proxies keep it and dead ones are found out.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many operations may run over a socket at a time.</summary>
    public int MaxOperations { get; set; } = 100;

    /// <summary>How many events may wait for a subscriber.</summary>
    public int MaxWaiting { get; set; } = 256;

    /// <summary>How long a client may take nothing while more events wait than may, before it is cut off.</summary>
    public TimeSpan Stalled { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take to close in turn, after the host closed its socket.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many subscribers are answered at the same moment, so that they leave connections to requests.</summary>
    public int Parallel { get; set; } = 8;

    /// <summary>Origins besides the host's own whose pages may open sockets, for example https://portal.example.org.</summary>
    public string[] Origins { get; set; } = [];
}

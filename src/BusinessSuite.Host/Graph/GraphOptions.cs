namespace BusinessSuite.Host.Graph;

/// <summary>The limits of a request; configuration section <c>Graph</c>.</summary>
internal sealed class GraphOptions
{
    /// <summary>The most bytes of a request.</summary>
    public int MaxBytes { get; set; } = 1_048_576;

    /// <summary>The most tokens of a document.</summary>
    public int MaxTokens { get; set; } = 15_000;

    /// <summary>The most fragments of a document.</summary>
    public int MaxFragments { get; set; } = 50;

    /// <summary>How deep fields may nest.</summary>
    public int MaxDepth { get; set; } = 12;

    /// <summary>The most aliases of a document.</summary>
    public int MaxAliases { get; set; } = 30;

    /// <summary>The most rows that a request may ask for over all its lists.</summary>
    public int MaxRows { get; set; } = 100_000;

    /// <summary>Rows of a page when the client names no number.</summary>
    public int PageSize { get; set; } = 50;

    /// <summary>Rows of a page at most, for people.</summary>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Rows of a page at most, for service accounts.</summary>
    public int MaxServicePageSize { get; set; } = 1_000;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

namespace BusinessSuite.Host.Graph;

/// <summary>The limits of a request; configuration section <c>Graph</c>.</summary>
internal sealed class GraphOptions
{
    /// <summary>The most bytes of a request.</summary>
    public int MaxBytes { get; set; } = 262_144;

    /// <summary>The most characters of a document.</summary>
    public int MaxCharacters { get; set; } = 15_000;

    /// <summary>The most tokens of a document.</summary>
    public int MaxTokens { get; set; } = 2_000;

    /// <summary>How deep braces, brackets and parentheses may nest in a document, counted before it is parsed.</summary>
    public int MaxNesting { get; set; } = 32;

    /// <summary>The most directives of a document.</summary>
    public int MaxDirectives { get; set; } = 20;

    /// <summary>The most fragments of a document.</summary>
    public int MaxFragments { get; set; } = 50;

    /// <summary>How many fields and fragments a document may have once every fragment is put where it is spread.</summary>
    public int MaxSelections { get; set; } = 10_000;

    /// <summary>How deep fields may nest.</summary>
    public int MaxDepth { get; set; } = 12;

    /// <summary>How deep fields may nest where only the schema is asked for. The usual introspection query has 15 levels.</summary>
    public int MaxIntrospectionDepth { get; set; } = 16;

    /// <summary>The most aliases of a document.</summary>
    public int MaxAliases { get; set; } = 30;

    /// <summary>The most fields at the root of an operation.</summary>
    public int MaxRootFields { get; set; } = 10;

    /// <summary>How often one object of the answer may be asked for the same response name.</summary>
    public int MaxSameName { get; set; } = 10;

    /// <summary>The most items of a list in arguments, and of a list or an object in variables.</summary>
    public int MaxListItems { get; set; } = 250;

    /// <summary>How deep variables may nest.</summary>
    public int MaxVariableDepth { get; set; } = 16;

    /// <summary>The most errors that an answer reports of one document.</summary>
    public int MaxErrors { get; set; } = 5;

    /// <summary>About how many bytes documents and the plans made for them may take before those that were not asked for longest are forgotten.</summary>
    public long MaxCachedBytes { get; set; } = 64 * 1_048_576;

    /// <summary>What people may spend, and each network from which nobody signed in.</summary>
    public Budget People { get; set; } = new();

    /// <summary>What service accounts may spend.</summary>
    public Budget Services { get; set; } = new() { Points = 1_000_000, Restore = 100_000, MaxRows = 100_000 };

    /// <summary>Rows of a page when the client names no number.</summary>
    public int PageSize { get; set; } = 50;

    /// <summary>Rows of a page at most, for people.</summary>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Rows of a page at most, for service accounts.</summary>
    public int MaxServicePageSize { get; set; } = 1_000;

    /// <summary>Whether browsers that open <c>/graphql</c> get GraphiQL. It shows nothing before signing in.</summary>
    public bool Explorer { get; set; } = true;

    /// <summary>Whether people may send only documents that an app was published with.</summary>
    public bool TrustedOnly { get; set; }

    /// <summary>Whether everyone who signed in may read the schema, and not only who has the permission for it.</summary>
    public bool SchemaForEveryone { get; set; }

    /// <summary>How long a query may take. PostgreSQL ends its statements after that time too.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a mutation may take, all its operations together.</summary>
    public TimeSpan MutationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

namespace BusinessSuite.Reads;

/// <summary>Everything that can be read: types, their fields and how each is found in the database.</summary>
public sealed class ReadModel
{
    private readonly Dictionary<string, ReadType> _types;
    private readonly Dictionary<string, ReadType> _bySingle;
    private readonly Dictionary<string, ReadType> _byPlural;

    /// <summary>Gathers the types.</summary>
    /// <exception cref="ArgumentException">Two types share a name.</exception>
    public ReadModel(IEnumerable<ReadType> types)
    {
        _types = types.ToDictionary(t => t.Name);
        _bySingle = _types.Values.ToDictionary(t => t.Single);
        _byPlural = _types.Values.ToDictionary(t => t.Plural);
    }

    /// <summary>All types.</summary>
    public IReadOnlyCollection<ReadType> Types => _types.Values;

    /// <summary>The type of that GraphQL name, or null.</summary>
    public ReadType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type whose by-key root field has that name, or null.</summary>
    public ReadType? BySingle(string field) => _bySingle.GetValueOrDefault(field);

    /// <summary>The type whose connection root field has that name, or null.</summary>
    public ReadType? ByPlural(string field) => _byPlural.GetValueOrDefault(field);
}

/// <summary>A readable type: one table, one GraphQL object type.</summary>
public sealed class ReadType
{
    private readonly Dictionary<string, ReadField> _fields = [];

    /// <summary>The GraphQL type name.</summary>
    public required string Name { get; init; }

    /// <summary>The module that owns it.</summary>
    public required string Module { get; init; }

    /// <summary>The root field for one.</summary>
    public required string Single { get; init; }

    /// <summary>The root field for many.</summary>
    public required string Plural { get; init; }

    /// <summary>The quoted table name with its schema.</summary>
    public required string Table { get; init; }

    /// <summary>The permission that reading needs.</summary>
    public required string Permission { get; init; }

    /// <summary>Whether an anonymous caller may read it.</summary>
    public bool Public { get; init; }

    /// <summary>What it is, for the schema.</summary>
    public required string Description { get; init; }

    /// <summary>What makes its rows confidential; null when none is.</summary>
    public Secrecy? Secrecy { get; init; }

    /// <summary>The columns of the time in which a row holds; null when rows have none.</summary>
    public (ColumnField From, ColumnField Until)? Period { get; init; }

    /// <summary>Its fields by name.</summary>
    public IReadOnlyDictionary<string, ReadField> Fields => _fields;

    /// <summary>The columns it can be filtered by, under their names in <c>where</c>.</summary>
    public IReadOnlyList<ColumnField> Filters { get; init; } = [];

    /// <summary>The columns it can be ordered by.</summary>
    public IReadOnlyList<ColumnField> Sorts { get; init; } = [];

    /// <summary>What rows can be grouped by: relations to one, and columns whose values repeat or can be cut to a period.</summary>
    public IEnumerable<ReadField> GroupKeys => Fields.Values.OfType<ToOneField>().Concat<ReadField>(Filters.Where(f =>
        f.Kind is ScalarKind.Text or ScalarKind.Enum or ScalarKind.Boolean or ScalarKind.Int or ScalarKind.Date or ScalarKind.DateTime));

    /// <summary>What can be added up and averaged.</summary>
    public IEnumerable<ColumnField> Quantities => Filters.Where(f => f.Kind is ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Duration);

    /// <summary>What has a smallest and a largest value.</summary>
    public IEnumerable<ColumnField> Extremes => Filters.Where(f => f.Kind is ScalarKind.Date or ScalarKind.DateTime).Concat(Quantities);

    /// <summary>Adds a field; other modules do so too.</summary>
    /// <exception cref="ArgumentException">The type has a field of that name.</exception>
    public void Add(ReadField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (!_fields.TryAdd(field.Name, field))
        {
            throw new ArgumentException($"{Name} has two fields named '{field.Name}'.", nameof(field));
        }
    }
}

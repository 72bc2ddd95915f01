namespace BusinessSuite.Reads;

/// <summary>A field of a readable type.</summary>
/// <param name="Name">The GraphQL name.</param>
/// <param name="Description">What it means, for the schema.</param>
public abstract record ReadField(string Name, string Description)
{
    /// <summary>The name in enumerations of orders and of keys of groups: <c>RECEIVED_AT</c> for receivedAt.</summary>
    public string EnumName { get; } = string.Concat(Name.Select(c => char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    /// <summary>Why it should no longer be used, what takes its place, and when it goes; null while it is to stay.</summary>
    public string? Deprecation { get; init; }

    /// <summary>What makes its values confidential; null for what is not.</summary>
    public Secrecy? Secrecy { get; init; }
}

/// <summary>What makes something confidential, as SQL over the alias of the row.</summary>
/// <param name="Level">The level that a reading is to be logged with; null where it need not be.</param>
/// <param name="Known">Whether the caller may know the value; null when the row's own policy says so.</param>
/// <param name="TellsOfReader">Whether it may tell of the reader himself, who then knows it without clearance.</param>
public sealed record Secrecy(Func<string, string> Level, Func<string, string>? Known = null, bool TellsOfReader = false);

/// <summary>The global id.</summary>
public sealed record IdField(string Name, string Description) : ReadField(Name, Description);

/// <summary>A value in a column.</summary>
/// <param name="Name">The GraphQL name; for a filter by relation the name in <c>where</c>.</param>
/// <param name="Description">What it means.</param>
/// <param name="Column">The quoted column.</param>
/// <param name="Kind">How it is read and written.</param>
/// <param name="Nullable">Whether it may be null.</param>
/// <param name="IsList">Whether the column is an array.</param>
/// <param name="TypeName">The GraphQL enumeration, or the readable type that an id names.</param>
public sealed record ColumnField(
    string Name, string Description, string Column, ScalarKind Kind, bool Nullable, bool IsList = false, string? TypeName = null)
    : ReadField(Name, Description)
{
    /// <summary>Whether no two rows have the same value, by an index that finds it.</summary>
    public bool Unique { get; init; }
}

/// <summary>An amount and its currency in two columns.</summary>
public sealed record MoneyField(string Name, string Description, string AmountColumn, string CurrencyColumn, bool Nullable)
    : ReadField(Name, Description);

/// <summary>A relation to one: the key is in a column of this type.</summary>
public sealed record ToOneField(string Name, string Description, ReadType Target, string Column) : ReadField(Name, Description);

/// <summary>A relation to many: the key is in a column of the other type.</summary>
public sealed record ToManyField(string Name, string Description, ReadType Target, string Column) : ReadField(Name, Description);

/// <summary>A value that a function gives for all rows of an answer at once.</summary>
/// <param name="Name">The GraphQL name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Shape">The form of one value.</param>
/// <param name="Values">Keys in, values out; a missing key is null.</param>
public sealed record ComputedField(
    string Name, string Description, ValueShape Shape, Func<ComputedCall, Task<IReadOnlyDictionary<Guid, object?>>> Values)
    : ReadField(Name, Description);

/// <summary>A call for the values of a computed field.</summary>
/// <param name="Keys">The rows, each once.</param>
/// <param name="Path">The response keys that lead to the field.</param>
/// <param name="Context">What the host passes through: the services of the request.</param>
/// <param name="CancellationToken">Ends with the request.</param>
public sealed record ComputedCall(IReadOnlyList<Guid> Keys, IReadOnlyList<object> Path, object? Context, CancellationToken CancellationToken);

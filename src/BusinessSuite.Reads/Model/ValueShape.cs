namespace BusinessSuite.Reads;

/// <summary>The form of a value that a function answers.</summary>
public abstract record ValueShape;

/// <summary>A scalar.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="TypeName">The enumeration, where it is one.</param>
/// <param name="Convert">Brings the C# value into the form of the kind, or null when it has it.</param>
public sealed record ScalarShape(ScalarKind Kind, string? TypeName = null, Func<object, object>? Convert = null) : ValueShape;

/// <summary>A list.</summary>
public sealed record ListShape(ValueShape Item, bool ItemsNullable = false) : ValueShape;

/// <summary>A record. Members are filled after construction, so that records may contain themselves.</summary>
/// <param name="TypeName">The GraphQL object type.</param>
/// <param name="Description">What it is.</param>
public sealed record ObjectShape(string TypeName, string Description) : ValueShape
{
    /// <summary>The members by GraphQL name.</summary>
    public Dictionary<string, ValueMember> Members { get; } = [];
}

/// <summary>A member of a record.</summary>
public sealed record ValueMember(string Name, string Description, ValueShape Shape, bool Nullable, Func<object, object?> Get);

/// <summary>A readable entity: only its key is taken from the value, its fields are read from the database.</summary>
public sealed record EntityShape(ReadType Type, Func<object, Guid> Key) : ValueShape;

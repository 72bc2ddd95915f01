namespace BusinessSuite.Sdk;

/// <summary>
/// Publishes an entity for reading: <c>node</c>, a field by key, a connection with <c>where</c>, <c>orderBy</c> and
/// <c>totalCount</c>, relations in both directions. Every mapped public property becomes a field, described by its doc comment.
/// </summary>
/// <param name="permission">The permission that reading needs.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadableAttribute(string permission) : Attribute
{
    /// <summary>The permission that reading needs.</summary>
    public string Permission { get; } = permission;

    /// <summary>The GraphQL type name; the class name unless set.</summary>
    public string? Name { get; init; }

    /// <summary>The name of many in lower camel case; an English plural of the name unless set.</summary>
    public string? Plural { get; init; }

    /// <summary>Whether an anonymous caller may read it.</summary>
    public bool Public { get; init; }

    /// <summary>Which rows an anonymous caller may read, as a condition in SQL over the table's columns; all unless set.</summary>
    public string? PublicWhen { get; init; }
}

/// <summary>Keeps a mapped property out of the API.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HiddenAttribute : Attribute;

/// <summary>The member can be filtered by; it gets an index.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilterableAttribute : Attribute;

/// <summary>Lists can be ordered by the member, and it can be filtered by; it gets an index together with the key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SortableAttribute : Attribute;

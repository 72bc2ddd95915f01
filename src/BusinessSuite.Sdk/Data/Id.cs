namespace BusinessSuite.Sdk;

/// <summary>The key of one <typeparamref name="T"/>. In GraphQL an opaque global <c>ID</c> that is checked to name that type.</summary>
/// <typeparam name="T">An entity, or the reference type that its module publishes in Contracts.</typeparam>
/// <param name="Value">The key in the database.</param>
public readonly record struct Id<T>(Guid Value)
{
    /// <summary>Wraps the key of an entity.</summary>
    public static implicit operator Guid(Id<T> id) => id.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The key of a record of any type. In GraphQL an opaque global <c>ID</c>.</summary>
/// <param name="Type">The GraphQL type name.</param>
/// <param name="Key">The key in the database.</param>
public readonly record struct NodeRef(string Type, Guid Key);

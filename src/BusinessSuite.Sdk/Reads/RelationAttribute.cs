namespace BusinessSuite.Sdk;

/// <summary>
/// The property is the key of another entity, in this module or another. PostgreSQL gets the foreign key and an index;
/// the API gets the relation as a field, and on the other side a connection if <see cref="Inverse"/> names it.
/// </summary>
/// <param name="target">The entity, or the reference type that its module publishes.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class RelationAttribute(Type target) : Attribute
{
    /// <summary>The entity, or the reference type that its module publishes.</summary>
    public Type Target { get; } = target;

    /// <summary>The field's name in the API; the property's name without "Id" unless set.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the connection that the other side gains, or null for none.</summary>
    public string? Inverse { get; init; }

    /// <summary>What the connection on the other side holds, for the schema; required with <see cref="Inverse"/>.</summary>
    public string? InverseDescription { get; init; }
}

/// <inheritdoc/>
/// <typeparam name="T">The entity, or the reference type that its module publishes.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RelationAttribute<T>() : RelationAttribute(typeof(T));

/// <summary>Marks a class in Contracts that stands for an entity of the module, so that others can relate to it.</summary>
/// <param name="name">The GraphQL type name of the entity.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NodeTypeAttribute(string name) : Attribute
{
    /// <summary>The GraphQL type name of the entity.</summary>
    public string Name { get; } = name;
}

namespace BusinessSuite.Sdk;

/// <summary>
/// A static method that adds a computed field to a readable type, of this module or another. It is called once for all rows
/// of an answer: <c>static Task&lt;IReadOnlyDictionary&lt;Guid, TValue&gt;&gt; Name(IReadOnlyList&lt;Guid&gt; keys, ...services)</c>.
/// Rows without an entry answer null.
/// </summary>
/// <param name="on">The entity, or the reference type that its module publishes.</param>
[AttributeUsage(AttributeTargets.Method)]
public abstract class FieldAttribute(Type on) : Attribute
{
    /// <summary>The entity, or the reference type that its module publishes.</summary>
    public Type On { get; } = on;
}

/// <inheritdoc/>
/// <typeparam name="T">The entity, or the reference type that its module publishes.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FieldAttribute<T>() : FieldAttribute(typeof(T));

/// <summary>A static method that answers a root field of its own name: parameters are arguments or injected services, the value is a record, a list or a scalar.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryAttribute : Attribute;

namespace BusinessSuite.Sdk;

/// <summary>
/// A static method that changes something: one mutation of its own name. Parameters that are entities are loaded and locked
/// by their id; interfaces, contexts, <see cref="Caller"/>, <see cref="TimeProvider"/> and <see cref="CancellationToken"/>
/// are injected; all others are inputs. The value, an entity or a record, is the payload. The platform wraps the method in one
/// transaction with permission check, idempotency key, audit, events and errors.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MutationAttribute : Attribute
{
    /// <summary>Whether the operation enters what happened earlier; its audit records are marked so.</summary>
    public bool Historical { get; init; }
}

/// <summary>The permission that the caller needs.</summary>
/// <param name="permission">A permission of the module.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    /// <summary>The permission.</summary>
    public string Permission { get; } = permission;
}

/// <summary>The query answers an anonymous caller too, or the operation is open to one. Such an operation takes no entities: what the caller knows decides, see <see cref="IAttempts"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>
/// The input or member is a secret: it is kept out of audit records and logs. A secret text among the data of a message, a link to be used
/// once for example, reaches the recipient only: whoever reads the message sees a mark in its place.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

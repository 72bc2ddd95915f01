using System.Buffers;
using System.Net;
using System.Reflection;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Operations;

/// <summary>How a parameter of an operation gets its value.</summary>
internal enum ParameterSource
{
    /// <summary>Sent by the client.</summary>
    Input,

    /// <summary>An entity, loaded and locked by the id that the client sends as <c>&lt;name&gt;Id</c>.</summary>
    Entity,

    /// <summary>Injected.</summary>
    Service,
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Info">The C# parameter.</param>
/// <param name="Source">How it gets its value.</param>
/// <param name="InputName">The GraphQL input field's name; empty for services.</param>
internal sealed record OperationParameter(ParameterInfo Info, ParameterSource Source, string InputName);

/// <summary>An operation found in a module.</summary>
/// <param name="Name">The mutation's name, lower camel case.</param>
/// <param name="Module">Where it was found.</param>
/// <param name="Method">The static method.</param>
/// <param name="Permission">What the caller needs; null for everyone.</param>
/// <param name="Historical">Whether it enters what happened earlier.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="ResultType">The entity or record it answers; Task unwrapped.</param>
internal sealed record OperationDescriptor(
    string Name, LoadedModule Module, MethodInfo Method, string? Permission, bool Historical,
    IReadOnlyList<OperationParameter> Parameters, Type ResultType)
{
    /// <summary>How far the caller may go with it, or null when not at all.</summary>
    public Scope? Reach(Caller caller) => Permission is { } permission ? caller.ScopeOf(permission) : Scope.All;
}

/// <summary>One call of an operation.</summary>
/// <param name="Operation">What to do.</param>
/// <param name="Caller">For whom.</param>
/// <param name="Address">The address it comes from.</param>
/// <param name="Inputs">The inputs by GraphQL name, already of the parameters' C# types; ids of entity parameters as <see cref="Guid"/>. Left out means the default.</param>
/// <param name="ExpectedVersion">The version that the first entity parameter must have, or null for any.</param>
/// <param name="IdempotencyKey">The client's key, or null.</param>
/// <param name="Fingerprint">Hash of operation, inputs and payload selection: what a repeated key must match.</param>
/// <param name="Render">Writes the payload for the method's value, on the operation's own connection and inside its transaction. True when the same bytes may be answered again.</param>
internal sealed record OperationCall(
    OperationDescriptor Operation, Caller Caller, IPAddress? Address, IReadOnlyDictionary<string, object?> Inputs, int? ExpectedVersion,
    string? IdempotencyKey, byte[] Fingerprint, Func<object?, NpgsqlConnection, IBufferWriter<byte>, CancellationToken, Task<bool>> Render);

/// <summary>How a call ended: with a rendered payload, or with the rules it broke.</summary>
/// <param name="Payload">The payload as JSON, or null.</param>
/// <param name="Violations">The broken rules; empty on success.</param>
/// <param name="Replayed">Whether an earlier call with the same key took effect, and this one none.</param>
internal sealed record OperationOutcome(ReadOnlyMemory<byte>? Payload, IReadOnlyList<RuleViolation> Violations, bool Replayed = false);

/// <summary>The caller lacks the operation's permission. Answered as FORBIDDEN, after the denial was audited.</summary>
internal sealed class ForbiddenException(string permission) : Exception($"Permission {permission} is missing.")
{
    public string Permission { get; } = permission;
}

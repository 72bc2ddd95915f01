namespace BusinessSuite.Reads;

/// <summary>A request that cannot be answered as it was sent. The message is for the client.</summary>
#pragma warning disable CA1032 // Always with a message and a code.
public class RequestException(string message, string code = "INVALID", int? retryAfter = null) : Exception(message)
#pragma warning restore CA1032
{
    /// <summary>The error code.</summary>
    public string Code { get; } = code;

    /// <summary>In how many seconds the request may be sent again, where waiting helps.</summary>
    public int? RetryAfter { get; } = retryAfter;
}

/// <summary>A part of an answer that is null for a reason.</summary>
/// <param name="Code">The error code.</param>
/// <param name="Message">What happened.</param>
/// <param name="Path">The response keys that lead to it.</param>
/// <param name="Module">The module it happened in.</param>
public sealed record FieldError(string Code, string Message, IReadOnlyList<object> Path, string? Module = null);

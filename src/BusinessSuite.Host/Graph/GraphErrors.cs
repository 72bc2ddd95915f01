using System.Diagnostics;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Graph;

/// <summary>An error of the answer's <c>errors</c>. The codes are a closed list, told in the documentation.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What happened, without anything of the inside.</param>
/// <param name="Path">Where in the answer.</param>
/// <param name="Module">The module it happened in.</param>
/// <param name="Locations">Where in the document.</param>
/// <param name="Rule">The code of the rule that the arguments broke.</param>
/// <param name="RetryAfter">In how many seconds it may be tried again, where waiting helps.</param>
internal sealed record GraphError(
    string Code, string Message, IReadOnlyList<object>? Path = null, string? Module = null, IReadOnlyList<(int Line, int Column)>? Locations = null, string? Rule = null,
    int? RetryAfter = null)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public bool Retryable => Code is "TIMEOUT" or "THROTTLED" or "TOO_MANY_ATTEMPTS" or "CONFLICT" or "UNAVAILABLE";

    /// <summary>An exception as clients may see it.</summary>
    public static GraphError Of(Exception exception, IReadOnlyList<object>? path = null, string? module = null) => exception switch
    {
        RequestException e => new(e.Code, e.Message, path, module),
        ForbiddenException e => new("FORBIDDEN", e.Message, path, module),
        OperationCanceledException => new("TIMEOUT", "The request took too long and was ended.", path, module),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => new("TIMEOUT", "The request took too long and was ended.", path, module),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => new("CONFLICT", "Someone else changed the same records. Try again.", path, module),
        _ when IsUnavailable(exception) => new("UNAVAILABLE", "The database cannot be reached at the moment.", path, module),
        _ => new("INTERNAL", "Something went wrong. The request id names the entry in the log.", path, module),
    };

    /// <summary>A broken rule of what is asked, not done.</summary>
    public static GraphError Of(RuleViolation violation, Language language, IReadOnlyList<object> path, string module)
    {
        var code = violation.Rule == PlatformRules.NotFound || violation.Rule == PlatformRules.TooManyAttempts ? violation.Rule.Code : "INVALID";
        return new(code, violation.Localized(language), path, module, Rule: violation.Rule.Code, RetryAfter: violation.RetryAfter);
    }

    /// <summary>All that an exception says of a request.</summary>
    public static IReadOnlyList<GraphError> AllOf(Exception exception) => exception is InvalidDocumentException invalid ? invalid.Errors : [Of(exception)];

    /// <summary>Whether it says that the database is not there, or has no connection left.</summary>
    public static bool IsUnavailable(Exception? exception) => exception switch
    {
        PostgresException e => e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("57P", StringComparison.Ordinal) || e.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException => true,
        { InnerException: { } inner } => IsUnavailable(inner),
        _ => false,
    };

    /// <summary>Writes the errors member.</summary>
    public static void Write(JsonBuffer json, IReadOnlyList<GraphError> errors)
    {
        using var writer = new System.Text.Json.Utf8JsonWriter(json);
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("message", error.Message);
            if (error.Locations is { Count: > 0 } locations)
            {
                writer.WriteStartArray("locations");
                foreach (var (line, column) in locations)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("line", line);
                    writer.WriteNumber("column", column);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            if (error.Path is { } path)
            {
                writer.WriteStartArray("path");
                foreach (var step in path)
                {
                    if (step is int index)
                    {
                        writer.WriteNumberValue(index);
                    }
                    else
                    {
                        writer.WriteStringValue(step.ToString());
                    }
                }

                writer.WriteEndArray();
            }

            writer.WriteStartObject("extensions");
            writer.WriteString("code", error.Code);
            writer.WriteString("requestId", Activity.Current?.TraceId.ToString() ?? "");
            if (error.Module is { } module)
            {
                writer.WriteString("module", module);
            }

            if (error.Rule is { } rule)
            {
                writer.WriteString("rule", rule);
            }

            if (error.RetryAfter is { } seconds)
            {
                writer.WriteNumber("retryAfter", seconds);
            }

            writer.WriteBoolean("retryable", error.Retryable);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

using System.Text.Json;
using BusinessSuite.Reads;

namespace BusinessSuite.Host.Graph;

/// <summary>A request as GraphQL over HTTP carries it.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of its operations.</param>
/// <param name="Variables">The values of its variables.</param>
internal sealed record GraphRequest(string Query, string? OperationName, JsonElement? Variables)
{
    /// <summary>Reads a request body.</summary>
    /// <exception cref="RequestException">It is no such body.</exception>
    public static GraphRequest Parse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new RequestException("The body must be a JSON object with a query.");
        }

        return new(
            Text(body, "query") ?? throw new RequestException("The query is missing."),
            Text(body, "operationName"),
            Object(body, "variables") is var variables && Object(body, "extensions") is var _ ? variables : null);
    }

    private static string? Text(JsonElement body, string name) => !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null
        ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw new RequestException($"{name} must be a string.");

    private static JsonElement? Object(JsonElement body, string name) => !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null
        ? null
        : value.ValueKind == JsonValueKind.Object ? value : throw new RequestException($"{name} must be an object.");
}

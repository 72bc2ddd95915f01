using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using BusinessSuite.Reads;

namespace BusinessSuite.Host.Graph;

/// <summary>A request as GraphQL over HTTP carries it.</summary>
/// <param name="Query">The document; empty where its id stands for it.</param>
/// <param name="OperationName">Which of its operations.</param>
/// <param name="Variables">The values of its variables.</param>
/// <param name="DocumentId">The id of a published document.</param>
/// <param name="App">The app that sends it: the one that its document was published with, or the one that the client says it is; null when nobody says.</param>
internal sealed record GraphRequest(string Query, string? OperationName, JsonElement? Variables, string? DocumentId = null, string? App = null)
{
    private static readonly string[] AppHeaders = ["GraphQL-Client-Name", "Apollographql-Client-Name"];

    /// <summary>How deep a body may nest to be read at all; its variables are held to less.</summary>
    public const int MaxDepth = 64;

    /// <summary>Reads a request body.</summary>
    /// <exception cref="RequestException">It is no such body.</exception>
    public static GraphRequest Parse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new RequestException("The body must be a JSON object with a query.");
        }

        var query = Text(body, "query");
        var extensions = Object(body, "extensions");
        var id = Text(body, "documentId") ?? (query is null && extensions is { } e ? PersistedQuery(e) : null);
        return (query, id) switch
        {
            (null, null) => throw new RequestException("The query is missing."),
            (not null, not null) => throw new RequestException("Send query or documentId, not both."),
            // The variables outlive the buffer that the body was read into.
            _ => new(query ?? "", Text(body, "operationName"), Object(body, "variables")?.Clone(), id),
        };
    }

    /// <summary>The app that a client says it is, as Apollo's and other clients say it; null when it does not, or by something that is no name.</summary>
    public static string? AppOf(IHeaderDictionary headers) =>
        AppHeaders.Select(h => headers[h].ToString()).FirstOrDefault(n => n.Length is > 0 and <= 64 && n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '@' or ' '))?.Trim();

    /// <summary>How Apollo's clients send the id of a document.</summary>
    private static string? PersistedQuery(JsonElement extensions) => Object(extensions, "persistedQuery") is { } query ? Text(query, "sha256Hash") : null;

    private static string? Text(JsonElement body, string name) => !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null
        ? null
        : value.ValueKind == JsonValueKind.String && IsText(JsonMarshal.GetRawUtf8Value(value)) ? value.GetString() : throw new RequestException($"{name} must be a string.");

    /// <summary>Whether JSON holds whole characters only: no half of a pair, no byte that is not UTF-8.</summary>
    public static bool IsText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan)))
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement? Object(JsonElement body, string name) => !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null
        ? null
        : value.ValueKind == JsonValueKind.Object ? value : throw new RequestException($"{name} must be an object.");
}

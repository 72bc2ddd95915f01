using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusinessSuite.Reads;

namespace BusinessSuite.Host.Publishing;

/// <summary>The list of documents that a client's build made: texts by SHA-256.</summary>
internal static class DocumentList
{
    private const int MaxDocuments = 5_000;
    private const string Algorithm = "sha256:";

    /// <summary>
    /// Reads a list: the map of GraphQL Code Generator's client preset and of relay-compiler, or the manifest of Apollo.
    /// </summary>
    /// <returns>The texts by their hashes.</returns>
    /// <exception cref="RequestException">It is none of these, or an id is not the SHA-256 of its text.</exception>
    public static IReadOnlyDictionary<string, string> Parse(JsonElement list)
    {
        var documents = new Dictionary<string, string>();
        foreach (var (id, text) in Items(list))
        {
            if (HashOf(id) is not { } hash || hash != Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))
            {
                throw new RequestException($"The id {id[..Math.Min(id.Length, 80)]} is not the SHA-256 of its document. Let the client's build hash by sha256.");
            }

            documents[hash] = text;
        }

        return documents.Count is > 0 and <= MaxDocuments ? documents : throw new RequestException($"A list holds 1 to {MaxDocuments} documents.");
    }

    /// <summary>The hash in a document id, with or without its prefix; null when it is none.</summary>
    public static string? HashOf(string id)
    {
        var hash = id.StartsWith(Algorithm, StringComparison.Ordinal) ? id[Algorithm.Length..] : id;
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? hash : null;
    }

    private static IEnumerable<(string Id, string Text)> Items(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Object)
        {
            throw new RequestException("A list of documents is a JSON object.");
        }

        if (!list.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() is not "apollo-persisted-query-manifest")
        {
            return list.EnumerateObject().Select(d => (d.Name, Text(d.Value)));
        }

        return list.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.GetRawText() == "1"
            && list.TryGetProperty("operations", out var operations) && operations.ValueKind == JsonValueKind.Array
            ? operations.EnumerateArray().Select(o => (Member(o, "id"), Member(o, "body")))
            : throw new RequestException("The manifest is not one of version 1.");
    }

    private static string Member(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? Text(value) : throw new RequestException($"An operation of the manifest has no {name}.");

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new RequestException("A document is a string.");
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Replay;

/// <summary>The suite refused a request.</summary>
internal sealed class ApiException(string message) : Exception(message);

/// <summary>The suite's API.</summary>
internal sealed class Api : IDisposable
{
    private readonly HttpClient _http;

    public Api(Uri url, string key)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Reads data.</summary>
    public async Task<JsonNode> Query(string query, object? variables = null)
    {
        for (var attempt = 1; ;)
        {
            try
            {
                using var answer = await _http.PostAsJsonAsync("/graphql", new { query, variables });
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                    continue;
                }

                var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
                return json["errors"] is JsonArray { Count: > 0 } errors
                    ? throw new ApiException($"{errors[0]!["message"]} ({errors[0]!["extensions"]?["code"]})")
                    : json["data"]!;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && attempt < 5)
            {
                // Every mutation bears an idempotency key, so sending it again does no harm.
                await Task.Delay(TimeSpan.FromSeconds(attempt++));
            }
        }
    }

    /// <summary>Runs an operation, and takes its payload.</summary>
    public async Task<JsonNode> Do(string operation, JsonObject input, string payload)
    {
        var type = $"{char.ToUpperInvariant(operation[0])}{operation[1..]}Input";
        var data = await Query($"mutation($input: {type}!) {{ {operation}(input: $input) {{ {payload} userErrors {{ code message field elementIndex }} }} }}", new { input });
        var result = data[operation]!;
        return result["userErrors"]!.AsArray() is [var error, ..]
            ? throw new ApiException($"{operation}: {error!["message"]} ({error["code"]}, {error["field"]?.ToJsonString()} {error["elementIndex"]})")
            : result;
    }

    /// <summary>All ids of a list by one of its fields.</summary>
    public async Task<Dictionary<string, string>> Ids(string list, string field)
    {
        var found = new Dictionary<string, string>();
        string? after = null;
        do
        {
            var page = (await Query($"query($after: String) {{ {list}(first: 100, after: $after) {{ nodes {{ id {field} }} pageInfo {{ hasNextPage endCursor }} }} }}", new { after }))[list]!;
            foreach (var node in page["nodes"]!.AsArray())
            {
                if (node![field] is { } value)
                {
                    found[(string)value!] = (string)node["id"]!;
                }
            }

            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : null;
        }
        while (after is not null);
        return found;
    }

    public void Dispose() => _http.Dispose();
}

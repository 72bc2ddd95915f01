using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>A client of the API.</summary>
public sealed class Client
{
    public Client(Uri url, string? token)
    {
        Http = new HttpClient { BaseAddress = url };
        if (token is not null)
        {
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>The client's HTTP.</summary>
    public HttpClient Http { get; }

    /// <summary>Sends a request and takes the whole answer.</summary>
    public async Task<JsonNode> Send(string query, object? variables = null)
    {
        using var answer = await Http.PostAsJsonAsync("/graphql", new { query, variables });
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Sends a request that must succeed, and takes its data.</summary>
    public async Task<JsonNode> Query(string query, object? variables = null)
    {
        var answer = await Send(query, variables);
        answer["errors"].Should().BeNull(answer.ToJsonString());
        return answer["data"]!;
    }

    /// <summary>Runs an operation that must succeed, and takes its payload.</summary>
    public async Task<JsonNode> Do(string operation, object input, string payload)
    {
        var result = await Try(operation, input, payload);
        result["userErrors"]!.AsArray().Should().BeEmpty(result.ToJsonString());
        return result;
    }

    /// <summary>Runs an operation, and takes its payload.</summary>
    public async Task<JsonNode> Try(string operation, object input, string payload) =>
        (await Query(Mutation(operation, payload), new { input }))[operation]!;

    /// <summary>Runs an operation that must break a rule, and takes the rule's code.</summary>
    public async Task<string> Refused(string operation, object input)
    {
        var result = await Try(operation, input, "__typename");
        return (string)result["userErrors"]!.AsArray().Should().ContainSingle(result.ToJsonString()).Which!["code"]!;
    }

    /// <summary>The text of a mutation.</summary>
    public static string Mutation(string operation, string payload) =>
        $"mutation($input: {char.ToUpperInvariant(operation[0])}{operation[1..]}Input!) {{ {operation}(input: $input) {{ {payload} userErrors {{ code message field elementIndex clause currentVersion }} }} }}";
}

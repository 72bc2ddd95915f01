using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Graph;

/// <summary>What the scanner graphql-cop (dolevf/graphql-cop) looks for, asked as it asks: by nobody and by someone with few rights.</summary>
[Trait("row", "RL-22")]
[Trait("row", "RL-29")]
public sealed class CopTests(Suite suite) : IClassFixture<Suite>
{
    public static TheoryData<string, bool> Checks() => new(
        from check in Findings.Keys from signedIn in new[] { false, true } select (check, signedIn));

    private static Dictionary<string, Func<Client, Task<bool>>> Findings { get; } = new()
    {
        ["alias overloading"] = async c => Data(await Post(c, $"query {{ {string.Concat(Enumerable.Range(0, 101).Select(i => $"alias{i}:__typename \n"))} }}"), "alias100") is not null,
        ["array-based query batching"] = async c =>
            await Body(c, JsonSerializer.Serialize(Enumerable.Repeat(new { query = "query cop { __typename }", operationName = "cop" }, 10))) is JsonArray { Count: >= 10 },
        ["introspection-based circular query"] = async c =>
            Data(await Post(c, "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }"), "__schema") is not null,
        ["directive overloading"] = async c => (await Post(c, "query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }"))?["errors"] is JsonArray { Count: 10 },
        ["field duplication"] = async c => Data(await Post(c, $"query cop {{ {string.Concat(Enumerable.Repeat("__typename \n", 500))} }} "), "__typename") is not null,
        ["field suggestions"] = async c => (await Post(c, "query cop { __schema { directive } }"))!.ToJsonString().Contains("Did you mean", StringComparison.Ordinal),
        ["mutation by GET"] = async c => Data(await Get(c, "mutation {__typename}"), "__typename") is not null,
        ["query by GET"] = async c => Data(await Get(c, "query cop {__typename}"), "__typename") is not null,
        ["an explorer"] = async c =>
        {
            foreach (var path in new[] { "/", "/graphiql", "/playground", "/console", "/graphql" })
            {
                using var answer = await c.Http.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync();
                if (new[] { "graphiql.min.css", "GraphQL Playground", "GraphiQL", "graphql-playground" }.Any(w => text.Contains(w, StringComparison.Ordinal)))
                {
                    return true;
                }
            }

            return false;
        },
        ["introspection"] = async c => Data(await Post(c, "query cop { __schema { types { name fields { name } } } }"), "__schema") is not null,
        ["POST of a form"] = async c =>
        {
            using var form = new FormUrlEncodedContent([new("query", "query cop {__typename}")]);
            using var answer = await c.Http.PostAsync("/graphql?query=query+cop+%7B__typename%7D", form);
            return Data(Parse(await answer.Content.ReadAsStringAsync()), "__typename") is not null;
        },
        ["trace mode"] = async c =>
        {
            var answer = (await Post(c, "query cop { __typename }"))!;
            return answer["extensions"]?["tracing"] is not null || answer.ToJsonString().Contains("stacktrace", StringComparison.OrdinalIgnoreCase);
        },
        ["unhandled errors"] = async c => (await Post(c, "qwerty cop { abc }"))!["errors"]![0]!["extensions"]?["exception"] is not null,
    };

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_scanner_finds_nothing(string check, bool signedIn) =>
        (await Findings[check](signedIn ? await suite.Person([]) : suite.Nobody)).Should().BeFalse();

    [Fact]
    public async Task The_checks_tell_a_finding_when_there_is_one()
    {
        Findings.Should().HaveCount(13);
        (await Findings["introspection"](suite.Admin)).Should().BeTrue("an administrator may read the schema");
        using var allowed = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7B__typename%7D");
        allowed.Headers.Add("GraphQL-Require-Preflight", "1");
        using var answer = await suite.Nobody.Http.SendAsync(allowed);
        Data(Parse(await answer.Content.ReadAsStringAsync()), "__typename").Should().NotBeNull("only the header was missing");
    }

    private static JsonNode? Data(JsonNode? answer, string field) => (answer as JsonObject)?["data"]?[field];

    private static async Task<JsonNode?> Post(Client client, string query) => await Body(client, JsonSerializer.Serialize(new { query, operationName = query.StartsWith("query cop", StringComparison.Ordinal) ? "cop" : null }));

    private static async Task<JsonNode?> Body(Client client, string body)
    {
        using var answer = await client.Http.PostAsync("/graphql", new StringContent(body, Encoding.UTF8, "application/json"));
        return Parse(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonNode?> Get(Client client, string query)
    {
        using var answer = await client.Http.GetAsync("/graphql?query=" + Uri.EscapeDataString(query));
        return Parse(await answer.Content.ReadAsStringAsync());
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Graph;

[Trait("row", "RL-23")]
[Trait("row", "EC-10")]
public sealed class LimitTests(Suite suite) : IClassFixture<Suite>
{
    [Theory]
    [InlineData("characters", 15_000)]
    [InlineData("tokens", 2_000)]
    [InlineData("nesting", 32)]
    [InlineData("directives", 20)]
    [InlineData("fragments", 50)]
    [InlineData("depth", 12)]
    [InlineData("aliases", 30)]
    [InlineData("root fields", 10)]
    [InlineData("same name", 10)]
    [InlineData("list", 250)]
    [InlineData("variable list", 250)]
    [InlineData("variable members", 250)]
    [InlineData("variable depth", 16)]
    [InlineData("bytes", 262_144)]
    public async Task At_a_limit_a_request_is_answered_and_one_above_it_is_refused(string limit, int count)
    {
        var (status, answer) = await Send(Request(limit, count));
        status.Should().Be(HttpStatusCode.OK, answer.ToJsonString());
        answer["errors"].Should().BeNull(answer.ToJsonString());
        answer["data"].Should().NotBeNull();
        (status, answer) = await Send(Request(limit, count + 1));
        status.Should().Be(limit == "bytes" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest);
        var error = answer["errors"]!.AsArray().Should().ContainSingle().Subject!;
        ((string)error["extensions"]!["code"]!).Should().Be("COST_EXCEEDED");
        ((string)error["message"]!).Should().Contain(count.ToString());
        answer["data"].Should().BeNull();
    }

    [Fact]
    public async Task A_document_with_many_faults_tells_of_five_and_suggests_nothing()
    {
        var (_, answer) = await Send(Json("{ acounts { totalCount } " + string.Join(' ', Enumerable.Range(0, 9).Select(i => $"nonsense{i}")) + " }"));
        answer["errors"]!.AsArray().Should().HaveCount(5);
        answer.ToJsonString().Should().NotContain("Did you mean").And.NotContain("'accounts'");
    }

    [Theory]
    [InlineData("query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }", "spreads itself")]
    [InlineData("query { ...a } fragment a on Query { __typename } fragment a on Query { ...a }", "named a")]
    [InlineData("type Query { x: Int } query { __typename }", "operations and fragments")]
    public async Task Fragments_that_make_no_sense_are_refused(string document, string why)
    {
        var (status, answer) = await Send(Json(document));
        status.Should().Be(HttpStatusCode.BadRequest);
        ((string)answer["errors"]![0]!["message"]!).Should().Contain(why);
        ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("INVALID");
    }

    [Fact]
    public async Task The_schema_is_told_in_full_and_not_in_circles()
    {
        const string TypeRef = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }";
        var (status, _) = await Send(Json($"{{ __schema {{ types {{ fields {{ args {{ type {{ {TypeRef} }} }} }} interfaces {{ name }} }} }} }}"));
        status.Should().Be(HttpStatusCode.OK);
        foreach (var times in new[] { 3, 7 })
        {
            var circles = string.Concat(Enumerable.Repeat("fields { type { ", times));
            var (refused, answer) = await Send(Json($"{{ __schema {{ types {{ {circles} name {new string('}', 2 * times + 3)}"));
            refused.Should().Be(HttpStatusCode.BadRequest);
            ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("COST_EXCEEDED");
        }
    }

    [Theory]
    [InlineData("2147483647", "COST_EXCEEDED")]
    [InlineData("-1", "COST_EXCEEDED")]
    [InlineData("0", "COST_EXCEEDED")]
    [InlineData("1e308", "INVALID")]
    [InlineData("99999999999999999999", "INVALID")]
    public async Task Page_sizes_that_make_no_sense_are_refused(string first, string code)
    {
        var (_, written) = await Send(Json($"{{ roles(first: {first}) {{ totalCount nodes {{ id }} }} }}"));
        var (_, sent) = await Send($$"""{"query":"query($n: Int) { roles(first: $n) { totalCount nodes { id } } }","variables":{"n":{{first}} } }""");
        foreach (var answer in new[] { written, sent })
        {
            ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be(code, answer.ToJsonString());
        }
    }

    private static string Request(string limit, int n) => limit switch
    {
        "characters" => Json($"{{ __typename }} {Repeat("#\n".PadLeft(100), 150)}"[..15_000] + Repeat("\n", n - 15_000)),
        "tokens" => Json($"{{ accounts(where: {{or: [{Repeat("{kind: {eq: PERSON}} ", 220)}]}}) {{ totalCount }} x: __typename {Repeat("__typename ", n - 1_999)} }}"),
        "nesting" => Json($"{Repeat("{ ...", n - 1)} {{ __typename {Repeat("}", n)}"),
        "directives" => Json($"{{ {Repeat("... @include(if: true) { ", n)} __typename {Repeat("}", n)} }}"),
        "fragments" => Json("{ ...f1 } " + string.Concat(Enumerable.Range(1, n).Select(i => $"fragment f{i} on Query {{ {(i == n ? "__typename" : $"...f{i + 1}")} }} "))),
        "depth" => Json($"{{ {Repeat("roles(first: 1) { nodes { grants(first: 1) { nodes { role { ", 1)}{Repeat("grants(first: 1) { nodes { role { ", (n - 6) / 3)}{(n % 3 == 0 ? "name" : "grants { totalCount }")} {Repeat("}", 5 + ((n - 6) / 3 * 3))} }}"),
        "aliases" => Json($"{{ roles {{ nodes {{ {string.Join(' ', Enumerable.Range(0, n).Select(i => $"a{i}: __typename"))} }} }} }}"),
        "root fields" => Json($"{{ {string.Join(' ', Enumerable.Range(0, n).Select(i => $"a{i}: __typename"))} }}"),
        "same name" => Json($"{{ roles {{ nodes {{ id ...a }} nodes {{ {Repeat("id ", n - 2)} }} }} }} fragment a on Role {{ id }}"),
        "list" => Json($"{{ accounts(where: {{kind: {{in: [{Repeat("PERSON ", n)}]}}}}) {{ totalCount }} }}"),
        "variable list" => Json("query($k: [AccountKind!]) { accounts(where: {kind: {in: $k}}) { totalCount } }", new { k = Enumerable.Repeat("PERSON", n) }),
        "variable members" => Json("{ __typename }", Enumerable.Range(0, n).ToDictionary(i => $"x{i}")),
        "variable depth" => "{\"query\":\"{ __typename }\",\"variables\":" + Repeat("{\"x\":", n) + "1" + Repeat("}", n) + "}",
        "bytes" => Json("{ __typename }").PadRight(n),
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Json(string query, object? variables = null) => JsonSerializer.Serialize(new { query, variables });

    private async Task<(HttpStatusCode, JsonNode)> Send(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var answer = await suite.Admin.Http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Graph;

public sealed class ProtocolTests(Suite suite) : IClassFixture<Suite>
{
    [Theory]
    [InlineData("""{"query":"{ __typename }"}""", "application/graphql-response+json", 200)]
    [InlineData("""{"query":"{ __typename }"}""", "application/json", 200)]
    [InlineData("""{"query":"{ nonsense }"}""", "application/graphql-response+json", 400)]
    [InlineData("""{"query":"{ nonsense }"}""", "application/json", 200)]
    [InlineData("""{"query":"{"}""", "application/graphql-response+json", 400)]
    [InlineData("""{"query":7}""", "application/json", 400)]
    [InlineData("""{"variables":{}}""", "application/json", 400)]
    [InlineData("""{"query":"{ __typename }","variables":[]}""", "application/json", 400)]
    [InlineData("""not json""", "application/json", 400)]
    [InlineData("""[{"query":"{ __typename }"}]""", "application/json", 400)]
    [InlineData("""{"query":"{ __typename }"}""", "text/html", 406)]
    [InlineData("""{"query":"query($n: Int!) { accounts(first: $n) { totalCount } }"}""", "application/graphql-response+json", 400)]
    [InlineData("""{"query":"query A { __typename } query B { __typename }"}""", "application/graphql-response+json", 400)]
    [InlineData("""{"query":"query A { __typename } query B { __typename }","operationName":"B"}""", "application/graphql-response+json", 200)]
    public async Task A_post_is_answered_as_GraphQL_over_HTTP_says(string body, string accept, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await suite.Admin.Http.SendAsync(request);
        ((int)answer.StatusCode).Should().Be(status);
        if (status != 406)
        {
            answer.Content.Headers.ContentType!.MediaType.Should().Be(accept);
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            (status == 200 && json["errors"] is null ? json["data"] : json["errors"]).Should().NotBeNull();
        }
    }

    [Fact]
    [Trait("row", "EC-25")]
    [Trait("row", "RL-29")]
    public async Task A_get_reads_and_never_writes()
    {
        (await Get("{ __typename }", null)).Status.Should().Be(HttpStatusCode.BadRequest, "another site's page could send it");
        (await Get("{ __typename }", "GraphQL-Require-Preflight")).Status.Should().Be(HttpStatusCode.OK);
        var write = await Get("mutation { __typename }", "GraphQL-Require-Preflight");
        write.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        write.Text.Should().Contain("\"code\":\"INVALID\"");
        foreach (var type in new[] { "application/x-www-form-urlencoded", "text/plain", "multipart/form-data" })
        {
            using var form = await suite.Admin.Http.PostAsync("/graphql", new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, type));
            form.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        }

        async Task<(HttpStatusCode Status, string Text)> Get(string query, string? header)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query));
            if (header is not null)
            {
                request.Headers.Add(header, "1");
            }

            using var answer = await suite.Admin.Http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    [Trait("row", "EC-06")]
    public async Task Nobody_gets_in_without_signing_in_but_to_the_public_parts()
    {
        foreach (var query in new[] { "{ accounts { totalCount } }", "{ __schema { types { name } } }", "mutation { createRole(input: {name: \"x\"}) { role { id } } }", "{ applications { totalCount } applicationTypes { totalCount } }" })
        {
            using var answer = await suite.Nobody.Http.PostAsJsonAsync("/graphql", new { query });
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, query);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("UNAUTHENTICATED");
        }

        (await suite.Nobody.Query("{ applicationTypes { totalCount } }"))["applicationTypes"]!["totalCount"]!.GetValue<int>().Should().BeGreaterThanOrEqualTo(0);
        (await suite.Nobody.Http.GetAsync("/graphql/schema.graphql")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await suite.Admin.Http.GetStringAsync("/graphql/schema.graphql")).Should().Contain("type Query");
        using var forged = new Client(suite.Url, "bsk_00000000_forged").Http;
        (await forged.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    [Trait("row", "EC-02")]
    public async Task Every_type_that_has_rows_is_found_again_through_node()
    {
        var plurals = (await suite.Admin.Query("{ __schema { queryType { fields { name type { name kind } } } } }"))["__schema"]!["queryType"]!["fields"]!.AsArray()
            .Where(f => ((string?)f!["type"]!["name"])?.EndsWith("Connection", StringComparison.Ordinal) == true).Select(f => (string)f!["name"]!).ToList();
        plurals.Count.Should().BeGreaterThan(30);
        var found = 0;
        foreach (var plural in plurals)
        {
            var nodes = (await suite.Admin.Query($"{{ {plural}(first: 1) {{ nodes {{ __typename id }} }} }}"))[plural]!["nodes"]!.AsArray();
            if (nodes is [var first])
            {
                var again = await suite.Admin.Query("query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id, \"nothing\"]) { id } }", new { id = (string)first!["id"]! });
                again["node"]!.ToJsonString().Should().Be(first.ToJsonString());
                again["nodes"]!.AsArray().Should().HaveCount(2);
                again["nodes"]![1].Should().BeNull();
                found++;
            }
        }

        found.Should().BeGreaterThan(5);
    }

    [Fact]
    [Trait("row", "EC-02")]
    public async Task What_may_not_be_seen_is_null_in_its_place()
    {
        var seen = (string)(await suite.Admin.Do("createStock", new { count = 1 }, "stock { id }"))["stock"]!["id"]!;
        var hidden = (string)(await suite.Admin.Do("createRole", new { name = "Hidden" }, "role { id }"))["role"]!["id"]!;
        var clerk = await suite.Person([("workbench.stock.read", "ALL")]);
        (await clerk.Query("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { hidden, seen, hidden } })).ToJsonString().Should().Be($$"""{"nodes":[null,{"id":"{{seen}}"},null]}""");
    }

    [Fact]
    [Trait("row", "EC-22")]
    public async Task Amounts_and_currencies_are_exact_or_refused()
    {
        var kept = await suite.Admin.Refused("createStock", new { count = 1, worth = new { amount = "1.00001", currency = "CNY" } });
        kept.Should().Be("INVALID", "an amount is never rounded in silence");
        (await suite.Admin.Refused("createStock", new { count = 1, worth = new { amount = "1000000000000000", currency = "CNY" } })).Should().Be("INVALID");
        foreach (var currency in new[] { "cny", "CN", "CNYX", "" })
        {
            var answer = await suite.Admin.Send(Client.Mutation("createStock", "__typename"), new { input = new { count = 1, worth = new { amount = "1", currency } } });
            ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("INVALID", currency);
        }
    }

    [Fact]
    [Trait("row", "EC-22")]
    public async Task Scalars_come_back_as_they_were_sent()
    {
        var stock = (await suite.Admin.Do("createStock", new { count = 1, worth = new { amount = "1234567890.1234", currency = "CNY" } }, "stock { id worth { amount currency } }"))["stock"]!;
        stock["worth"]!.ToJsonString().Should().Be("""{"amount":"1234567890.1234","currency":"CNY"}""");
        var sdl = await suite.Admin.Http.GetStringAsync("/graphql/schema.graphql");
        foreach (var scalar in new[] { "DateTime", "Date", "Decimal", "Duration", "Long", "LocalTime", "UUID", "JSON", "CurrencyCode" })
        {
            sdl.Should().MatchRegex($"scalar {scalar} @specifiedBy\\(url: \"https://");
        }

        foreach (var (type, bad) in new[] { ("DateTime", "2026-01-01T00:00:00"), ("Duration", "an hour"), ("DateTime", "yesterday") })
        {
            var query = type == "Duration" ? "query($v: Duration!) { explainDeadline(start: \"2026-01-01T00:00:00Z\", workingTime: $v) { deadline } }" : "query($v: DateTime!) { explainDeadline(start: $v, workingTime: \"PT1H\") { deadline } }";
            ((string)(await suite.Admin.Send(query, new { v = bad }))["errors"]![0]!["extensions"]!["code"]!).Should().Be("INVALID");
        }

        foreach (var number in new[] { "1e999", "-1e999", new string('9', 100) })
        {
            ((string)(await suite.Admin.Send($"{{ explainDeadline(start: {number}, workingTime: \"PT1H\") {{ deadline }} }}"))["errors"]![0]!["extensions"]!["code"]!).Should().Be("INVALID", number);
        }
    }

    [Fact]
    [Trait("row", "EC-18")]
    public async Task What_is_obsolete_is_deprecated_in_the_schema_and_still_works()
    {
        var types = await suite.Admin.Query("{ a: __type(name: \"Stock\") { fields(includeDeprecated: true) { name deprecationReason } } b: __type(name: \"Mutation\") { fields(includeDeprecated: true) { name deprecationReason } } }");
        Reason(types["a"]!, "rest").Should().Be("Use left. Removal after 2027-06-30.");
        Reason(types["a"]!, "left").Should().BeNull();
        Reason(types["b"]!, "drawStock").Should().Be("Use takeFromStock. Removal after 2027-06-30.");
        (await suite.Admin.Http.GetStringAsync("/graphql/schema.graphql")).Should().Contain("rest: Int @deprecated(reason: \"Use left. Removal after 2027-06-30.\")");
        var stock = (await suite.Admin.Do("createStock", new { count = 2 }, "stock { id rest }"))["stock"]!;
        (await suite.Admin.Do("drawStock", new { stockId = (string)stock["id"]! }, "stock { left }"))["stock"]!["left"]!.GetValue<int>().Should().Be(1);

        static string? Reason(JsonNode type, string field) => (string?)type["fields"]!.AsArray().Single(f => (string)f!["name"]! == field)!["deprecationReason"];
    }

    [Fact]
    [Trait("row", "EC-18")]
    public async Task The_changes_of_the_schema_are_told_and_before_them_what_will_go()
    {
        (await suite.Nobody.Http.GetAsync("/graphql/changelog")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await (await suite.Person([])).Http.GetAsync("/graphql/changelog.json")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var told = JsonNode.Parse(await suite.Admin.Http.GetStringAsync("/graphql/changelog.json"))!;
        told["coming"]!.AsArray().Select(c => $"{c!["path"]} {c["removalAfter"]} {c["reason"]}").Should().Equal(
            "Mutation.drawStock 2027-06-30 Use takeFromStock. Removal after 2027-06-30.", "Stock.rest 2027-06-30 Use left. Removal after 2027-06-30.");
        told["releases"]!.AsArray().Should().NotBeEmpty();
        var text = await suite.Admin.Http.GetStringAsync("/graphql/changelog");
        text.Should().Contain("- Stock.rest goes after 2027-06-30: Use left. Removal after 2027-06-30.\n").And.Contain("## Not released yet").And.Contain($"## {told["releases"]![0]!["version"]} of ");
    }

    [Theory]
    [Trait("row", "RL-30")]
    [InlineData("{ roles(where: {name: {eq: \"\\")]
    [InlineData("{ a(b: \"\\u")]
    [InlineData("\"")]
    [InlineData("?")]
    [InlineData("{ __typename }\n?")]
    [InlineData("?\n")]
    [InlineData("\n\n\0")]
    [InlineData("\r\0")]
    public async Task A_text_that_breaks_off_is_a_syntax_error(string query) =>
        ((string)(await suite.Admin.Send(query))["errors"]![0]!["extensions"]!["code"]!).Should().Be("INVALID");

    [Fact]
    [Trait("row", "RL-30")]
    public async Task The_last_day_of_all_has_a_deadline()
    {
        var explained = await suite.Admin.Query("{ explainDeadline(start: \"9999-12-31T23:59:59.9999999Z\", workingTime: \"PT0S\") { deadline } }");
        ((string)explained["explainDeadline"]!["deadline"]!).Should().StartWith("9999-12-31");
    }

    [Fact]
    public async Task Health_tells_life_and_readiness_without_signing_in()
    {
        (await suite.Nobody.Http.GetStringAsync("/health/live")).Should().Contain("live");
        (await suite.Nobody.Http.GetStringAsync("/health/ready")).Should().Be("""{"status":"ready","dataChecksums":true}""");
        var answer = await suite.Nobody.Http.GetAsync("/health/live");
        answer.Headers.GetValues("X-Request-Id").Single().Should().HaveLength(32);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Tests.Live;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Graph;

public sealed class ThriftySuite : Suite
{
    protected override bool OwnClock => true;

    protected override string[] Settings => [.. base.Settings, "--Graph:People:Points=1000", "--Graph:People:Restore=100"];
}

[Trait("row", "EC-09")]
[Trait("row", "RL-26")]
public sealed class CostTests(ThriftySuite suite) : IClassFixture<ThriftySuite>
{
    [Fact]
    public async Task An_answer_tells_what_was_asked_for_what_was_used_and_what_is_left()
    {
        await suite.Advance(TimeSpan.FromMinutes(1));
        var cost = (await suite.Admin.Send("{ roles(first: 100) { nodes { id grants(first: 20) { nodes { id } } } } __typename }"))["extensions"]!["cost"]!;
        cost["requestedQueryCost"]!.GetValue<int>().Should().Be(2 + 21, "2,100 rows could be read");
        cost["actualQueryCost"]!.GetValue<int>().Should().Be(2 + 1, "few were");
        var status = cost["throttleStatus"]!;
        status["maximumAvailable"]!.GetValue<int>().Should().Be(1_000);
        status["restoreRate"]!.GetValue<int>().Should().Be(100);
        status["currentlyAvailable"]!.GetValue<int>().Should().BeInRange(990, 997);
    }

    [Fact]
    public async Task Who_spends_too_much_waits_and_nobody_else_does()
    {
        // Other tests of the class may have spent all that the administrator has.
        await suite.Advance(TimeSpan.FromMinutes(1));
        var service = await suite.Person([("suite.account.read", "ALL")]);
        await suite.Advance(TimeSpan.FromMinutes(1));
        HttpResponseMessage? last = null;
        var answered = 0;
        while (answered < 1_000 && (last = await Dear(suite.Admin)).StatusCode == HttpStatusCode.OK)
        {
            answered++;
        }

        // Each costs 10 of 1,000 points; the clock moves a little with each.
        answered.Should().BeInRange(99, 120);
        last!.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        var wait = last.Headers.RetryAfter!.Delta!.Value;
        wait.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        var error = (await last.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![0]!;
        ((string)error["extensions"]!["code"]!).Should().Be("THROTTLED");
        ((bool)error["extensions"]!["retryable"]!).Should().BeTrue();
        (await Dear(service)).StatusCode.Should().Be(HttpStatusCode.OK);
        suite.Clock.Advance(wait);
        (await Dear(suite.Admin)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_request_has_a_most_that_depends_on_the_kind_of_account()
    {
        await suite.Advance(TimeSpan.FromMinutes(1));
        const string Many = "{ roles(first: 100) { nodes { grants(first: 100) { nodes { id } } } } }";
        var answer = await suite.Admin.Send(Many);
        ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("COST_EXCEEDED");
        ((string)answer["errors"]![0]!["message"]!).Should().Contain("10100 rows").And.Contain("10000");
        var service = await suite.Person([("suite.account.read", "ALL")]);
        (await service.Send(Many))["extensions"]!["cost"]!["requestedQueryCost"]!.GetValue<int>().Should().Be(102);
    }

    [Fact]
    public async Task Every_list_has_pages_also_when_none_is_asked_for()
    {
        await suite.Advance(TimeSpan.FromMinutes(1));
        var lists = (await suite.Admin.Query("{ __schema { types { name fields { name args { name } type { name } } } } }"))["__schema"]!["types"]!.AsArray()
            .Where(t => t!["fields"] is not null)
            .SelectMany(t => t!["fields"]!.AsArray().Where(f => ((string?)f!["type"]!["name"])?.EndsWith("Connection", StringComparison.Ordinal) == true).Select(f => (Type: (string)t["name"]!, Field: f!))).ToList();
        lists.Count.Should().BeGreaterThan(60);
        lists.Should().AllSatisfy(l => l.Field["args"]!.AsArray().Select(a => (string)a!["name"]!).Should().Contain(["first", "after", "last", "before"]));
        foreach (var name in lists.Where(l => l.Type == "Query").Select(l => (string)l.Field["name"]!))
        {
            (await suite.Admin.Send($"{{ {name} {{ nodes {{ id }} }} }}"))["extensions"]!["cost"]!["requestedQueryCost"]!.GetValue<int>().Should().Be(2, $"{name} has 50 rows a page");
            ((string)(await suite.Admin.Send($"{{ {name}(first: 101) {{ nodes {{ id }} }} }}"))["errors"]![0]!["extensions"]!["code"]!).Should().Be("COST_EXCEEDED", name);
        }
    }

    [Fact]
    [Trait("row", "EC-13")]
    public async Task Events_cost_points_too_and_wait_while_there_are_none()
    {
        await suite.Advance(TimeSpan.FromMinutes(1));
        var other = await suite.Person([("workbench.stock.change", "ALL"), ("workbench.stock.read", "ALL")]);
        var stock = await StockEvents.Stock(suite);
        using var stream = await LiveStream.Open(suite.Admin, StockEvents.Follow, new { id = stock, after = await StockEvents.Now(suite.Admin) });
        await StockEvents.Take(other, stock, 1);
        (await Cost(stream))["requestedQueryCost"]!.GetValue<int>().Should().Be(2, "there is a field and a row");

        while ((await suite.Admin.Http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode == HttpStatusCode.OK)
        {
        }

        await StockEvents.Take(other, stock, 1);
        var told = Cost(stream);
        await Eventually.Holds(() =>
        {
            suite.Clock.Advance(TimeSpan.FromMilliseconds(2));
            return Task.FromResult(told.IsCompleted);
        });
        (await told)["throttleStatus"]!["currentlyAvailable"]!.GetValue<int>().Should().BeLessThan(500, "it was paid for out of what came back");
    }

    private static async Task<JsonNode> Cost(LiveStream stream)
    {
        while (true)
        {
            if (await stream.Next() is { Event: not ":", Data: var data })
            {
                data!["errors"].Should().BeNull(data.ToJsonString());
                return data["extensions"]!["cost"]!;
            }
        }
    }

    private static Task<HttpResponseMessage> Dear(Client client) =>
        client.Http.PostAsJsonAsync("/graphql", new { query = $"{{ {string.Join(' ', Enumerable.Range(0, 10).Select(i => $"a{i}: __typename"))} }}" });
}

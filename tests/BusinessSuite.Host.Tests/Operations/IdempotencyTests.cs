using System.Net.Http.Json;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Operations;

public sealed class IdempotencyTests(Suite suite) : IClassFixture<Suite>
{
    private const string Create = "stock { id left }";

    [Theory]
    [Trait("row", "RL-02")]
    [Trait("row", "EC-07")]
    [InlineData(50)]
    [InlineData(200)]
    public async Task Parallel_sends_of_one_key_take_effect_once_and_answer_the_same_bytes(int sends)
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 100 }, Create))["stock"]!["id"]!;
        var query = Client.Mutation("takeFromStock", Create);
        for (var key = 0; key < 4; key++)
        {
            var variables = new { input = new { stockId = stock, count = 1, idempotencyKey = $"parallel-{sends}-{key}" } };
            var answers = await Task.WhenAll(Enumerable.Range(0, sends).Select(async _ =>
            {
                using var answer = await suite.Admin.Http.PostAsJsonAsync("/graphql", new { query, variables });
                answer.IsSuccessStatusCode.Should().BeTrue();
                // What an answer cost stands behind its data: to look a kept answer up costs less.
                return (await answer.Content.ReadAsStringAsync()).Split(",\"extensions\":")[0];
            }));
            answers.Distinct().Should().ContainSingle().Which.Should().Contain($"\"left\":{99 - key}").And.Contain("\"userErrors\":[]");
        }

        (await suite.Admin.Query("query($id: ID!) { stock(id: $id) { left version } }", new { id = stock }))["stock"]!.ToJsonString().Should().Be("""{"left":96,"version":5}""");
    }

    [Fact]
    [Trait("row", "RL-02")]
    public async Task A_key_used_again_for_something_else_is_refused_and_keys_of_others_never_meet()
    {
        await suite.Admin.Do("createStock", new { count = 1, idempotencyKey = "mine" }, Create);
        (await suite.Admin.Refused("createStock", new { count = 2, idempotencyKey = "mine" })).Should().Be("IDEMPOTENCY_MISMATCH");
        (await suite.Admin.Refused("createStock", new { count = 1, idempotencyKey = new string('x', 129) })).Should().Be("INVALID");
        var other = await suite.Person([("workbench.stock.change", "ALL"), ("workbench.stock.read", "ALL")]);
        var foreign = await other.Do("createStock", new { count = 7, idempotencyKey = "mine" }, Create);
        foreign["stock"]!["left"]!.GetValue<int>().Should().Be(7);
    }

    [Fact]
    [Trait("row", "RL-02")]
    public async Task What_broke_a_rule_is_not_kept_so_the_key_can_be_used_once_the_input_is_right()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 1 }, Create))["stock"]!["id"]!;
        (await suite.Admin.Refused("takeFromStock", new { stockId = stock, count = 2, idempotencyKey = "retry" })).Should().Be("STOCK_EMPTY");
        (await suite.Admin.Do("takeFromStock", new { stockId = stock, count = 1, idempotencyKey = "retry" }, Create))["stock"]!["left"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    [Trait("row", "EC-08")]
    public async Task A_stale_version_is_told_with_the_current_one_and_changes_nothing()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 5 }, Create))["stock"]!["id"]!;
        await suite.Admin.Do("takeFromStock", new { stockId = stock, count = 1, expectedVersion = 1 }, "stock { version }");
        var stale = await suite.Admin.Try("takeFromStock", new { stockId = stock, count = 1, expectedVersion = 1 }, Create);
        stale["stock"].Should().BeNull();
        stale["userErrors"]![0]!["code"]!.GetValue<string>().Should().Be("STALE");
        stale["userErrors"]![0]!["currentVersion"]!.GetValue<int>().Should().Be(2);
        (await suite.Admin.Query("query($id: ID!) { stock(id: $id) { left } }", new { id = stock }))["stock"]!["left"]!.GetValue<int>().Should().Be(4);
    }

    [Fact]
    [Trait("row", "EC-05")]
    public async Task A_broken_rule_is_data_in_the_language_asked_for()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 0 }, Create))["stock"]!["id"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Client.Mutation("takeFromStock", "__typename"), variables = new { input = new { stockId = stock, count = 1 } } }),
        };
        request.Headers.AcceptLanguage.ParseAdd("zh-CN,en;q=0.5");
        using var answer = await suite.Admin.Http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("已无库存。").And.Contain("\"clause\":\"9.9\"").And.Contain("\"code\":\"STOCK_EMPTY\"");
    }
}

public sealed class IdempotencyRetentionTests(SuiteWithClock suite) : IClassFixture<SuiteWithClock>
{
    [Fact]
    [Trait("row", "RL-02")]
    [Trait("row", "EC-07")]
    public async Task A_key_is_answered_for_a_day_and_forgotten_after_it()
    {
        async Task<string> Create() => (string)(await suite.Admin.Do("createStock", new { count = 1, idempotencyKey = "daily" }, "stock { id }"))["stock"]!["id"]!;
        var first = await Create();
        await suite.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        await suite.Tick("suite.purge-idempotency-keys", suite.Clock.GetUtcNow());
        (await Create()).Should().Be(first);
        await suite.Advance(TimeSpan.FromMinutes(2));
        await suite.Tick("suite.purge-idempotency-keys", suite.Clock.GetUtcNow());
        (await Create()).Should().NotBe(first);
    }
}

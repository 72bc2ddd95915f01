using BusinessSuite.Testing;
using BusinessSuite.Workbench;

namespace BusinessSuite.Host.Tests.Operations;

public sealed class RetryTests(Suite suite) : IClassFixture<Suite>
{
    [Theory]
    [Trait("row", "RL-05")]
    [InlineData("takeFromStock")]
    [InlineData("takeWithoutLock")]
    public async Task Two_hundred_concurrent_decrements_leave_exactly_what_the_successes_say(string operation)
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 1000 }, "stock { id }"))["stock"]!["id"]!;
        object input = operation == "takeFromStock" ? new { stockId = stock, count = 1 } : new { stockId = stock };
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => suite.Admin.Try(operation, input, "stock { left }")));
        var successes = results.Count(r => r["userErrors"]!.AsArray().Count == 0);
        results.SelectMany(r => r["userErrors"]!.AsArray()).All(e => (string)e!["code"]! == "CONFLICT_RETRY").Should().BeTrue();
        (await suite.Admin.Query("query($id: ID!) { stock(id: $id) { left } }", new { id = stock }))["stock"]!["left"]!.GetValue<int>().Should().Be(1000 - successes);
        successes.Should().BeGreaterThan(operation == "takeFromStock" ? 199 : 0);
    }

    [Theory]
    [Trait("row", "RL-05")]
    [InlineData("40001", 4, 5)]
    [InlineData("40P01", 4, 5)]
    public async Task Work_that_met_other_work_is_begun_again_up_to_five_times(string sqlState, int times, int attempts)
    {
        FailOperation.Attempts = 0;
        (await suite.Admin.Do("fail", new { sqlState, times }, "stock { left }"))["stock"]!["left"]!.GetValue<int>().Should().Be(attempts);
        FailOperation.Attempts = 0;
        (await suite.Admin.Refused("fail", new { sqlState, times = 5 })).Should().Be("CONFLICT_RETRY");
        FailOperation.Attempts.Should().Be(5);
    }

    [Fact]
    [Trait("row", "EC-06")]
    public async Task What_fails_inside_tells_nothing_of_the_inside()
    {
        FailOperation.Attempts = 0;
        var answer = await suite.Admin.Send(Client.Mutation("fail", "stock { left }"), new { input = new { sqlState = "XX000", times = 1 } });
        var text = answer.ToJsonString();
        text.Should().NotContain("secret").And.NotContain("stocks").And.NotContain("   at ").And.NotContain("Npgsql");
        var error = answer["errors"]![0]!;
        error["extensions"]!["code"]!.GetValue<string>().Should().Be("INTERNAL");
        error["extensions"]!["module"]!.GetValue<string>().Should().Be("workbench");
        error["extensions"]!["retryable"]!.GetValue<bool>().Should().BeFalse();
        error["extensions"]!["requestId"]!.GetValue<string>().Should().HaveLength(32);
        answer["data"]!["fail"].Should().BeNull();
    }

    [Fact]
    [Trait("row", "RL-03")]
    [Trait("row", "RL-17")]
    public async Task A_handler_that_fails_undoes_change_event_job_audit_and_key_together()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 10 }, "stock { id }"))["stock"]!["id"]!;
        const string Counts = """
            select concat_ws(' ', (select count(*) from suite.events), (select count(*) from hangfire.job), (select count(*) from suite.audit_entries where outcome = 'SUCCESS'),
              (select count(*) from suite.idempotency), (select count(*) from workbench.notes where text = 'taken'), (select sum("left") from workbench.stocks))
            """;
        var before = await suite.AsOwner(Counts);
        Faults.HandlerFailures = 1;
        var failed = await suite.Admin.Send(Client.Mutation("takeFromStock", "stock { left }"), new { input = new { stockId = stock, count = 1, idempotencyKey = "atomic" } });
        failed["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("INTERNAL");
        (await suite.AsOwner(Counts)).Should().Be(before);

        await suite.Admin.Do("takeFromStock", new { stockId = stock, count = 1, idempotencyKey = "atomic" }, "stock { left }");
        var numbers = ((string)before!).Split(' ').Select(long.Parse).ToArray();
        (await suite.AsOwner(Counts)).Should().Be($"{numbers[0] + 1} {numbers[1] + 1} {numbers[2] + 1} {numbers[3] + 1} {numbers[4] + 1} {numbers[5] - 1}");
    }
}

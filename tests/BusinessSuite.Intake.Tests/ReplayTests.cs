using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>The replay of event logs by its own program, over HTTP.</summary>
public abstract class Replays(Suite suite)
{
    protected static readonly string[] Clerk =
    [
        "intake.application.read", "intake.type.read", "intake.type.administer", "organization.structure.administer", "organization.structure.read",
        "organization.employee.administer", "organization.employee.read",
    ];

    protected Suite Suite => suite;

    protected async Task<int> Count(string where) =>
        (int)(await suite.Admin.Query($"{{ applications(where: {{{where}}}) {{ totalCount }} }}"))["applications"]!["totalCount"]!;

    protected Task<Client> Person(IEnumerable<string> permissions) => suite.Person(permissions.Select(p => (p, "ALL")));
}

public sealed class ReplayTests(Suite suite) : Replays(suite), IClassFixture<Suite>
{
    private static readonly string Small = Path.Combine(AppContext.BaseDirectory, "Logs/small.csv");

    [Fact]
    public async Task A_log_is_replayed_malformed_rows_are_named_and_nothing_is_doubled()
    {
        var clerk = await Person([.. Clerk, "intake.history.enter"]);
        for (var time = 1; time <= 2; time++)
        {
            var (code, output) = await ReplayProgram.Run(Suite, clerk, "receipt", Small);
            code.Should().Be(3, output);
            foreach (var complaint in new[] { "line 6: the event e-4 came before", "line 7: case:startdate is no time: yesterday", "line 8: 7 fields where the header has 15", "line 9: case:concept:name is empty", "line 10: the event is not complete but start" })
            {
                output.Should().Contain(complaint);
            }

            output.Should().Contain("4 applications and 5 tasks").And.Contain("5 rows left out");
            (await Suite.Admin.Query("{ applications(where: {externalId: {isNull: false}}) { totalCount } tasks(where: {status: {eq: COMPLETED}}) { totalCount } }")).ToJsonString()
                .Should().Be("""{"applications":{"totalCount":4},"tasks":{"totalCount":5}}""");
        }

        var one = (await Suite.Admin.Query(
            """{ applications(where: {externalId: {eq: "A-1"}}) { nodes { channel status receivedAt endedAt endedLate department { name } responsible { name } team { name } tasks(orderBy: [{field: COMPLETED_AT}]) { nodes { name completedAt historical assignee { name } team { name } } } } } }"""))["applications"]!["nodes"]![0]!;
        JsonNode.DeepEquals(one, JsonNode.Parse("""
            {"channel":"窗口","status":"CLOSED","receivedAt":"2024-02-01T01:00:00Z","endedAt":"2024-02-20T02:00:00Z","endedLate":false,"department":{"name":"受理部"},"responsible":{"name":"王涛"},"team":{"name":"一组"},
             "tasks":{"nodes":[{"name":"接收材料","completedAt":"2024-02-01T01:05:00Z","historical":true,"assignee":{"name":"王涛"},"team":{"name":"一组"}},
                               {"name":"审核, 第一次","completedAt":"2024-02-03T03:00:00Z","historical":true,"assignee":{"name":"Anna Berg"},"team":{"name":"二组"}}]}}
            """)).Should().BeTrue(one.ToJsonString());
        (await Count("endedLate: {eq: true}")).Should().Be(1);
        (await Count("endedAt: {isNull: true}")).Should().Be(1);
        (await Count("department: {name: {eq: \"Review, North\"}}")).Should().Be(2);

        var audited = (await Suite.Admin.Query("""{ auditEntries(where: {operation: {eq: "recordHistoricalTasks"}}) { nodes { historical } } }"""))["auditEntries"]!["nodes"]!.AsArray();
        audited.Should().NotBeEmpty().And.OnlyContain(e => (bool)e!["historical"]!);
    }

    [Fact]
    public async Task History_is_entered_by_a_permission_of_its_own()
    {
        var (code, output) = await ReplayProgram.Run(Suite, await Person(Clerk), "receipt", Small);
        code.Should().Be(1);
        output.Should().Contain("FORBIDDEN");
    }
}

public sealed class ReceiptLogTests(Suite suite) : Replays(suite), IClassFixture<Suite>
{
    [Fact]
    public async Task The_real_log_comes_out_as_it_went_in_though_it_is_stopped_half_way()
    {
        var file = Path.Combine(PartnerModule.Repository, "../shared/data/receipt-log/receipt.csv");
        Assert.SkipUnless(File.Exists(file), "The receipt log is not on this machine.");
        var clerk = await Person([.. Clerk, "intake.history.enter"]);
        using (var stopped = ReplayProgram.Start(Suite, clerk, "receipt", file))
        {
            while (await Count("") < 300)
            {
                await Task.Delay(20);
            }

            stopped.Kill(entireProcessTree: true);
            await stopped.WaitForExitAsync();
        }

        var (code, output) = await ReplayProgram.Run(Suite, clerk, "receipt", file);
        code.Should().Be(0, output);

        var rows = File.ReadLines(file).Skip(1).Select(l => l.Split(',')).ToList();
        var cases = rows.DistinctBy(r => r[1]).ToList();
        (await Count("")).Should().Be(1_434).And.Be(cases.Count);
        ((int)(await Suite.Admin.Query("""{ tasks(where: {status: {eq: COMPLETED}}) { totalCount } }"""))["tasks"]!["totalCount"]!).Should().Be(8_577).And.Be(rows.Count);
        foreach (var channel in cases.GroupBy(r => r[0]))
        {
            (await Count($"channel: {{eq: \"{channel.Key}\"}}")).Should().Be(channel.Count(), channel.Key);
        }

        foreach (var department in cases.GroupBy(r => r[3]))
        {
            (await Count($"department: {{name: {{eq: \"{department.Key}\"}}}}")).Should().Be(department.Count(), department.Key);
        }

        (await Count($"endedAt: {{isNull: true}}")).Should().Be(cases.Count(r => r[4].Length == 0));
        (await Count($"endedLate: {{eq: true}}")).Should().Be(
            cases.Count(r => r[4].Length > 0 && r[5].Length > 0 && DateTimeOffset.Parse(r[4]) > DateTimeOffset.Parse(r[5])));
    }
}

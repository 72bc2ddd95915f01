using System.Text.Json.Nodes;
using BusinessSuite.Testing;
using BusinessSuite.Workbench;

namespace BusinessSuite.Host.Tests.Graph;

/// <summary>What is left of an answer when a part of it fails, and what the client learns of it.</summary>
public sealed class FailureTests(Suite suite) : IClassFixture<Suite>, IDisposable
{
    public void Dispose() => Faults.FunctionFault = null;

    [Theory]
    [Trait("row", "EC-21")]
    [Trait("row", "RL-29")]
    [InlineData("NET", "INTERNAL")]
    [InlineData("XX000", "INTERNAL")]
    [InlineData("42P01", "INTERNAL")]
    [InlineData("22012", "INTERNAL")]
    [InlineData("40001", "CONFLICT")]
    [InlineData("57014", "TIMEOUT")]
    [InlineData("53300", "UNAVAILABLE")]
    public async Task A_function_that_fails_nulls_its_field_and_nothing_else(string fault, string code)
    {
        await suite.Admin.Do("createStock", new { count = 1 }, "stock { id }");
        const string Read = "{ before: stockOutlook stocks(first: 2) { nodes { id left stockForecast } } roles(first: 1) { nodes { name } } after: stockOutlook }";
        (await suite.Admin.Query(Read))["stocks"]!["nodes"]![0]!["stockForecast"]!.GetValue<int>().Should().Be(1);
        Faults.FunctionFault = fault;
        var answer = await suite.Admin.Send(Read);
        var data = answer["data"]!;
        data["before"].Should().BeNull();
        data["after"].Should().BeNull();
        data["roles"]!["nodes"]![0]!["name"].Should().NotBeNull();
        var stock = data["stocks"]!["nodes"]![0]!;
        stock["left"].Should().NotBeNull();
        stock["stockForecast"].Should().BeNull();
        var errors = answer["errors"]!.AsArray();
        errors.Select(e => string.Join('.', e!["path"]!.AsArray())).Should().BeEquivalentTo("before", "after", "stocks.nodes.stockForecast");
        foreach (var error in errors)
        {
            ((string)error!["extensions"]!["code"]!).Should().Be(code);
            ((string)error["extensions"]!["module"]!).Should().Be("workbench");
        }

        TellsNothing(answer);
    }

    [Theory]
    [Trait("row", "EC-21")]
    [InlineData("NET")]
    [InlineData("22012")]
    public async Task An_operation_is_done_though_a_field_of_its_payload_fails(string fault)
    {
        Faults.FunctionFault = fault;
        var answer = await suite.Admin.Send("mutation { createStock(input: {count: 77}) { stock { id left stockForecast } userErrors { code } } }");
        answer["data"]!["createStock"]!["stock"]!["left"]!.GetValue<int>().Should().Be(77);
        answer["errors"]!.AsArray().Should().ContainSingle();
        TellsNothing(answer);
        Faults.FunctionFault = null;
        var made = (string)answer["data"]!["createStock"]!["stock"]!["id"]!;
        (await suite.Admin.Query("query($id: ID!) { stock(id: $id) { left } }", new { id = made }))["stock"]!["left"]!.GetValue<int>().Should().Be(77, "it was committed");
    }

    /// <summary>Neither SQL nor names of tables, types, files, nor a trace of calls.</summary>
    private static void TellsNothing(JsonNode answer) => answer.ToJsonString().Should()
        .NotContain("secret").And.NotContain("select ").And.NotContain("workbench.").And.NotContain("Exception").And.NotContain("   at ").And.NotContain("/srv").And.NotContain(".dll").And.NotContain("Npgsql");
}

using System.Globalization;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Host.Tests.Live;

[Trait("row", "EC-14")]
public sealed class EventLogTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    public async Task An_event_that_was_written_first_and_committed_last_is_not_lost_to_who_read_on_in_between()
    {
        var stock = await StockEvents.Stock(suite);
        await using var source = NpgsqlDataSource.Create(suite.Database.App);
        await using var first = await source.OpenConnectionAsync();
        await using var second = await source.OpenConnectionAsync();
        await using var early = await first.BeginTransactionAsync();
        await using var late = await second.BeginTransactionAsync();
        await new NpgsqlCommand(StockEvents.Insert(stock), first).ExecuteNonQueryAsync();
        await new NpgsqlCommand(StockEvents.Insert(stock), second).ExecuteNonQueryAsync();

        long read;
        await using (var socket = await LiveSocket.Open(suite.Admin))
        {
            await StockEvents.Following(suite.Admin, socket, "1", StockEvents.Follow, stock);
            await late.CommitAsync();
            read = await socket.Place();
            socket.Abort();
        }

        await early.CommitAsync();
        var caught = (await suite.Admin.Query("query($after: String) { events(after: $after) { events { cursor type nodeId } endCursor hasMore } }", new { after = $"{read}" }))["events"]!;
        caught["events"]!.AsArray().Should().ContainSingle().Which!.ToJsonString().Should().Be($$"""{"cursor":"{{caught["endCursor"]}}","type":"Taken","nodeId":"{{stock}}"}""");
        await using var again = await LiveSocket.Open(suite.Admin);
        await again.Subscribe("1", StockEvents.Follow, new { id = stock, after = $"{read}" });
        (await again.Place()).Should().BeGreaterThan(read);
    }

    [Fact]
    public async Task Who_comes_back_again_and_again_while_many_write_is_told_everything_once()
    {
        const int Writers = 4;
        const int Each = 50;
        var stock = await StockEvents.Stock(suite);
        var cursor = await StockEvents.Now(suite.Admin);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await using var source = NpgsqlDataSource.Create(suite.Database.App);
            await using var connection = await source.OpenConnectionAsync();
            for (var i = 0; i < Each; i++)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await new NpgsqlCommand(StockEvents.Insert(stock), connection).ExecuteNonQueryAsync();
                await Task.Delay(((writer * 7) + (i * 3)) % 11);
                await transaction.CommitAsync();
            }
        }));

        var told = new List<long>();
        while (told.Count < Writers * Each)
        {
            await using var socket = await LiveSocket.Open(suite.Admin);
            await socket.Subscribe("1", StockEvents.Follow, new { id = stock, after = cursor });
            for (var i = 0; i < 1 + (told.Count % 17) && told.Count < Writers * Each; i++)
            {
                told.Add(await socket.Place());
                cursor = told[^1].ToString(CultureInfo.InvariantCulture);
            }

            socket.Abort();
        }

        await writing;
        told.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_feed_takes_up_where_it_was_after_it_lost_its_connection()
    {
        var stock = await StockEvents.Stock(suite);
        await using var socket = await LiveSocket.Open(suite.Admin);
        await StockEvents.Following(suite.Admin, socket, "1", StockEvents.Follow, stock);
        await StockEvents.Take(suite.Admin, stock, 1);
        await socket.Place();
        var ended = (bool)(await suite.AsApp("select bool_and(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'BusinessSuite events' and datname = current_database()"))!;
        ended.Should().BeTrue("there is a connection of the feed");
        for (var i = 0; i < 3; i++)
        {
            await StockEvents.Take(suite.Admin, stock, 1);
        }

        var places = new[] { await socket.Place(), await socket.Place(), await socket.Place() };
        places.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_and_shows_nothing_that_the_caller_may_not_see()
    {
        const string Page = "query($after: String, $first: Int) { events(after: $after, first: $first) { events { cursor nodeId } endCursor hasMore } }";
        var stock = await StockEvents.Stock(suite);
        var cursor = await StockEvents.Now(suite.Admin);
        await StockEvents.Happen(suite, stock, 5);
        var seen = new List<string>();
        JsonNode page;
        do
        {
            page = (await suite.Admin.Query(Page, new { after = cursor, first = 2 }))["events"]!;
            seen.AddRange(page["events"]!.AsArray().Select(e => (string)e!["nodeId"]!));
            cursor = (string)page["endCursor"]!;
        }
        while ((bool)page["hasMore"]!);

        seen.Should().Equal(Enumerable.Repeat(stock, 5));
        (await suite.Nobody.Query(Page, new { after = "0" }))["events"]!["events"]!.AsArray().Should().BeEmpty();
        foreach (var wrong in new[] { "nonsense", "-1", "99999999999" })
        {
            (await suite.Admin.Send(Page, new { after = wrong }))["errors"].Should().NotBeNull();
        }

        (await suite.Admin.Send(Page, new { after = "0", first = 501 }))["errors"].Should().NotBeNull();
    }

    [Fact]
    public async Task An_operation_that_is_refused_leaves_no_event()
    {
        var stock = await StockEvents.Stock(suite);
        var before = await StockEvents.Now(suite.Admin);
        (await suite.Admin.Refused("takeFromStock", new { stockId = stock, count = 1_000 })).Should().Be("STOCK_EMPTY");
        (await StockEvents.Now(suite.Admin)).Should().Be(before);
    }
}

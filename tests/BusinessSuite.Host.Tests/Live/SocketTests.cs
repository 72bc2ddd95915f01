using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Net.WebSockets;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Live;

[Trait("row", "EC-12")]
public sealed class SocketTests(PatientSuite suite) : IClassFixture<PatientSuite>
{
    private const string Follow = StockEvents.Follow;

    [Fact]
    public async Task A_subscriber_is_told_what_happens_and_only_that()
    {
        var (mine, other) = (await Stock(), await Stock());
        await using var socket = await LiveSocket.Open(suite.Admin);
        await Following(socket, "1", Follow, mine);
        await Take(other, 1);
        await Take(mine, 3);
        var told = (await socket.Data())["stockTaken"]!;
        told["stock"]!.ToJsonString().Should().Be($$"""{"id":"{{mine}}","left":97}""");
        told["cursor"]!.GetValue<string>().Should().MatchRegex("^[0-9]+$");
        told["at"]!.GetValue<DateTimeOffset>().Should().BeOnOrBefore(suite.Clock.GetUtcNow()).And.BeAfter(suite.Clock.GetUtcNow().AddHours(-1));

        await socket.Send(new { id = "1", type = "complete" });
        await socket.Subscribe("1", "{ __typename }");
        (await socket.Receive()).ToJsonString().Should().StartWith("""{"id":"1","type":"next","payload":{"data":{"__typename":"Query"},""", "the id is free again");
    }

    [Fact]
    public async Task Arguments_that_select_nothing_of_the_event_are_the_methods_to_judge()
    {
        var stock = await Stock();
        await using var socket = await LiveSocket.Open(suite.Admin);
        await Following(socket, "1", "subscription($id: ID!, $after: String) { stockTaken(stockId: $id, after: $after, atLeast: 5) { stock { left } } }", stock);
        await Take(stock, 4);
        await Take(stock, 5);
        (await socket.Data())["stockTaken"]!["stock"]!["left"]!.GetValue<int>().Should().Be(91, "four are too few to be told");
    }

    [Fact]
    public async Task Queries_and_mutations_are_answered_once()
    {
        await using var socket = await LiveSocket.Open(suite.Admin);
        await socket.Subscribe("q", "{ stocks(first: 1) { totalCount } }");
        (await socket.Data())["stocks"]!["totalCount"]!.GetValue<int>().Should().BeGreaterThanOrEqualTo(0);
        (await socket.Receive()).ToJsonString().Should().Be("""{"id":"q","type":"complete"}""");
        await socket.Subscribe("m", "mutation { createStock(input: {count: 1}) { stock { left } userErrors { code } } }");
        (await socket.Data())["createStock"]!["stock"]!["left"]!.GetValue<int>().Should().Be(1);
        (await socket.Receive())["type"]!.GetValue<string>().Should().Be("complete");
    }

    [Theory]
    [InlineData("{ nothing }", "INVALID")]
    [InlineData("{ stocks(first: 1000000) { nodes { id } } }", "COST_EXCEEDED")]
    [InlineData("subscription { stockTaken(stockId: \"nonsense\") { cursor } }", "NOT_FOUND")]
    [InlineData("subscription { stockTaken(stockId: $id) { cursor } }", "INVALID")]
    [InlineData("subscription { a: stockTaken(stockId: \"x\") { cursor } b: stockTaken(stockId: \"x\") { cursor } }", "INVALID")]
    [InlineData("subscription S { stockTaken(stockId: \"SUITE\", after: \"999999999\") { cursor } }", "INVALID")]
    [Trait("row", "EC-14")]
    public async Task What_cannot_be_run_ends_in_an_error_of_its_own_and_the_socket_goes_on(string query, string code)
    {
        var stock = await Stock();
        await using var socket = await LiveSocket.Open(suite.Admin);
        await socket.Subscribe("1", query.Replace("SUITE", stock, StringComparison.Ordinal));
        var refused = await socket.Receive();
        refused["type"]!.GetValue<string>().Should().Be("error", refused.ToJsonString());
        refused["payload"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be(code);
        await socket.Send(new { type = "ping", payload = new { sent = 1 } });
        (await socket.Receive()).ToJsonString().Should().Be("""{"type":"pong","payload":{"sent":1}}""");
    }

    [Theory]
    [InlineData("no JSON", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("""{"type":"nonsense"}""", 4400)]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"id":"1","type":"subscribe","payload":{}}""", 4400)]
    [InlineData("""{"type":"connection_init"}""", 4429)]
    [InlineData("""{"id":"s","type":"subscribe","payload":{"query":"{ __typename }"}}""", 4409)]
    public async Task A_message_out_of_order_closes_the_socket(string message, int code)
    {
        await using var socket = await LiveSocket.Open(suite.Admin);
        await socket.Subscribe("s", Follow, new { id = await Stock() });
        await socket.SendText(message);
        (await socket.Closed()).Should().Be(code);
    }

    [Fact]
    public async Task The_socket_begins_with_credentials_or_not_at_all()
    {
        await using var early = await LiveSocket.Open(suite.Url);
        await early.Subscribe("1", "{ __typename }");
        (await early.Closed()).Should().Be(4401);

        await using var wrong = await LiveSocket.Open(suite.Url);
        await wrong.Send(new { type = "connection_init", payload = new { authorization = "Bearer nonsense" } });
        (await wrong.Closed()).Should().Be(4403);

        await using var nobody = await LiveSocket.Open(suite.Url);
        await nobody.Send(new { type = "connection_init" });
        (await nobody.Receive())["type"]!.GetValue<string>().Should().Be("connection_ack");
        await nobody.Subscribe("1", Follow, new { id = await Stock() });
        (await nobody.Receive())["payload"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_client_of_another_protocol_is_told_so_and_a_page_of_another_origin_is_not_let_in()
    {
        using var old = new ClientWebSocket();
        old.Options.AddSubProtocol("graphql-ws");
        await old.ConnectAsync(new UriBuilder(suite.Url) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        (await old.ReceiveAsync(new byte[100], CancellationToken.None)).CloseStatus.Should().Be((WebSocketCloseStatus)4406);

        var foreign = () => LiveSocket.Open(suite.Url, o => o.SetRequestHeader("Origin", "https://evil.example"));
        (await foreign.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("403");
        await using var own = await LiveSocket.Open(suite.Url, o => o.SetRequestHeader("Origin", $"https://{suite.Url.Authority}"));
        await own.Send(new { type = "ping" });
        (await own.Receive()).ToJsonString().Should().Be("""{"type":"pong"}""");
    }

    [Fact]
    [Trait("row", "RL-29")]
    public async Task A_socket_carries_no_more_than_its_share()
    {
        var stock = await Stock();
        await using var socket = await LiveSocket.Open(suite.Admin);
        for (var i = 0; i <= 100; i++)
        {
            await socket.Subscribe($"{i}", Follow, new { id = stock });
        }

        var refused = await socket.Receive();
        refused["id"]!.GetValue<string>().Should().Be("100");
        refused["payload"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("THROTTLED");

        await socket.Send(new { type = "ping", payload = new { much = new string('x', 1_100_000) } });
        (await socket.Closed()).Should().Be(1009);
    }

    [Fact]
    public async Task Who_does_not_begin_in_time_is_sent_away()
    {
        await using var socket = await LiveSocket.Open(suite.Url);
        var closed = socket.Closed();
        await Eventually.Holds(() =>
        {
            suite.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(closed.IsCompleted);
        });
        (await closed).Should().Be(4408);
        await suite.Advance(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_token_that_ended_ends_the_socket_at_the_next_event()
    {
        var stock = await Stock();
        await using var socket = await LiveSocket.Open(suite.Admin);
        await Following(socket, "1", Follow, stock);
        var old = suite.Admin;
        await suite.Advance(TimeSpan.FromHours(2));
        await Eventually.Holds(async () => (await old.Send("{ __typename }"))["errors"] is not null);
        await Take(stock, 1);
        (await socket.Closed()).Should().Be(4403);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_off_when_too_much_waits()
    {
        var stock = await Stock();
        // A small window, so that little fits between the two ends.
        using var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await connection.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(connection, ownsSocket: true);
            },
        });
        await using var socket = await LiveSocket.Open(suite.Admin, http);
        var wide = string.Join(' ', Enumerable.Range(0, 28).Select(i => $"a{i}: id"));
        await Following(socket, "1", $"subscription($id: ID!, $after: String) {{ stockTaken(stockId: $id, after: $after) {{ stock {{ {wide} }} }} }}", stock);
        await Take(stock, 1);
        await socket.Data();
        var cut = 0;
        using var meter = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == "graphql.subscriptions.cut") { l.EnableMeasurementEvents(i); } } };
        meter.SetMeasurementEventCallback<int>((_, n, _, _) => Interlocked.Add(ref cut, n));
        meter.Start();
        await Eventually.Holds(
            async () =>
            {
                await StockEvents.Happen(suite, stock, 100);
                suite.Clock.Advance(TimeSpan.FromSeconds(6));
                return Volatile.Read(ref cut) == 1;
            },
            TimeSpan.FromMinutes(2));

        (await socket.Closed()).Should().Be(4500);
        socket.Reason.Should().StartWith("The client takes nothing");
    }

    [Fact]
    [Trait("row", "EC-14")]
    public async Task A_burst_of_events_that_the_client_takes_is_told_in_full_and_in_order()
    {
        var stock = await Stock();
        await using var socket = await LiveSocket.Open(suite.Admin);
        await Following(socket, "1", Follow, stock);
        await Take(stock, 1);
        await socket.Data();
        await StockEvents.Happen(suite, stock, 700);
        var told = new List<long>();
        while (told.Count < 700)
        {
            told.Add(long.Parse((await socket.Data())["stockTaken"]!["cursor"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        }

        told.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_plain_request_for_a_subscription_says_where_it_is_answered()
    {
        var answer = await suite.Admin.Send(Follow, new { id = await Stock() });
        answer["errors"]![0]!["message"]!.GetValue<string>().Should().Contain("graphql-transport-ws");
        answer["data"].Should().BeNull();
    }

    private Task<string> Stock() => StockEvents.Stock(suite);

    private Task Take(string stock, int count) => StockEvents.Take(suite.Admin, stock, count);

    private Task Following(LiveSocket socket, string id, string query, string stock) => StockEvents.Following(suite.Admin, socket, id, query, stock);
}

/// <summary>A suite that ends no socket only because the test is slow.</summary>
public sealed class PatientSuite : Suite
{
    protected override string[] Settings => [.. base.Settings, "--Live:KeepAlive=00:05:00", "--Live:Linger=00:05:00"];

    protected override bool OwnClock => true;
}

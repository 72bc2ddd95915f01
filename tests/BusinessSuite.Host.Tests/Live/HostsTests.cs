using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Live;

[Collection(nameof(Alone))]
[Trait("row", "EC-14")]
public sealed class HostsTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Follow = "subscription($id: ID!, $after: String) { applicationProgressed(applicationId: $id, after: $after) { cursor progressEntry { stage application { id } } } }";

    [Fact]
    [Trait("row", "IN-13")]
    public async Task Progress_made_on_one_host_is_told_by_another_and_a_killed_one_costs_no_step()
    {
        var (application, _) = await world.Receive();
        await world.Judge(application, "PRESENT");
        await using var one = Start();
        var first = await one.Ready();
        await using var two = Start();
        var second = await two.Ready();

        await using var socket = await LiveSocket.Open(second);
        await socket.Subscribe("1", Follow, new { id = application, after = await StockEvents.Now(first) });
        await first.Do("acceptApplication", new { applicationId = application }, "application { id }");
        var accepted = (await socket.Data())["applicationProgressed"]!;
        accepted["progressEntry"]!.ToJsonString().Should().Be($$$"""{"stage":"ACCEPTED","application":{"id":"{{{application}}}"}}""");

        await two.Kill();
        await first.Do("cancelApplication", new { applicationId = application, reason = "Moved away" }, "application { id }");
        await using var again = await LiveSocket.Open(first);
        await again.Subscribe("1", Follow, new { id = application, after = (string)accepted["cursor"]! });
        (await again.Data())["applicationProgressed"]!["progressEntry"]!["stage"]!.GetValue<string>().Should().Be("CANCELLED");
    }

    [Fact]
    [Trait("row", "EC-12")]
    [Trait("row", "EC-13")]
    public async Task A_host_that_stops_sends_its_sockets_away_and_ends_its_streams()
    {
        var (application, _) = await world.Receive();
        await using var host = Start();
        var client = await host.Ready();
        await using var socket = await LiveSocket.Open(client);
        await socket.Subscribe("1", Follow, new { id = application });
        using var stream = await LiveStream.Open(client, Follow, new { id = application });
        (await stream.Next())!.Value.Event.Should().Be(":");
        var stopped = host.Stop();
        (await socket.Closed()).Should().Be(1001);
        (await stream.Next()).Should().BeNull("without a last word the client knows that it may ask again");
        await stopped;
    }

    [Fact]
    [Trait("row", "EC-12")]
    public async Task A_thousand_idle_subscribers_cost_less_than_100_MiB()
    {
        var (application, _) = await world.Receive();
        // The sockets of this test answer no ping while they are not read.
        await using var host = Start("--Live:KeepAlive=00:10:00");
        var client = await host.Ready();
        await Open(client, 50, application);
        var before = host.Memory;
        var sockets = await Open(client, 1_000, application);
        var more = (host.Memory - before) / 1024.0 / 1024;
        TestContext.Current.TestOutputHelper!.WriteLine($"1,000 idle subscribers: {more:0.0} MiB");
        more.Should().BeLessThan(100);

        // They are alive: each is told.
        await client.Do("cancelApplication", new { applicationId = application, reason = "Moved away" }, "application { id }");
        foreach (var socket in sockets)
        {
            (await socket.Data())["applicationProgressed"]!["progressEntry"]!["stage"]!.GetValue<string>().Should().Be("CANCELLED");
            await socket.DisposeAsync();
        }
    }

    private HostProcess Start(params string[] settings) => HostProcess.Start(TestServer.Settings(world.Database, ["--Work:Jobs=false", .. settings]));

    private static async Task<List<LiveSocket>> Open(Client client, int count, string application)
    {
        var after = await StockEvents.Now(client);
        var sockets = new List<LiveSocket>();
        for (var i = 0; i < count; i++)
        {
            var socket = await LiveSocket.Open(client);
            await socket.Subscribe("1", Follow, new { id = application, after });
            // What comes back says that the subscription before it was begun.
            await socket.Subscribe("2", "{ __typename }");
            await socket.Data();
            (await socket.Receive())["type"]!.GetValue<string>().Should().Be("complete");
            sockets.Add(socket);
        }

        return sockets;
    }
}

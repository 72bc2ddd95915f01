using System.Diagnostics.Metrics;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Live;

/// <summary>Tests that measure the whole process run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
#pragma warning disable CA1515, CA1711 // The runner looks for it.
public sealed class Alone;
#pragma warning restore CA1515, CA1711

[Collection(nameof(Alone))]
public sealed class SocketCountTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    [Trait("row", "EC-06")]
    public async Task Sockets_and_subscriptions_are_counted()
    {
        var counts = new Dictionary<string, int>();
        using var meter = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name is "graphql.sockets" or "graphql.subscriptions") { l.EnableMeasurementEvents(i); } } };
        meter.SetMeasurementEventCallback<int>((i, n, _, _) => { lock (counts) { counts[i.Name] = counts.GetValueOrDefault(i.Name) + n; } });
        meter.Start();
        await using (var socket = await LiveSocket.Open(suite.Admin))
        {
            var stock = await StockEvents.Stock(suite);
            await StockEvents.Following(suite.Admin, socket, "1", StockEvents.Follow, stock);
            await StockEvents.Following(suite.Admin, socket, "2", StockEvents.Follow, stock);
            await StockEvents.Take(suite.Admin, stock, 1);
            await socket.Data();
            await socket.Data();
            lock (counts)
            {
                counts.Should().BeEquivalentTo(new Dictionary<string, int> { ["graphql.sockets"] = 1, ["graphql.subscriptions"] = 2 });
            }

            socket.Abort();
        }

        await Eventually.Holds(() =>
        {
            lock (counts)
            {
                return Task.FromResult(counts.Values.All(c => c == 0));
            }
        });
    }
}

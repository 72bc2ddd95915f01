using System.Net;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Live;

[Trait("row", "EC-13")]
public sealed class EventStreamTests(SuiteWithClock suite) : IClassFixture<SuiteWithClock>
{
    [Fact]
    public async Task A_query_is_one_event_and_the_end()
    {
        using var stream = await LiveStream.Open(suite.Admin, "{ __typename }");
        stream.Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        stream.Answer.Content.Headers.ContentType!.ToString().Should().Be("text/event-stream");
        (await Event(stream)).Should().StartWith("""next {"data":{"__typename":"Query"},"extensions":{"cost":""");
        (await Event(stream)).Should().Be("complete ");
        (await stream.Next()).Should().BeNull();
    }

    [Fact]
    public async Task A_subscription_is_told_what_happens_until_the_client_goes()
    {
        var stock = await StockEvents.Stock(suite);
        using var stream = await LiveStream.Open(suite.Admin, StockEvents.Follow, new { id = stock, after = await StockEvents.Now(suite.Admin) });
        await StockEvents.Take(suite.Admin, stock, 1);
        await StockEvents.Take(suite.Admin, stock, 2);
        (await Event(stream)).Should().Contain("\"left\":9");
        (await Event(stream)).Should().Contain("\"left\":97");
    }

    [Fact]
    public async Task An_idle_stream_is_kept_alive()
    {
        var stock = await StockEvents.Stock(suite);
        using var stream = await LiveStream.Open(suite.Admin, StockEvents.Follow, new { id = stock });
        (await stream.Next())!.Value.Event.Should().Be(":", "the head is sent at once");
        var next = stream.Next();
        await Eventually.Holds(() =>
        {
            suite.Clock.Advance(TimeSpan.FromSeconds(15));
            return Task.FromResult(next.IsCompleted);
        });
        (await next)!.Value.Event.Should().Be(":");
        await suite.Advance(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_cannot_be_run_is_told_as_an_event()
    {
        using var stream = await LiveStream.Open(suite.Admin, "subscription { stockTaken(stockId: \"nonsense\") { cursor } }");
        (await Event(stream)).Should().Contain("NOT_FOUND");
        (await Event(stream)).Should().Be("complete ");
    }

    [Fact]
    public async Task Credentials_that_are_not_valid_are_refused_before_the_stream_begins()
    {
        using var stream = await LiveStream.Open(new Client(suite.Url, "nonsense"), "{ __typename }");
        stream.Answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        stream.Answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public async Task Mutations_are_not_done_by_an_address()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=mutation{createStock(input:{count:1}){stock{id}}}") { Headers = { { "Accept", "text/event-stream" }, { "GraphQL-Require-Preflight", "1" } } };
        using var answer = await suite.Admin.Http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("Only queries may be sent by GET.");
    }

    private static async Task<string> Event(LiveStream stream)
    {
        while (true)
        {
            var (name, data) = (await stream.Next())!.Value;
            if (name != ":")
            {
                return $"{name} {data?.ToJsonString()}";
            }
        }
    }
}

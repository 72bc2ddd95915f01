using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Http;

public sealed class TelemetryTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    [Trait("row", "EC-06")]
    public async Task A_request_is_traced_and_measured_without_what_was_asked_and_its_answer_names_the_trace()
    {
        var spans = new ConcurrentBag<Activity>();
        var measured = new ConcurrentBag<string>();
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == "BusinessSuite", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = spans.Add };
        ActivitySource.AddActivityListener(listener);
        using var meter = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == "graphql.request.duration") { l.EnableMeasurementEvents(i); } } };
        meter.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Add(string.Join(' ', tags.ToArray().Select(t => $"{t.Value}"))));
        meter.Start();

        await suite.Admin.Query("query FindPeople($n: String) { employees(where: {name: {eq: $n}}) { totalCount } }", new { n = "Zhang Secret" });
        var failed = await suite.Admin.Send("query Broken { nothing }");
        var span = spans.Single(s => s.DisplayName == "query FindPeople");
        span.TagObjects.Select(t => $"{t.Key}={t.Value}").Should().BeEquivalentTo("graphql.operation.type=query", "graphql.operation.name=FindPeople");
        measured.Should().Contain("query OK").And.Contain("none INVALID");
        failed["errors"]![0]!["extensions"]!["requestId"]!.GetValue<string>().Should().MatchRegex("^[0-9a-f]{32}$");
    }
}

using BusinessSuite.Testing;
using static BusinessSuite.Intake.Tests.ServiceLevels.Office;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

[Trait("row", "IN-10")]
[Trait("row", "IN-11")]
public sealed class ClockLawTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private static readonly object[] Reasons = [new { code = "EXPERT_REVIEW", nameEn = "An expert is heard.", nameZh = "专家评审。" }];

    [Fact]
    public async Task Every_second_is_working_paused_or_off_hours_whatever_happens()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT40H", pauseReasons = Reasons });
        var random = new Random(20260302);
        var cases = new List<(string Id, List<bool> Runs)>();
        for (var i = 0; i < 6; i++)
        {
            cases.Add((await world.Accepted(type), [true]));
        }

        for (var step = 0; step < 12; step++)
        {
            await world.Advance(TimeSpan.FromSeconds(random.Next(1, 60_000)));
            foreach (var (id, runs) in cases.Where(_ => random.Next(2) == 0))
            {
                await world.Admin.Do(runs[^1] ? "pauseClock" : "resumeClock", runs[^1] ? new { applicationId = id, reason = "EXPERT_REVIEW" } : new { applicationId = id }, "application { id }");
                runs.Add(!runs[^1]);
            }

            if (step == 6)
            {
                await world.Publish(type, new { completeWithin = "PT20H", pauseReasons = Reasons });
                foreach (var (id, _) in cases.Take(3))
                {
                    await world.Admin.Do("rerateApplication", new { applicationId = id, reason = "x" }, "application { id }");
                }
            }
        }

        foreach (var (id, runs) in cases)
        {
            var explained = (await world.Admin.Query(
                "query($id: ID!) { explainCaseDeadline(applicationId: $id) { within deadline time { at working paused offHours wall remaining } stretches { kind from to } clock { startedAt } } }", new { id }))["explainCaseDeadline"]!.AsArray()
                .Should().ContainSingle().Which!;
            var time = explained["time"]!;
            (Span(time["working"]) + Span(time["paused"]) + Span(time["offHours"])).Should().Be(Span(time["wall"]));
            Span(time["remaining"]).Should().Be(Span(explained["within"]) - Span(time["working"]));
            var at = DateTimeOffset.Parse((string)time["at"]!);
            var stretches = explained["stretches"]!.AsArray().Select(s => (Kind: (string)s!["kind"]!, From: DateTimeOffset.Parse((string)s["from"]!), To: DateTimeOffset.Parse((string)s["to"]!))).ToList();
            stretches[0].From.Should().Be(DateTimeOffset.Parse((string)explained["clock"]!["startedAt"]!));
            stretches.Zip(stretches.Skip(1)).Should().OnlyContain(pair => pair.First.To == pair.Second.From && pair.First.From < pair.First.To, "they lie side by side");
            TimeSpan Of(string kind) => stretches.Where(s => s.Kind == kind && s.From < at).Aggregate(TimeSpan.Zero, (sum, s) => sum + ((s.To < at ? s.To : at) - s.From));
            (Of("WORKING"), Of("PAUSED"), Of("OFF_HOURS")).Should().Be((Span(time["working"]), Span(time["paused"]), Span(time["offHours"])));
            // Counted anew from the segments, second by second, with hours as they hang on the wall.
            var segments = (await world.Clocks(id, "segments { nodes { kind from } }"))[0]!["segments"]!["nodes"]!.AsArray().Select(s => (Runs: (string)s!["kind"]! == "RUNNING", From: DateTimeOffset.Parse((string)s["from"]!))).ToList();
            segments.Select(s => s.Runs).Should().Equal(runs);
            var counted = segments.Select((s, i) => s.Runs ? WorkedSeconds(s.From, i + 1 < segments.Count ? segments[i + 1].From : at) : 0).Sum();
            Span(time["working"]).TotalSeconds.Should().BeApproximately(counted, segments.Count + 1);
            if (explained["deadline"] is { } deadline && DateTimeOffset.Parse((string)deadline!) is var due && due > at)
            {
                Span(time["remaining"]).TotalSeconds.Should().BeApproximately(WorkedSeconds(at, due), 2);
            }
        }
    }

    /// <summary>The seconds of Monday to Friday, 9 to 12 and 13 to 18 in Shanghai, counted one by one.</summary>
    private static long WorkedSeconds(DateTimeOffset from, DateTimeOffset to)
    {
        long count = 0;
        for (var at = from.ToOffset(TimeSpan.FromHours(8)).DateTime; at < to.ToOffset(TimeSpan.FromHours(8)).DateTime; at = at.AddSeconds(1))
        {
            count += at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && at.Hour is >= 9 and < 18 and not 12 ? 1 : 0;
        }

        return count;
    }
}

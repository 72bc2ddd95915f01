using BusinessSuite.Intake.Clocks;
using BusinessSuite.Organization.Contracts;
using CsCheck;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

/// <summary>What must hold for every calendar and every life of a clock, against minutes counted one by one.</summary>
[Trait("row", "IN-11")]
public sealed class TimelineLaws
{
    private const int Minutes = 4_000;
    private static readonly DateTimeOffset Zero = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Grid> Calendar = Gen.Int[1, Minutes - 1].Array[2, 20].Select(cuts => new Grid([.. cuts.Distinct().Order()]));

    /// <summary>When segments begin, whether the clock stopped, and an instant to look from.</summary>
    private static readonly Gen<(List<ClockSegment> Segments, DateTimeOffset? Stopped, int At)> Life = Gen.Select(Gen.Int[0, 3_000].Array[1, 8], Gen.Int[0, 400], Gen.Bool, Gen.Int[0, 3_900], (starts, after, stops, at) =>
    {
        var sorted = starts.Order().ToList();
        return (
            sorted.Select((s, i) => new ClockSegment { Ordinal = i + 1, Kind = i % 2 == 0 ? SegmentKind.Running : SegmentKind.Paused, From = Zero.AddMinutes(s), PauseReasonId = i % 2 == 0 ? null : Guid.Empty }).ToList(),
            stops ? Zero.AddMinutes(sorted[^1] + after) : (DateTimeOffset?)null,
            Math.Max(at, sorted[0]));
    });

    [Fact]
    public Task Every_minute_is_counted_as_exactly_one_thing() => Gen.Select(Calendar, Life).SampleAsync(async (grid, life) =>
    {
        var (segments, stopped, at) = life;
        var until = stopped < Zero.AddMinutes(at) ? stopped.Value : Zero.AddMinutes(at);
        var stretches = await new Timeline(segments, stopped, grid).Until(Zero.AddMinutes(at), CancellationToken.None);
        var from = segments[0].From;
        var sideBySide = stretches.Count == 0 ? until <= from : stretches[0].From == from && stretches[^1].To == until && stretches.Zip(stretches.Skip(1)).All(p => p.First.To == p.Second.From) && stretches.All(s => s.From < s.To);
        var counted = Enumerable.Range(0, Math.Max(0, (int)(until - from).TotalMinutes)).Select(m => from.AddMinutes(m)).GroupBy(m =>
            segments.Last(s => s.From <= m).Kind == SegmentKind.Paused ? TimeKind.Paused : grid.IsWorking(m) ? TimeKind.Working : TimeKind.OffHours).ToDictionary(g => g.Key, g => g.Count());
        var time = ClockTime.Of(stretches, from, until, TimeSpan.FromHours(1));
        return sideBySide
            && time.Working + time.Paused + time.OffHours == time.Wall
            && time.Working.TotalMinutes == counted.GetValueOrDefault(TimeKind.Working) && time.Paused.TotalMinutes == counted.GetValueOrDefault(TimeKind.Paused)
            && await new Timeline(segments, stopped, grid).Worked(Zero.AddMinutes(at), CancellationToken.None) == time.Working;
    }, iter: 3_000);

    [Fact]
    public Task A_clock_reaches_what_it_has_counted_then_and_not_before() => Gen.Select(Calendar, Life, Gen.Int[1, 600]).SampleAsync(async (grid, life, amount) =>
    {
        var timeline = new Timeline(life.Segments, life.Stopped, grid);
        var reached = await timeline.Reaches(TimeSpan.FromMinutes(amount), CancellationToken.None);
        return reached is not { } at
            ? life.Stopped is not null || life.Segments[^1].Kind == SegmentKind.Paused
            : (await timeline.Worked(at, CancellationToken.None)).TotalMinutes == amount && (await timeline.Worked(at.AddMinutes(-1), CancellationToken.None)).TotalMinutes < amount;
    }, iter: 3_000);

    /// <summary>A calendar of whole minutes that changes between working and not at each cut, and works for ever after the last one.</summary>
    private sealed class Grid(List<int> cuts) : IWorkCalendar
    {
        public bool IsWorking(DateTimeOffset minute) => cuts.Count(c => c <= (minute - Zero).TotalMinutes) is var passed && (passed == cuts.Count || passed % 2 == 1);

        public Task<TimeSpan> Elapsed(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
            Task.FromResult(TimeSpan.FromMinutes(Enumerable.Range(0, Math.Max(0, (int)(to - from).TotalMinutes)).Count(m => IsWorking(from.AddMinutes(m)))));

        public Task<DateTimeOffset> Deadline(DateTimeOffset start, TimeSpan workingTime, CancellationToken ct)
        {
            for (var left = workingTime; left > TimeSpan.Zero; start = start.AddMinutes(1))
            {
                left -= TimeSpan.FromMinutes(IsWorking(start) ? 1 : 0);
            }

            return Task.FromResult(start);
        }

        public Task<IReadOnlyList<WorkStretch>> Stretches(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
        {
            var bounds = cuts.Select(c => Zero.AddMinutes(c)).Where(c => c > from && c < to).Prepend(from).Append(to).ToList();
            return Task.FromResult<IReadOnlyList<WorkStretch>>([.. bounds.Zip(bounds.Skip(1)).Where(b => b.First < b.Second).Select(b => new WorkStretch(b.First, b.Second, IsWorking(b.First)))]);
        }

        public Task<DateTimeOffset> Before(DateTimeOffset end, TimeSpan workingTime, CancellationToken ct) => throw new NotSupportedException();

        public Task<DateTimeOffset> DeadlineInDays(DateTimeOffset start, int workingDays, CancellationToken ct) => throw new NotSupportedException();

        public Task<DateOnly> Day(DateTimeOffset at, CancellationToken ct) => throw new NotSupportedException();
    }
}

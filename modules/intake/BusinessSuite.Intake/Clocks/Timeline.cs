using BusinessSuite.Organization.Contracts;

namespace BusinessSuite.Intake.Clocks;

/// <summary>What a second of a clock's life is counted as.</summary>
public enum TimeKind
{
    /// <summary>Inside working hours while the clock ran.</summary>
    Working,

    /// <summary>Outside working hours while the clock ran.</summary>
    OffHours,

    /// <summary>While the clock stood still, inside and outside working hours.</summary>
    Paused,
}

/// <summary>A stretch of a clock's life.</summary>
/// <param name="Kind">What it is counted as.</param>
/// <param name="From">Its start.</param>
/// <param name="To">Its end; the next stretch starts there.</param>
/// <param name="PauseReasonId">Why the clock stood still.</param>
internal sealed record TimeStretch(TimeKind Kind, DateTimeOffset From, DateTimeOffset To, Guid? PauseReasonId);

/// <summary>A clock's segments laid on the working calendar.</summary>
/// <param name="segments">The segments in their order.</param>
/// <param name="stoppedAt">When the clock stopped; null while it has not.</param>
/// <param name="calendar">The working calendar.</param>
internal sealed class Timeline(IReadOnlyList<ClockSegment> segments, DateTimeOffset? stoppedAt, IWorkCalendar calendar)
{
    /// <summary>Every stretch from the start to an instant, or to the stop where that comes first: in order, without a gap, none of them twice.</summary>
    public async Task<IReadOnlyList<TimeStretch>> Until(DateTimeOffset at, CancellationToken ct)
    {
        var stretches = new List<TimeStretch>();
        foreach (var (segment, end) in Ends(at))
        {
            if (segment.Kind == SegmentKind.Paused)
            {
                if (end > segment.From)
                {
                    stretches.Add(new(TimeKind.Paused, segment.From, end, segment.PauseReasonId));
                }

                continue;
            }

            stretches.AddRange((await calendar.Stretches(segment.From, end, ct)).Select(s => new TimeStretch(s.IsWorking ? TimeKind.Working : TimeKind.OffHours, s.From, s.To, null)));
        }

        return stretches;
    }

    /// <summary>The working time that the clock has counted at an instant.</summary>
    public async Task<TimeSpan> Worked(DateTimeOffset at, CancellationToken ct)
    {
        var sum = TimeSpan.Zero;
        foreach (var (segment, end) in Ends(at).Where(s => s.Segment.Kind == SegmentKind.Running && s.End > s.Segment.From))
        {
            sum += await calendar.Elapsed(segment.From, end, ct);
        }

        return sum;
    }

    /// <summary>The working time of the segments that have ended, of a clock that has not stopped.</summary>
    public Task<TimeSpan> Ended(CancellationToken ct) => Worked(segments[^1].From, ct);

    /// <summary>When the clock has counted that much working time, or will if it runs on; null while it stands still before that.</summary>
    public async Task<DateTimeOffset?> Reaches(TimeSpan amount, CancellationToken ct)
    {
        var rest = amount;
        foreach (var (segment, end) in Ends(DateTimeOffset.MaxValue).Where(s => s.Segment.Kind == SegmentKind.Running))
        {
            var counted = end == DateTimeOffset.MaxValue ? rest : await calendar.Elapsed(segment.From, end, ct);
            if (counted >= rest)
            {
                return await calendar.Deadline(segment.From, rest, ct);
            }

            rest -= counted;
        }

        return null;
    }

    /// <summary>Each segment that has begun by an instant, with its end by then.</summary>
    private IEnumerable<(ClockSegment Segment, DateTimeOffset End)> Ends(DateTimeOffset at)
    {
        var last = stoppedAt is { } stopped && stopped < at ? stopped : at;
        return segments.Select((s, i) => (Segment: s, End: i + 1 < segments.Count && segments[i + 1].From < last ? segments[i + 1].From : last)).Where(s => s.Segment.From <= last);
    }
}

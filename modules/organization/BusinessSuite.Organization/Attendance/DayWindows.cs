using BusinessSuite.Organization.Shifts;

namespace BusinessSuite.Organization.Attendance;

/// <summary>The times in which clock events belong to days, so that each event belongs to one day at most.</summary>
internal static class DayWindows
{
    private static readonly TimeSpan DefaultMargin = TimeSpan.FromHours(4);

    /// <summary>
    /// The windows of days: around the shift with the overtime that was approved to it, and where what is to be worked lies close together up to the
    /// middle between. A day off lasts from midnight to midnight, as far as the days beside it leave that to it.
    /// </summary>
    /// <param name="days">Days one after the other with their beginnings; the first and the last of them only bound the others.</param>
    /// <param name="overtime">The approved overtime, with the days that it belongs to.</param>
    /// <returns>The windows of all days but the first and the last.</returns>
    public static IReadOnlyList<Span> Of(IReadOnlyList<(PlannedDay Plan, DateTimeOffset Midnight)> days, IEnumerable<(DateOnly Day, Span Time)> overtime)
    {
        var work = days.Select(d => new Work(d.Plan, d.Midnight, d.Plan.Stretches.Count == 0 ? null : new(d.Plan.Stretches[0].From, d.Plan.Stretches[^1].To))).ToArray();
        foreach (var (day, time) in Chains(overtime))
        {
            Put(work, day, time);
        }

        var bounds = work.Zip(work.Skip(1), Between).ToList();
        return [.. bounds.Zip(bounds.Skip(1), (before, after) => new Span(before.From, after.Until > before.From ? after.Until : before.From))];
    }

    /// <summary>Overtime that goes on without a gap, over midnight too, is stayed for at once.</summary>
    private static List<(DateOnly Day, Span Time)> Chains(IEnumerable<(DateOnly Day, Span Time)> overtime)
    {
        var chains = new List<(DateOnly Day, Span Time)>();
        foreach (var (day, time) in overtime.OrderBy(o => o.Time.From))
        {
            if (chains is [.., var (since, last)] && last.Until >= time.From)
            {
                chains[^1] = (since, last with { Until = Later(last.Until, time.Until) });
            }
            else
            {
                chains.Add((day, time));
            }
        }

        return chains;
    }

    /// <summary>Overtime is part of its day's work, or of that of the day beside which it is closer to: after midnight the shift of the day before may go on.</summary>
    private static void Put(Work[] work, DateOnly day, Span time)
    {
        var own = Array.FindIndex(work, w => w.Plan.Day == day);
        if (own < 0)
        {
            return;
        }

        var nearest = (from i in new[] { own, own - 1, own + 1 }
                       where i >= 0 && i < work.Length && work[i].Time is not null
                       let gap = Gap(work[i].Time!, time)
                       where i == own || gap <= work[i].Margin
                       orderby gap, i == own descending
                       select (int?)i).FirstOrDefault() ?? own;
        var known = work[nearest].Time ?? time;
        work[nearest] = work[nearest] with { Time = new(Earlier(known.From, time.From), Later(known.Until, time.Until)) };
    }

    /// <summary>Until when events belong to a day, and from when on to the next.</summary>
    private static (DateTimeOffset Until, DateTimeOffset From) Between(Work day, Work next)
    {
        var (until, from) = (day.Time?.Until + day.Margin, next.Time?.From - next.Margin);
        if (day.Time is { } before && next.Time is { } after)
        {
            var middle = before.Until + ((after.From - before.Until) / 2);
            (until, from) = (Earlier(until!.Value, middle), Later(from!.Value, middle));
        }

        if (day.IsOff)
        {
            until = Later(until ?? DateTimeOffset.MinValue, from is { } soon ? Earlier(next.Midnight, soon) : next.Midnight);
        }

        if (next.IsOff)
        {
            from = Earlier(from ?? DateTimeOffset.MaxValue, Later(next.Midnight, until!.Value));
        }

        return (until!.Value, from!.Value);
    }

    private static TimeSpan Gap(Span one, Span other)
    {
        var gap = Later(one.From, other.From) - Earlier(one.Until, other.Until);
        return gap > TimeSpan.Zero ? gap : TimeSpan.Zero;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>What is to be worked on a day: shift and overtime, from the first moment to the last.</summary>
    private sealed record Work(PlannedDay Plan, DateTimeOffset Midnight, Span? Time)
    {
        public bool IsOff => Plan.Stretches.Count == 0;

        public TimeSpan Margin => Plan.Shift?.Margin ?? DefaultMargin;
    }
}

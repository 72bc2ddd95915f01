namespace BusinessSuite.Organization.Calendars;

/// <summary>What a day is in the calendar.</summary>
public enum DayKind
{
    /// <summary>A day of the weekly pattern with working hours.</summary>
    Workday,

    /// <summary>A day of the weekly pattern without working hours.</summary>
    RestDay,

    /// <summary>A holiday (节假日).</summary>
    Holiday,

    /// <summary>A working day that pays for a bridged one (调休).</summary>
    MakeupWorkday,

    /// <summary>A day with hours of its own, for example a half day.</summary>
    SpecialHours,
}

/// <summary>Working hours within one day; an end of 00:00 is midnight at its end.</summary>
internal readonly record struct Hours(TimeOnly Start, TimeOnly End)
{
    /// <summary>The end as time since midnight.</summary>
    public TimeSpan EndOfDay => End == TimeOnly.MinValue ? TimeSpan.FromDays(1) : End.ToTimeSpan();
}

/// <summary>A day that differs from the weekly pattern.</summary>
internal sealed record SpecialDay(DayKind Kind, string? Name, IReadOnlyList<Hours> Hours);

/// <summary>A stretch of one day, counted or not.</summary>
internal sealed record Stretch(DateOnly Day, DayKind Kind, string? Name, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>
/// Working time on a calendar. W(t) being all working time before t, a deadline is the first instant x with
/// W(x) - W(start) = the time given. So an interval used up exactly ends at its end, no time at all ends at the start, and
/// deadlines add up. Hours are local; what counts is the time that really passes between them, also when clocks change.
/// </summary>
internal sealed class WorkingTime(TimeZoneInfo zone, ILookup<DayOfWeek, Hours> week, IReadOnlyDictionary<DateOnly, SpecialDay> special)
{
    /// <summary>How far a deadline may lie ahead.</summary>
    private const int MaxDays = 366 * 50;

    /// <summary>The instant at which that much working time has passed.</summary>
    /// <exception cref="InvalidOperationException">The calendar has not that much working time within 50 years.</exception>
    public DateTimeOffset Deadline(DateTimeOffset start, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (time == TimeSpan.Zero)
        {
            return start.ToUniversalTime();
        }

        foreach (var (from, to) in Intervals(start))
        {
            if (to - from >= time)
            {
                return from + time;
            }

            time -= to - from;
        }

        throw new InvalidOperationException("The calendar has not that much working time within 50 years.");
    }

    /// <summary>The working time between two instants; negative in reverse order.</summary>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
        {
            return -Elapsed(to, from);
        }

        var sum = TimeSpan.Zero;
        foreach (var (start, end) in Intervals(from))
        {
            if (start >= to)
            {
                break;
            }

            sum += (end < to ? end : to) - start;
        }

        return sum;
    }

    /// <summary>The end of the n-th working day after the day of the start.</summary>
    /// <exception cref="InvalidOperationException">There are not so many working days within 50 years.</exception>
    public DateTimeOffset DeadlineInDays(DateTimeOffset start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 0);
        var day = Day(start);
        var last = start.ToUniversalTime();
        for (var (i, left) = (0, workingDays); left > 0; i++)
        {
            if (i > MaxDays)
            {
                throw new InvalidOperationException("There are not so many working days within 50 years.");
            }

            day = day.AddDays(1);
            if (HoursOf(day) is { Count: > 0 } hours)
            {
                left--;
                last = Instant(day, hours[^1].EndOfDay);
            }
        }

        return last;
    }

    /// <summary>The calendar day of an instant.</summary>
    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>Each stretch that a deadline counts, and each day that it skips, with the reason.</summary>
    public IReadOnlyList<Stretch> Explain(DateTimeOffset start, TimeSpan time)
    {
        var end = Deadline(start, time);
        var lines = new List<Stretch>();
        var counted = Intervals(start).TakeWhile(i => i.From < end).ToLookup(i => Day(i.From));
        for (var day = Day(start); day <= Day(end); day = day.AddDays(1))
        {
            var (kind, name) = KindOf(day);
            if (!counted.Contains(day))
            {
                lines.Add(new(day, kind, name, null, null));
            }

            lines.AddRange(counted[day].Select(i => new Stretch(day, kind, name, i.From, i.To < end ? i.To : end)));
        }

        return lines;
    }

    /// <summary>What a day is.</summary>
    public (DayKind Kind, string? Name) KindOf(DateOnly day) => special.TryGetValue(day, out var known)
        ? (known.Kind, known.Name)
        : (week[day.DayOfWeek].Any() ? DayKind.Workday : DayKind.RestDay, null);

    private List<Hours> HoursOf(DateOnly day) => special.TryGetValue(day, out var known)
        ? [.. known.Hours.OrderBy(h => h.Start)]
        : [.. week[day.DayOfWeek].OrderBy(h => h.Start)];

    /// <summary>The working intervals that end after an instant, cut at it.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Intervals(DateTimeOffset after)
    {
        var day = Day(after);
        for (var i = 0; i < MaxDays; i++, day = day.AddDays(1))
        {
            foreach (var hours in HoursOf(day))
            {
                var from = Instant(day, hours.Start.ToTimeSpan());
                var to = Instant(day, hours.EndOfDay);
                if (to > after && to > from)
                {
                    yield return (from > after ? from : after.ToUniversalTime(), to);
                }
            }
        }
    }

    /// <summary>A local time as an instant. A time that clocks skip is the moment they skip it; of one that comes twice the first is meant.</summary>
    private DateTimeOffset Instant(DateOnly day, TimeSpan time)
    {
        var local = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) + time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // The offset before the gap carries the local time past it; the gap begins where both offsets meet.
            var before = zone.GetUtcOffset(local.AddHours(-3));
            var after = zone.GetUtcOffset(local.AddHours(3));
            var low = local.AddHours(-3) - before;
            var high = local.AddHours(3) - after;
            while (high - low > TimeSpan.FromTicks(1))
            {
                var middle = low + ((high - low) / 2);
                if (zone.GetUtcOffset(DateTime.SpecifyKind(middle, DateTimeKind.Utc)) == before)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return new DateTimeOffset(DateTime.SpecifyKind(high, DateTimeKind.Utc));
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

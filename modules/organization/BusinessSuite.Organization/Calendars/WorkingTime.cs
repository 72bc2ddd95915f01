using BusinessSuite.Organization.Contracts;

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

/// <summary>Working hours within one day; an end of 00:00 is midnight at its end. Those of a weekday may hold from a day on and until another.</summary>
internal readonly record struct Hours(TimeOnly Start, TimeOnly End, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Whether they hold on a day.</summary>
    public bool HoldOn(DateOnly day) => (From is null || From <= day) && (Until is null || Until > day);

    /// <summary>The end as time since midnight.</summary>
    public TimeSpan EndOfDay => End == TimeOnly.MinValue ? TimeSpan.FromDays(1) : End.ToTimeSpan();
}

/// <summary>A day that differs from the weekly pattern.</summary>
internal sealed record SpecialDay(DayKind Kind, string? Name, IReadOnlyList<Hours> Hours, bool Statutory = false);

/// <summary>A stretch of one day, counted or not.</summary>
internal sealed record Stretch(DateOnly Day, DayKind Kind, string? Name, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>
/// Working time on a calendar. W(t) being all working time before t, a deadline is the first instant x, not before the start,
/// with W(x) - W(start) = the time given. So an interval used up exactly ends at its end, no time at all ends at the start, and
/// deadlines add up. Hours are local; what counts is the time that really passes between them, also when clocks change.
/// </summary>
internal sealed class WorkingTime
{
    /// <summary>How far a deadline may lie ahead.</summary>
    private const int MaxDays = 366 * 50;

    private static readonly DateOnly LastDay = new(9999, 12, 30);

    private readonly TimeZoneInfo _zone;
    private readonly Hours[][] _week;
    private readonly Dictionary<DateOnly, SpecialDay> _special;

    public WorkingTime(TimeZoneInfo zone, ILookup<DayOfWeek, Hours> week, IReadOnlyDictionary<DateOnly, SpecialDay> special)
    {
        _zone = zone;
        _week = [.. Enum.GetValues<DayOfWeek>().Select(d => week[d].OrderBy(h => h.Start).ToArray())];
        _special = special.ToDictionary(d => d.Key, d => d.Value with { Hours = [.. d.Value.Hours.OrderBy(h => h.Start)] });
    }

    /// <summary>The instant at which that much working time has passed.</summary>
    /// <exception cref="InvalidOperationException">The calendar has not that much working time within 50 years.</exception>
    public DateTimeOffset Deadline(DateTimeOffset start, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (time == TimeSpan.Zero)
        {
            return start.ToUniversalTime();
        }

        foreach (var (_, from, to) in Intervals(start, Farthest(start)))
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
        // Where clocks go back over midnight, an instant of the day before can lie after the first ones of the day.
        foreach (var (_, start, end) in Intervals(from, Later(Day(to), 1)))
        {
            if (start >= to)
            {
                break;
            }

            sum += (end < to ? end : to) - start;
        }

        return sum;
    }

    /// <summary>The latest instant from which that much working time passes until the end.</summary>
    /// <exception cref="InvalidOperationException">The calendar has not that much working time within 50 years.</exception>
    public DateTimeOffset Before(DateTimeOffset end, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (time == TimeSpan.Zero)
        {
            return end.ToUniversalTime();
        }

        var last = Later(Day(end), 1);
        foreach (var (from, to) in Enumerable.Range(0, Math.Min(MaxDays, last.DayNumber) + 1).SelectMany(back => StretchesOf(last.AddDays(-back)).Reverse()))
        {
            var until = to < end ? to : end;
            if (until - from >= time)
            {
                return until.ToUniversalTime() - time;
            }

            time -= until > from ? until - from : TimeSpan.Zero;
        }

        throw new InvalidOperationException("The calendar has not that much working time within 50 years.");
    }

    /// <summary>Every stretch between two instants, inside and outside working hours, in order and without a gap.</summary>
    public IReadOnlyList<WorkStretch> Stretches(DateTimeOffset from, DateTimeOffset to)
    {
        var (stretches, at, last) = (new List<WorkStretch>(), from.ToUniversalTime(), to.ToUniversalTime());
        foreach (var (_, start, end) in Intervals(from, Later(Day(to), 1)).TakeWhile(i => i.From < to))
        {
            Add(start, false);
            Add(end < last ? end : last, true);
        }

        Add(last, false);
        return stretches;

        void Add(DateTimeOffset until, bool working)
        {
            if (until > at)
            {
                stretches.Add(new(at, until, working));
                at = until;
            }
        }
    }

    /// <summary>The end of the n-th working day after the day of the start.</summary>
    /// <exception cref="InvalidOperationException">There are not so many working days within 50 years.</exception>
    public DateTimeOffset DeadlineInDays(DateTimeOffset start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 0);
        if (workingDays == 0)
        {
            return start.ToUniversalTime();
        }

        var (day, last) = (Day(start), Farthest(start));
        while (day < last)
        {
            day = day.AddDays(1);
            if (HoursOf(day) is [.., var latest] && --workingDays == 0)
            {
                return Instant(day, latest.EndOfDay);
            }
        }

        throw new InvalidOperationException("There are not so many working days within 50 years.");
    }

    /// <summary>The calendar day of an instant.</summary>
    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime);

    /// <summary>Each stretch that a deadline counts, and each day that it skips, with the reason.</summary>
    public IReadOnlyList<Stretch> Explain(DateTimeOffset start, TimeSpan time)
    {
        var end = Deadline(start, time);
        var lines = new List<Stretch>();
        var counted = Intervals(start, Later(Day(end), 1)).TakeWhile(i => i.From < end).ToLookup(i => i.Day);
        foreach (var day in Days(Day(start), Day(end)))
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
    public (DayKind Kind, string? Name) KindOf(DateOnly day) => _special.TryGetValue(day, out var known)
        ? (known.Kind, known.Name)
        : (WeekOn(day).Length > 0 ? DayKind.Workday : DayKind.RestDay, null);

    /// <summary>Whether a day is a statutory holiday.</summary>
    public bool IsStatutory(DateOnly day) => _special.TryGetValue(day, out var known) && known.Statutory;

    /// <summary>The working hours of a day as they really pass.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> StretchesOf(DateOnly day) =>
        [.. HoursOf(day).Select(h => (From: Instant(day, h.Start.ToTimeSpan()), To: Instant(day, h.EndOfDay))).Where(s => s.To > s.From)];

    private IReadOnlyList<Hours> HoursOf(DateOnly day) => _special.TryGetValue(day, out var known) ? known.Hours : WeekOn(day);

    /// <summary>The hours of the weekly pattern as it was, is or will be on a day.</summary>
    private Hours[] WeekOn(DateOnly day) => Array.FindAll(_week[(int)day.DayOfWeek], h => h.HoldOn(day));

    private DateOnly Farthest(DateTimeOffset start) => Later(Day(start), MaxDays);

    private static DateOnly Later(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, 0, LastDay.DayNumber));

    /// <summary>The days from one to another; behind the last day of all there is none to go on to.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last) => from number in Enumerable.Range(first.DayNumber, Math.Max(0, last.DayNumber - first.DayNumber + 1)) select DateOnly.FromDayNumber(number);

    /// <summary>The working intervals that end after an instant, cut at it.</summary>
    private IEnumerable<(DateOnly Day, DateTimeOffset From, DateTimeOffset To)> Intervals(DateTimeOffset after, DateOnly last)
    {
        foreach (var day in Days(Day(after), last))
        {
            foreach (var hours in HoursOf(day))
            {
                var from = Instant(day, hours.Start.ToTimeSpan());
                var to = Instant(day, hours.EndOfDay);
                if (to > after && to > from)
                {
                    yield return (day, from > after ? from : after.ToUniversalTime(), to);
                }
            }
        }
    }

    /// <summary>A local time as an instant. A time that clocks skip is the moment they skip it; of one that comes twice the first is meant. Where a calendar ends, instants do.</summary>
    public DateTimeOffset Instant(DateOnly day, TimeSpan time)
    {
        // In UTC a time of these days may lie before the first instant that there is, or after the last.
        if (day == DateOnly.MinValue)
        {
            return DateTimeOffset.MinValue;
        }

        if (day == DateOnly.MaxValue)
        {
            return DateTimeOffset.MaxValue;
        }

        var local = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) + time, DateTimeKind.Unspecified);
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        var utc = new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
        // IsInvalidTime does not know of a whole day that a zone skipped.
        return utc.UtcDateTime + _zone.GetUtcOffset(utc) == local ? utc : Skip(local);
    }

    /// <summary>The moment at which clocks skip a local time: the first instant at which they no longer show less.</summary>
    private DateTimeOffset Skip(DateTime local)
    {
        // No zone is farther than 15 hours from UTC.
        var (low, high) = (DateTime.SpecifyKind(local.AddHours(-15), DateTimeKind.Utc), DateTime.SpecifyKind(local.AddHours(15), DateTimeKind.Utc));
        while (high - low > TimeSpan.FromTicks(1))
        {
            var middle = low + ((high - low) / 2);
            (low, high) = middle + _zone.GetUtcOffset(middle) < local ? (middle, high) : (low, middle);
        }

        return new DateTimeOffset(high);
    }
}

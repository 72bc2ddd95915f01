using BusinessSuite.Organization.Overtime;
using BusinessSuite.Organization.Shifts;

namespace BusinessSuite.Organization.Attendance;

/// <summary>What a day was.</summary>
public enum AttendanceStatus
{
    /// <summary>Nothing was to be worked.</summary>
    Off,

    /// <summary>Worked as planned.</summary>
    Present,

    /// <summary>Came late (迟到).</summary>
    Late,

    /// <summary>Left early (早退).</summary>
    LeftEarly,

    /// <summary>Came late and left early.</summary>
    LateAndLeftEarly,

    /// <summary>Worked so little that it is half a day.</summary>
    HalfDay,

    /// <summary>Was not there, or so shortly that it does not count (旷工).</summary>
    Absent,

    /// <summary>Was on leave or away on business all the time.</summary>
    OnLeave,

    /// <summary>Came or went, but the other of both is not known, the last time at least (缺卡).</summary>
    MissingPunch,
}

/// <summary>Someone came or went.</summary>
internal sealed record Punch(DateTimeOffset At, ClockDirection Direction);

/// <summary>A day as it was worked.</summary>
/// <param name="Day">The day on which the shift starts.</param>
/// <param name="Status">What it was.</param>
/// <param name="PlannedFrom">When work was to begin; null on a day off.</param>
/// <param name="PlannedUntil">When it was to end; null on a day off.</param>
/// <param name="ArrivedAt">When the employee came.</param>
/// <param name="LeftAt">When the employee went; null where that is not known.</param>
/// <param name="Worked">The planned working time that was worked.</param>
/// <param name="Late">How late the employee came; nothing within the grace.</param>
/// <param name="Early">How early the employee left; nothing within the grace, and where it is not known when he went.</param>
/// <param name="OnLeave">The planned working time that was leave or another absence.</param>
/// <param name="Overtime">The approved overtime that was worked.</param>
/// <param name="ForRest">How much of that rest is given for.</param>
/// <param name="OvertimeClass">What the day is for overtime; null where none was approved.</param>
internal sealed record DayResult(
    DateOnly Day, AttendanceStatus Status, DateTimeOffset? PlannedFrom, DateTimeOffset? PlannedUntil, DateTimeOffset? ArrivedAt, DateTimeOffset? LeftAt,
    TimeSpan Worked, TimeSpan Late, TimeSpan Early, TimeSpan OnLeave, TimeSpan Overtime, TimeSpan ForRest, OvertimeClass? OvertimeClass);

/// <summary>Judges a day: what was planned, who came and went, what was leave. Nothing else enters, so that a day judged again is judged the same.</summary>
internal static class DayJudgement
{
    /// <summary>Judges a day.</summary>
    /// <param name="plan">What was to be worked, by which rule.</param>
    /// <param name="punches">Who came and went within the day's window, corrections among them.</param>
    /// <param name="absences">Leave and other absences.</param>
    /// <param name="overtime">Approved overtime of the day.</param>
    public static DayResult Of(PlannedDay plan, IReadOnlyList<Punch> punches, IReadOnlyList<Span> absences, IReadOnlyList<Extra> overtime)
    {
        var planned = plan.Stretches.Select(s => new Span(s.From, s.To)).ToList();
        var expected = absences.Aggregate(planned, (left, away) => [.. left.SelectMany(s => s.Without(away))]);
        var onLeave = Length(planned) - Length(expected);
        DateTimeOffset? arrived = punches.Where(p => p.Direction == ClockDirection.In).Select(p => (DateTimeOffset?)p.At).Min();
        // Whoever came back and is not known to have gone again may have stayed to the end.
        var isOpen = InOrder(punches).LastOrDefault()?.Direction == ClockDirection.In;
        DateTimeOffset? left = isOpen ? null : punches.Where(p => p.Direction == ClockDirection.Out && (arrived is null || p.At > arrived)).Select(p => (DateTimeOffset?)p.At).Max();
        var stays = Stays(punches).ToList();
        var extra = overtime.Aggregate(TimeSpan.Zero, (sum, o) => sum + o.Worked(punches));
        var rest = overtime.Where(o => o.ForRest).Aggregate(TimeSpan.Zero, (sum, o) => sum + o.Worked(punches));
        var worked = stays.Aggregate(TimeSpan.Zero, (sum, s) => expected.Aggregate(sum, (sum, e) => sum + e.Overlap(s.Time)));
        // Who was there for overtime before and went home came late all the same; and who came back for overtime left early.
        var (late, early) = worked == TimeSpan.Zero ? default : (
            Beyond(stays.First(s => s.Time.Until > expected[0].From).Time.From - expected[0].From, plan.Shift?.LateGrace),
            isOpen ? TimeSpan.Zero : Beyond(expected[^1].Until - stays.Last(s => s.Time.From < expected[^1].Until).Gone, plan.Shift?.EarlyGrace));
        return new(plan.Day, Status(), planned.FirstOrDefault()?.From, planned.LastOrDefault()?.Until, arrived, left, worked, late, early, onLeave, extra, rest, overtime.Count > 0 ? overtime[0].Class : null);

        AttendanceStatus Status() => planned.Count == 0 ? AttendanceStatus.Off
            : expected.Count == 0 ? AttendanceStatus.OnLeave
            : arrived is null != left is null ? AttendanceStatus.MissingPunch
            : worked == TimeSpan.Zero || worked + onLeave < (plan.Shift?.AbsentBelow ?? TimeSpan.Zero) ? AttendanceStatus.Absent
            : worked + onLeave < (plan.Shift?.HalfDayBelow ?? TimeSpan.Zero) ? AttendanceStatus.HalfDay
            : (late > TimeSpan.Zero, early > TimeSpan.Zero) switch
            {
                (true, true) => AttendanceStatus.LateAndLeftEarly,
                (true, false) => AttendanceStatus.Late,
                (false, true) => AttendanceStatus.LeftEarly,
                _ => AttendanceStatus.Present,
            };
    }

    /// <summary>The times between coming and going.</summary>
    public static IReadOnlyList<Span> Sessions(IEnumerable<Punch> punches) => [.. Stays(punches).Select(s => s.Time)];

    private static TimeSpan Length(IEnumerable<Span> spans) => spans.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.Until - s.From));

    private static TimeSpan Beyond(TimeSpan time, TimeSpan? grace) => time > (grace ?? TimeSpan.Zero) ? time : TimeSpan.Zero;

    /// <summary>Whoever goes and comes at one instant was there before and after it.</summary>
    private static IEnumerable<Punch> InOrder(IEnumerable<Punch> punches) => punches.OrderBy(p => p.At).ThenByDescending(p => p.Direction);

    /// <summary>The times between coming and going.</summary>
    private static IEnumerable<Stay> Stays(IEnumerable<Punch> punches)
    {
        DateTimeOffset? since = null;
        Stay? stay = null;
        foreach (var punch in InOrder(punches))
        {
            if (punch.Direction == ClockDirection.In)
            {
                if (stay is not null)
                {
                    yield return stay;
                    stay = null;
                }

                since ??= punch.At;
            }
            else if (since is { } start)
            {
                (stay, since) = (new(new(start, punch.At), punch.At), null);
            }
            else if (stay is not null)
            {
                stay = stay with { Gone = punch.At };
            }
        }

        if (stay is not null)
        {
            yield return stay;
        }
    }

    /// <summary>A time between coming and going.</summary>
    /// <param name="Time">From the first of several comings to the first of several goings.</param>
    /// <param name="Gone">The last of the goings: whoever tells the terminal twice goes with the second.</param>
    private sealed record Stay(Span Time, DateTimeOffset Gone);
}

/// <summary>Approved overtime.</summary>
/// <param name="Time">When.</param>
/// <param name="Class">What its day is for overtime.</param>
/// <param name="ForRest">Whether rest is given for it.</param>
/// <param name="Beside">When someone was there by clock events that belong to the days before and after, since a shift over midnight may go on into it.</param>
internal sealed record Extra(Span Time, OvertimeClass Class, bool ForRest, IReadOnlyList<Span>? Beside = null)
{
    /// <summary>How much of it someone was there.</summary>
    /// <param name="punches">Who came and went within the day's window.</param>
    public TimeSpan Worked(IReadOnlyList<Punch> punches) =>
        DayJudgement.Sessions(punches).Concat(Beside ?? []).Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Overlap(Time));
}

/// <summary>A time with both ends.</summary>
internal sealed record Span(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>How much of it another covers.</summary>
    public TimeSpan Overlap(Span other)
    {
        var (from, until) = (From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
        return until > from ? until - from : TimeSpan.Zero;
    }

    /// <summary>What another leaves of it.</summary>
    public IEnumerable<Span> Without(Span other) => Overlap(other) == TimeSpan.Zero
        ? [this]
        : new[] { this with { Until = other.From }, this with { From = other.Until } }.Where(s => s.Until > s.From);
}

using BusinessSuite.Organization.Attendance;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Organization.Shifts;
using CsCheck;

namespace BusinessSuite.Organization.Tests;

/// <summary>What must hold for every day that is judged, whatever side of midnight it lies on.</summary>
[Trait("row", "GE-02")]
public sealed class AttendanceLaws
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    // A shift that starts at any minute of the day, up to twelve hours long, with a break.
    private static readonly Gen<PlannedDay> Plan = Gen.Select(Gen.Int[0, 1_439], Gen.Int[60, 720], Gen.Int[1, 59], Gen.Int[0, 30], Gen.Int[0, 240]).Select((start, length, cut, grace, half) => new PlannedDay(
        new(2026, 3, 2),
        [(At(start), At(start + (length * cut / 60))), (At(start + (length * cut / 60) + 30), At(start + length + 30))],
        new ShiftVersion { LateGrace = TimeSpan.FromMinutes(grace), EarlyGrace = TimeSpan.FromMinutes(grace), HalfDayBelow = TimeSpan.FromMinutes(half), AbsentBelow = TimeSpan.FromMinutes(half / 2) }));

    private static readonly Gen<List<Punch>> Punches = Gen.Select(Gen.Int[-240, 2_600], Gen.Bool).Select((at, comes) => new Punch(At(at), comes ? ClockDirection.In : ClockDirection.Out)).List[0, 6];

    private static readonly Gen<List<Span>> Spans = Gen.Select(Gen.Int[-240, 2_600], Gen.Int[1, 600]).Select((at, length) => new Span(At(at), At(at + length))).List[0, 3];

    private static readonly Gen<List<Extra>> Extras = Gen.Select(Spans, Gen.Bool).Select((spans, rest) => spans.ConvertAll(s => new Extra(s, OvertimeClass.RestDay, rest)));

    [Fact]
    public void A_day_is_judged_the_same_wherever_midnight_lies() => Gen.Select(Plan, Punches, Spans, Extras, Gen.Int[-1_500, 1_500]).Sample((plan, punches, absences, overtime, minutes) =>
    {
        var by = TimeSpan.FromMinutes(minutes);
        Span Move(Span s) => new(s.From + by, s.Until + by);
        var here = DayJudgement.Of(plan, punches, absences, overtime);
        var there = DayJudgement.Of(
            plan with { Stretches = [.. plan.Stretches.Select(s => (s.From + by, s.To + by))] }, [.. punches.Select(p => p with { At = p.At + by })], [.. absences.Select(Move)], [.. overtime.Select(o => o with { Time = Move(o.Time) })]);
        return there == here with { PlannedFrom = here.PlannedFrom + by, PlannedUntil = here.PlannedUntil + by, ArrivedAt = here.ArrivedAt + by, LeftAt = here.LeftAt + by };
    }, iter: 3_000);

    [Fact]
    public void Nobody_works_more_than_planned_and_leave_is_no_work() => Gen.Select(Plan, Punches, Spans, Extras).Sample((plan, punches, absences, overtime) =>
    {
        var day = DayJudgement.Of(plan, punches, absences, overtime);
        // Minute by minute: planned, not on leave, and after the last event of coming, when there is one of going behind it.
        var minutes = Enumerable.Range(-300, 3_200).Select(At).Where(m => plan.Stretches.Any(s => s.From <= m && m < s.To)).ToList();
        bool Away(DateTimeOffset m) => absences.Any(a => a.From <= m && m < a.Until);
        return day.OnLeave == TimeSpan.FromMinutes(minutes.Count(Away))
            && day.Worked == TimeSpan.FromMinutes(minutes.Count(m => !Away(m) && There(punches, m)))
            && day.Overtime >= day.ForRest && day.ForRest >= TimeSpan.Zero;
    }, iter: 1_000);

    [Fact]
    public void Each_event_belongs_to_one_day_and_each_shift_and_overtime_lies_within_one() => Gen.Select(
        Gen.Select(Gen.Int[0, 1_200], Gen.Int[60, 720], Gen.Bool).Array[9], Gen.Select(Gen.Int[1, 7], Gen.Int[0, 1_260], Gen.Int[30, 180]).List[0, 4]).Sample((shifts, extra) =>
    {
        var plan = shifts.Select((s, day) => (Plan: new PlannedDay(
            new DateOnly(2026, 3, 2).AddDays(day), s.Item3 ? [(At((day * 1_440) + s.Item1), At((day * 1_440) + s.Item1 + s.Item2))] : [], null), Midnight: At(day * 1_440))).ToList();
        var overtime = extra.Select(o => (Day: new DateOnly(2026, 3, 2).AddDays(o.Item1), Time: new Span(At((o.Item1 * 1_440) + o.Item2), At((o.Item1 * 1_440) + o.Item2 + o.Item3))))
            .Where(o => plan.All(p => p.Plan.Within(o.Time.From, o.Time.Until) == TimeSpan.Zero)).ToList();
        var windows = DayWindows.Of(plan, overtime);
        bool Inside(Span time) => windows.Any(w => w.From <= time.From && w.Until >= time.Until);
        return windows.Count == 7
            && windows.Zip(windows.Skip(1)).All(w => w.First.From <= w.First.Until && w.First.Until <= w.Second.From)
            // Shifts that overlap each other are cut at the middle.
            && (plan.Zip(plan.Skip(1)).Any(p => p.First.Plan.Stretches is [var a] && p.Second.Plan.Stretches is [var b] && a.To > b.From)
                || plan.Skip(1).SkipLast(1).Where(p => p.Plan.Stretches.Count > 0).All(p => Inside(new(p.Plan.Stretches[0].From, p.Plan.Stretches[0].To))));
    }, iter: 1_000);

    [Fact]
    public void Whoever_goes_and_comes_at_one_instant_was_there_all_the_time()
    {
        var plan = new PlannedDay(new(2026, 3, 2), [(At(540), At(1_080))], null);
        foreach (var both in new[] { new[] { ClockDirection.In, ClockDirection.Out }, [ClockDirection.Out, ClockDirection.In] })
        {
            var day = DayJudgement.Of(plan, [new(At(540), ClockDirection.In), .. both.Select(d => new Punch(At(720), d)), new(At(1_080), ClockDirection.Out)], [], []);
            (day.Worked, day.Status).Should().Be((TimeSpan.FromHours(9), AttendanceStatus.Present));
        }
    }

    [Fact]
    public void Whoever_went_for_hours_did_not_work_them_and_came_late_for_the_shift_whatever_was_before_it()
    {
        var plan = new PlannedDay(new(2026, 3, 2), [(At(540), At(1_080))], null);
        DayResult Judge(params (int At, bool Comes)[] punches) => DayJudgement.Of(plan, [.. punches.Select(p => new Punch(At(p.At), p.Comes ? ClockDirection.In : ClockDirection.Out))], [], []);
        Judge((540, true), (600, false), (960, true), (1_080, false)).Worked.Should().Be(TimeSpan.FromHours(3));
        var late = Judge((360, true), (480, false), (570, true), (1_020, false), (1_140, true), (1_320, false));
        (late.Status, late.Late, late.Early, late.Worked).Should().Be((AttendanceStatus.LateAndLeftEarly, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromMinutes(450)));
        Judge((540, true), (1_079, false), (1_080, false)).Status.Should().Be(AttendanceStatus.Present, "whoever tells the terminal twice goes with the second");
    }

    [Fact]
    public void The_order_in_which_events_become_known_does_not_matter() => Gen.Select(Plan, Punches, Spans, Extras, Gen.Int[0, 5]).Sample((plan, punches, absences, overtime, turn) =>
        DayJudgement.Of(plan, punches, absences, overtime)
            == DayJudgement.Of(plan, [.. punches.Skip(turn), .. punches.Take(turn)], [.. absences.AsEnumerable().Reverse()], [.. overtime.AsEnumerable().Reverse()]), iter: 1_000);

    private static bool There(List<Punch> punches, DateTimeOffset moment)
    {
        DateTimeOffset? since = null;
        foreach (var punch in punches.OrderBy(p => p.At).ThenByDescending(p => p.Direction))
        {
            if (punch.Direction == ClockDirection.In)
            {
                since ??= punch.At;
            }
            else if (since <= moment && moment < punch.At)
            {
                return true;
            }
            else
            {
                since = null;
            }
        }

        return false;
    }

    private static DateTimeOffset At(int minute) => Midnight.AddMinutes(minute);
}

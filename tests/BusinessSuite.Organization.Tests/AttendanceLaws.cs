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
        // Minute by minute: planned, not on leave, and between coming and going.
        var minutes = Enumerable.Range(-300, 3_200).Select(At).Where(m => plan.Stretches.Any(s => s.From <= m && m < s.To)).ToList();
        bool Away(DateTimeOffset m) => absences.Any(a => a.From <= m && m < a.Until);
        return day.OnLeave == TimeSpan.FromMinutes(minutes.Count(Away))
            && day.Worked == (day.ArrivedAt is null || day.LeftAt is null ? TimeSpan.Zero : TimeSpan.FromMinutes(minutes.Count(m => !Away(m) && day.ArrivedAt <= m && m < day.LeftAt)))
            && day.Overtime >= day.ForRest && day.ForRest >= TimeSpan.Zero;
    }, iter: 1_000);

    [Fact]
    public void The_order_in_which_events_become_known_does_not_matter() => Gen.Select(Plan, Punches, Spans, Extras, Gen.Int[0, 5]).Sample((plan, punches, absences, overtime, turn) =>
        DayJudgement.Of(plan, punches, absences, overtime)
            == DayJudgement.Of(plan, [.. punches.Skip(turn), .. punches.Take(turn)], [.. absences.AsEnumerable().Reverse()], [.. overtime.AsEnumerable().Reverse()]), iter: 1_000);

    private static DateTimeOffset At(int minute) => Midnight.AddMinutes(minute);
}

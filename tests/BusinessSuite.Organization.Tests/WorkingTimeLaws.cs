using BusinessSuite.Organization.Calendars;
using CsCheck;

namespace BusinessSuite.Organization.Tests;

/// <summary>What must hold for every calendar, zone and instant.</summary>
[Trait("row", "GE-01")]
[Trait("row", "IN-10")]
public sealed class WorkingTimeLaws
{
    private static readonly DateOnly First = new(2018, 1, 1);

    // Zones whose clocks change by an hour, by half an hour, at midnight, and by a whole day (Apia, 2011).
    private static readonly Gen<string> Zone = Gen.OneOf(new[]
    {
        "Asia/Shanghai", "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "America/Havana", "Pacific/Apia",
    }.Select(z => Gen.Const(z)).ToArray());

    private static readonly Gen<List<Hours>> DayHours = Gen.OneOf(
        Gen.Const(new List<Hours>()),
        Gen.Int[0, 96].Array[2, 6].Select(cuts =>
        {
            var sorted = cuts.Distinct().Order().ToList();
            return Enumerable.Range(0, sorted.Count / 2)
                .Select(i => new Hours(Time(sorted[2 * i]), Time(sorted[(2 * i) + 1]))).ToList();
        }));

    private static readonly Gen<WorkingTime> Calendar = Gen.Select(
        Zone, DayHours.Array[7], Gen.Select(Gen.Int[0, 600], DayHours).Array[0, 40],
        (zone, week, special) => new WorkingTime(
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            // One interval is always there, so that there is working time at all.
            week.SelectMany((hours, day) => hours.Select(h => (Day: (DayOfWeek)day, Hours: h)))
                .Where(h => h.Day != DayOfWeek.Wednesday).Append((DayOfWeek.Wednesday, new Hours(new(9, 0), new(12, 0)))).ToLookup(h => h.Item1, h => h.Item2),
            special.DistinctBy(s => s.Item1).ToDictionary(
                s => First.AddDays(s.Item1), s => new SpecialDay(s.Item2.Count > 0 ? DayKind.SpecialHours : DayKind.Holiday, "x", s.Item2))));

    private static readonly Gen<DateTimeOffset> Instant = Gen.OneOf(Gen.Long[0, 600L * 86_400], Gen.Long[-2_400L * 86_400, -2_100L * 86_400])
        .Select(s => new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(s));

    private static readonly Gen<TimeSpan> Amount = Gen.Frequency((1, Gen.Const(0L)), (9, Gen.Long[0, 400L * 3_600])).Select(s => TimeSpan.FromSeconds(s));

    [Fact]
    public void Deadlines_add_up() => Gen.Select(Calendar, Instant, Amount, Amount).Sample((c, t, a, b) =>
        c.Deadline(c.Deadline(t, a), b) == c.Deadline(t, a + b), iter: 3_000);

    [Fact]
    public void The_time_to_a_deadline_is_the_time_given() => Gen.Select(Calendar, Instant, Amount).Sample((c, t, a) =>
        c.Elapsed(t, c.Deadline(t, a)) == a, iter: 3_000);

    [Fact]
    public void A_deadline_is_the_first_such_instant() => Gen.Select(Calendar, Instant, Amount).Where(x => x.Item3 > TimeSpan.Zero).Sample((c, t, a) =>
        c.Elapsed(t, c.Deadline(t, a).AddTicks(-1)) == a - TimeSpan.FromTicks(1), iter: 3_000);

    [Fact]
    public void Later_and_longer_never_ends_earlier() => Gen.Select(Calendar, Instant, Amount, Amount, Gen.Int[0, 500_000]).Sample((c, t, a, b, s) =>
        c.Deadline(t, a) <= c.Deadline(t.AddSeconds(s), a) && c.Deadline(t, a) <= c.Deadline(t, a + b), iter: 3_000);

    [Fact]
    public void Elapsed_time_adds_up_and_turns_round() => Gen.Select(Calendar, Instant, Instant, Instant).Sample((c, x, y, z) =>
        c.Elapsed(x, y) + c.Elapsed(y, z) == c.Elapsed(x, z) && c.Elapsed(x, y) == -c.Elapsed(y, x), iter: 2_000);

    [Fact]
    public void Looking_back_finds_the_latest_start_of_a_time() => Gen.Select(Calendar, Instant, Amount).Where(x => x.Item3 > TimeSpan.Zero).Sample((c, t, a) =>
        c.Elapsed(c.Before(t, a), t) == a && c.Elapsed(c.Before(t, a).AddTicks(1), t) == a - TimeSpan.FromTicks(1), iter: 500);

    [Fact]
    public void Stretches_lie_side_by_side_and_those_that_work_are_the_time_that_elapsed() => Gen.Select(Calendar, Instant, Amount).Sample((c, t, a) =>
    {
        var stretches = c.Stretches(t, t + a);
        return (stretches.Count == 0 ? a == TimeSpan.Zero : stretches[0].From == t && stretches[^1].To == t + a)
            && stretches.Zip(stretches.Skip(1)).All(p => p.First.To == p.Second.From) && stretches.All(s => s.From < s.To)
            && stretches.Where(s => s.IsWorking).Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.To - s.From)) == c.Elapsed(t, t + a);
    }, iter: 2_000);

    [Fact]
    public void What_is_explained_adds_up_to_what_was_asked_for() => Gen.Select(Calendar, Instant, Amount).Sample((c, t, a) =>
    {
        var lines = c.Explain(t, a);
        var counted = lines.Where(l => l.From is not null).ToList();
        var days = lines.Select(l => l.Day).Distinct().ToList();
        return counted.Aggregate(TimeSpan.Zero, (sum, l) => sum + (l.To!.Value - l.From!.Value)) == a
            && counted.All(l => l.From >= t && l.From < l.To && l.To <= c.Deadline(t, a))
            && days.SequenceEqual(Enumerable.Range(0, days.Count).Select(i => days[0].AddDays(i)));
    }, iter: 2_000);

    [Fact]
    public void Elapsed_time_is_what_the_clock_on_the_wall_shows_minute_by_minute() =>
        // Hours from 04:00 to 23:00 only: clocks change outside them, so each minute either counts or does not.
        Gen.Select(Zone.Where(z => z is "Asia/Shanghai" or "Europe/Amsterdam" or "America/New_York" or "Australia/Lord_Howe"), Gen.Int[16, 92].Array[4], Gen.Int[0, 580], Gen.Int[1, 20 * 1_440])
            .Sample((zone, cuts, startDay, minutes) =>
            {
                var sorted = cuts.Distinct().Order().ToList();
                var hours = Enumerable.Range(0, sorted.Count / 2).Select(i => new Hours(Time(sorted[2 * i]), Time(sorted[(2 * i) + 1]))).ToList();
                var tz = TimeZoneInfo.FindSystemTimeZoneById(zone);
                var off = First.AddDays(startDay + 3);
                var calendar = new WorkingTime(
                    tz, Enum.GetValues<DayOfWeek>().Where(d => d != DayOfWeek.Sunday).SelectMany(d => hours.Select(h => (d, h))).ToLookup(x => x.d, x => x.h),
                    new Dictionary<DateOnly, SpecialDay> { [off] = new(DayKind.Holiday, "x", []) });
                var start = new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(startDay);
                var shown = Enumerable.Range(0, minutes).Select(m => TimeZoneInfo.ConvertTime(start.AddMinutes(m), tz).DateTime)
                    .Count(l => l.DayOfWeek != DayOfWeek.Sunday && DateOnly.FromDateTime(l) != off && hours.Any(h => TimeOnly.FromDateTime(l) >= h.Start && TimeOnly.FromDateTime(l) < h.End));
                return calendar.Elapsed(start, start.AddMinutes(minutes)) == TimeSpan.FromMinutes(shown);
            }, iter: 200);

    private static TimeOnly Time(int quarters) => quarters == 96 ? TimeOnly.MinValue : new TimeOnly(quarters / 4, quarters % 4 * 15);
}

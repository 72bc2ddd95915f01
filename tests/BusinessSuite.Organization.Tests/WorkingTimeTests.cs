using BusinessSuite.Organization.Calendars;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-01")]
[Trait("row", "IN-10")]
public sealed class WorkingTimeTests
{
    private static readonly Hours[] Office = [new(new(9, 0), new(12, 0)), new(new(13, 0), new(18, 0))];

    private static readonly Dictionary<DateOnly, SpecialDay> October2026 = new()
    {
        [new(2026, 10, 1)] = new(DayKind.Holiday, "国庆节", []),
        [new(2026, 10, 2)] = new(DayKind.Holiday, "国庆节", []),
        [new(2026, 10, 5)] = new(DayKind.Holiday, "国庆节", []),
        [new(2026, 10, 6)] = new(DayKind.Holiday, "国庆节", []),
        [new(2026, 10, 7)] = new(DayKind.Holiday, "国庆节", []),
        [new(2026, 10, 10)] = new(DayKind.MakeupWorkday, "国庆节", Office),
        [new(2026, 10, 12)] = new(DayKind.SpecialHours, "半天", [new(new(9, 0), new(12, 0))]),
    };

    [Fact]
    public void Holidays_are_skipped_and_make_up_days_and_half_days_are_counted()
    {
        var calendar = Calendar("Asia/Shanghai", October2026);

        // Wednesday 30 September, 17:00: 1 h that day, 8 h on the 8th and 9th, 8 h on Saturday the 10th, 3 h on the half Monday, then Tuesday.
        calendar.Deadline(At(2026, 9, 30, 17, 0, 8), TimeSpan.FromHours(29)).Should().Be(At(2026, 10, 13, 10, 0, 8));
        calendar.DeadlineInDays(At(2026, 9, 30, 17, 0, 8), 4).Should().Be(At(2026, 10, 12, 12, 0, 8));
    }

    [Fact]
    public void Each_counted_stretch_and_each_skipped_day_is_explained()
    {
        var lines = Calendar("Asia/Shanghai", October2026).Explain(At(2026, 10, 2, 10, 0, 8), TimeSpan.FromHours(20));

        lines.Select(l => (l.Day.Day, l.Kind, l.Name, Hours: l.From is null ? 0 : (l.To!.Value - l.From.Value).TotalHours)).Should().Equal(
            (2, DayKind.Holiday, "国庆节", 0d), (3, DayKind.RestDay, null, 0), (4, DayKind.RestDay, null, 0), (5, DayKind.Holiday, "国庆节", 0),
            (6, DayKind.Holiday, "国庆节", 0), (7, DayKind.Holiday, "国庆节", 0), (8, DayKind.Workday, null, 3), (8, DayKind.Workday, null, 5),
            (9, DayKind.Workday, null, 3), (9, DayKind.Workday, null, 5), (10, DayKind.MakeupWorkday, "国庆节", 3), (10, DayKind.MakeupWorkday, "国庆节", 1));
    }

    [Theory]
    [InlineData(3, "2026-03-02T04:00:00Z")] // Used up exactly: the end of the morning, not the start of the afternoon.
    [InlineData(0, "2026-03-01T22:00:00Z")] // No time at all ends at the start, though nobody works then.
    [InlineData(8, "2026-03-02T10:00:00Z")]
    public void A_boundary_is_the_end_of_what_was_used_up(int hours, string deadline) =>
        Calendar("Asia/Shanghai").Deadline(At(2026, 3, 2, 6, 0, 8), TimeSpan.FromHours(hours)).Should().Be(DateTimeOffset.Parse(deadline, null));

    [Theory]
    [InlineData("Europe/Amsterdam", "2026-03-28T23:00:00Z", 7)] // Clocks skip 02:00 to 03:00: 8 hours on the wall, 7 real ones.
    [InlineData("Europe/Amsterdam", "2026-10-24T22:00:00Z", 9)] // 02:00 to 03:00 comes twice.
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", 7)]
    [InlineData("America/New_York", "2026-11-01T04:00:00Z", 9)]
    [InlineData("Australia/Lord_Howe", "2026-10-03T13:30:00Z", 7.5)] // By half an hour.
    [InlineData("Australia/Lord_Howe", "2026-04-04T13:00:00Z", 8.5)]
    [InlineData("Asia/Shanghai", "2026-03-28T16:00:00Z", 8)]
    public void A_night_shift_counts_the_time_that_really_passes(string zone, string midnight, double hours)
    {
        var start = DateTimeOffset.Parse(midnight, null);
        var calendar = Calendar(zone, hours: [new(new(0, 0), new(8, 0))], everyDay: true);

        calendar.Elapsed(start, start.AddHours(22)).Should().Be(TimeSpan.FromHours(hours));
        calendar.Deadline(start, TimeSpan.FromHours(hours)).Should().Be(start.AddHours(hours));
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-03T15:00:00Z", "2018-11-05T14:00:00Z")] // No midnight on the 4th.
    [InlineData("Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z")] // No 30th at all.
    public void Hours_that_clocks_skip_pass_in_no_time(string zone, string noonBefore, string noonAfter) =>
        // From noon on the day before to noon on the day after, both local: only the last midnight is one.
        Calendar(zone, hours: [new(new(0, 0), new(0, 30))], everyDay: true)
            .Elapsed(DateTimeOffset.Parse(noonBefore, null), DateTimeOffset.Parse(noonAfter, null)).Should().Be(TimeSpan.FromMinutes(30));

    [Fact]
    public void A_day_may_end_at_midnight()
    {
        var calendar = Calendar("Asia/Shanghai", hours: [new(new(22, 0), new(0, 0))]);

        calendar.Deadline(At(2026, 3, 2, 9, 0, 8), TimeSpan.FromHours(2)).Should().Be(At(2026, 3, 3, 0, 0, 8));
        calendar.Elapsed(At(2026, 3, 2, 9, 0, 8), At(2026, 3, 3, 9, 0, 8)).Should().Be(TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_calendar_without_working_time_says_so()
    {
        var calendar = Calendar("Asia/Shanghai", hours: []);

        calendar.Invoking(c => c.Deadline(At(2026, 3, 2, 9, 0, 8), TimeSpan.FromTicks(1))).Should().Throw<InvalidOperationException>();
        calendar.Invoking(c => c.DeadlineInDays(At(2026, 3, 2, 9, 0, 8), 1)).Should().Throw<InvalidOperationException>();
        calendar.Elapsed(At(2026, 3, 2, 9, 0, 8), At(2027, 3, 2, 9, 0, 8)).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Elapsed_time_has_no_horizon()
    {
        var calendar = Calendar("Asia/Shanghai", hours: [new(new(9, 0), new(10, 0))], everyDay: true);

        calendar.Elapsed(At(1950, 1, 1, 0, 0, 8), At(2050, 1, 1, 0, 0, 8)).Should().BeCloseTo(TimeSpan.FromHours(36_525), TimeSpan.FromHours(1));
    }

    [Fact]
    public void The_end_of_the_calendar_is_an_answer_too()
    {
        var calendar = Calendar("Pacific/Apia", hours: Office, everyDay: true);

        calendar.Invoking(c => c.Deadline(DateTimeOffset.MaxValue, TimeSpan.FromHours(1))).Should().Throw<InvalidOperationException>();
        calendar.Invoking(c => c.DeadlineInDays(DateTimeOffset.MaxValue, 1)).Should().Throw<InvalidOperationException>();
        calendar.Elapsed(DateTimeOffset.MaxValue.AddDays(-1), DateTimeOffset.MaxValue).Should().BeLessThan(TimeSpan.FromHours(17));
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute, int offset) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(offset));

    private static WorkingTime Calendar(string zone, Dictionary<DateOnly, SpecialDay>? special = null, Hours[]? hours = null, bool everyDay = false) => new(
        TimeZoneInfo.FindSystemTimeZoneById(zone),
        Enum.GetValues<DayOfWeek>().Where(d => everyDay || d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(d => (hours ?? Office).Select(h => (Day: d, Hours: h))).ToLookup(x => x.Day, x => x.Hours),
        special ?? []);
}

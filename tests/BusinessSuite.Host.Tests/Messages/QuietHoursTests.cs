using BusinessSuite.Host.Messages;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class QuietHoursTests
{
    [Theory]
    // Across midnight.
    [InlineData("21:00", "08:00", "Asia/Shanghai", "2026-03-02T20:59:59+08:00", null)]
    [InlineData("21:00", "08:00", "Asia/Shanghai", "2026-03-02T21:00:00+08:00", "2026-03-03T08:00:00+08:00")]
    [InlineData("21:00", "08:00", "Asia/Shanghai", "2026-03-03T00:30:00+08:00", "2026-03-03T08:00:00+08:00")]
    [InlineData("21:00", "08:00", "Asia/Shanghai", "2026-03-03T08:00:00+08:00", null)]
    // Within a day.
    [InlineData("12:00", "14:00", "Asia/Shanghai", "2026-03-02T13:00:00+08:00", "2026-03-02T14:00:00+08:00")]
    [InlineData("12:00", "14:00", "Asia/Shanghai", "2026-03-02T11:59:00+08:00", null)]
    // The night in which an hour is left out, and the one in which an hour comes twice.
    [InlineData("21:00", "08:00", "Europe/Berlin", "2026-03-28T23:00:00+01:00", "2026-03-29T08:00:00+02:00")]
    [InlineData("21:00", "02:30", "Europe/Berlin", "2026-03-28T23:00:00+01:00", "2026-03-29T03:30:00+02:00")]
    [InlineData("21:00", "08:00", "Europe/Berlin", "2026-10-24T23:00:00+02:00", "2026-10-25T08:00:00+01:00")]
    // None at all.
    [InlineData("08:00", "08:00", "Asia/Shanghai", "2026-03-02T13:00:00+08:00", null)]
    public void Quiet_hours_end_by_the_clock_on_the_wall(string from, string until, string zone, string at, string? end)
    {
        var quiet = new QuietOptions { From = TimeOnly.Parse(from), Until = TimeOnly.Parse(until) };
        var time = TimeZoneInfo.FindSystemTimeZoneById(zone);
        quiet.End(DateTimeOffset.Parse(at), Channels.Sms, time).Should().Be(end is null ? null : DateTimeOffset.Parse(end));
        quiet.End(DateTimeOffset.Parse(at), Channels.Mail, time).Should().BeNull("mail disturbs nobody");
    }
}

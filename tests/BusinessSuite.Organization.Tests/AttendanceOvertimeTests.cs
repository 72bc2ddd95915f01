using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessSuite.Organization.Tests;

/// <summary>Overtime that goes on into the night belongs to the day's work, over midnight too.</summary>
[Trait("row", "GE-08")]
public sealed class AttendanceOvertimeTests
{
    private int _events;

    [Fact]
    [Trait("row", "GE-02")]
    [Trait("row", "GE-04")]
    public async Task A_day_reaches_to_the_end_of_its_approved_overtime_and_is_corrected_there()
    {
        await using var world = await TimeWorld.Open();
        var shift = await world.Shift("DAY", "09:00", "18:00");
        var (stayed, forgot) = (await Rostered(world, shift), await Rostered(world, shift));
        foreach (var employee in new[] { stayed, forgot })
        {
            await Overtime(world, employee, "2026-03-03T11:00:00Z", "2026-03-03T14:00:00Z");
        }

        await At(world, "2026-03-04T02:00:00Z");
        await Told(world, stayed, ("IN", "2026-03-03T01:00:00Z"), ("OUT", "2026-03-03T14:03:00Z"));
        await Told(world, forgot, ("IN", "2026-03-03T01:00:00Z"));
        (await Days(world, stayed, "2026-03-03", "2026-03-03")).Should().Equal("2026-03-03 PRESENT PT9H PT3H");
        (await Days(world, forgot, "2026-03-03", "2026-03-03")).Should().Equal("2026-03-03 MISSING_PUNCH PT0S PT0S");
        var correction = await world.Make("requestCorrection", "attendanceCorrection", new { employeeId = forgot, day = "2026-03-03", kind = "MISSING_PUNCH", reason = "x", evidence = "x", leftAt = "2026-03-03T14:03:00Z" });
        await world.Boss.Do("approveCorrection", new { attendanceCorrectionId = correction }, "attendanceCorrection { id }");
        (await Kept(world, forgot)).Should().Contain("2026-03-03 PRESENT PT9H PT3H");
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task Overtime_over_midnight_is_asked_for_in_two_and_worked_in_one()
    {
        await using var world = await TimeWorld.Open();
        var (day, late) = (await world.Shift("DAY", "09:00", "18:00"), await world.Shift("LATE", "15:00", "23:00"));
        var (weekend, evening, apart) = (await Rostered(world, day), await Rostered(world, late), await Rostered(world, day));
        // On a weekend from 22:00 to 02:00, and twice from the end of a shift at 23:00 to 02:00, the second time into the next month.
        await Overtime(world, weekend, "2026-03-07T14:00:00Z", "2026-03-07T16:00:00Z", "REST");
        await Overtime(world, weekend, "2026-03-07T16:00:00Z", "2026-03-07T18:00:00Z", "REST");
        foreach (var date in new[] { "2026-03-10", "2026-03-31" })
        {
            await Overtime(world, evening, $"{date}T15:00:00Z", $"{date}T16:00:00Z");
            await Overtime(world, evening, $"{date}T16:00:00Z", $"{date}T18:00:00Z");
        }

        // Who forgot to clock out on Friday has not stayed until Saturday.
        await Overtime(world, apart, "2026-03-06T11:00:00Z", "2026-03-06T14:00:00Z");
        await Overtime(world, apart, "2026-03-07T01:00:00Z", "2026-03-07T04:00:00Z");
        await At(world, "2026-03-31T19:00:00Z");
        await Told(world, weekend, ("IN", "2026-03-07T13:55:00Z"), ("OUT", "2026-03-07T18:05:00Z"));
        await Told(
            world, evening, ("IN", "2026-03-10T07:00:00Z"), ("OUT", "2026-03-10T18:05:00Z"), ("IN", "2026-03-11T07:00:00Z"), ("OUT", "2026-03-11T15:00:00Z"), ("IN", "2026-03-31T07:00:00Z"), ("OUT", "2026-03-31T18:05:00Z"));
        await Told(world, apart, ("IN", "2026-03-06T01:00:00Z"), ("IN", "2026-03-07T01:00:00Z"), ("OUT", "2026-03-07T04:00:00Z"));
        (await Days(world, weekend, "2026-03-07", "2026-03-08")).Should().Equal("2026-03-07 OFF PT0S PT2H", "2026-03-08 OFF PT0S PT2H");
        (await Days(world, evening, "2026-03-10", "2026-03-11")).Should().Equal("2026-03-10 PRESENT PT8H PT1H", "2026-03-11 PRESENT PT8H PT2H");
        (await Days(world, evening, "2026-03-31", "2026-04-01")).Should().Equal("2026-03-31 PRESENT PT8H PT1H", "2026-04-01 ABSENT PT0S PT2H");
        (await Days(world, apart, "2026-03-06", "2026-03-07")).Should().Equal("2026-03-06 MISSING_PUNCH PT0S PT0S", "2026-03-07 OFF PT0S PT3H");

        // Four hours after the overtime nothing is added to the last day of the month.
        await At(world, "2026-03-31T21:59:00Z");
        (await world.Boss.Refused("closeAttendanceMonth", new { month = "2026-03-01" })).Should().Be("MONTH_RUNNING");
        await At(world, "2026-04-01T12:00:00Z");
        await world.Boss.Do("closeAttendanceMonth", new { month = "2026-03-01" }, "attendanceMonth { id }");
        (await world.Balance(weekend, "COMPENSATORY", "2026-04-02")).Should().Be(4);
        (await world.Admin.Query("{ recomputeAttendanceMonth(month: \"2026-03-01\") { days differences { employee { id } kept { day overtime } again { day overtime } } } }"))["recomputeAttendanceMonth"]!["differences"]!.ToJsonString()
            .Should().Be("[]");
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task Overtime_that_begins_the_shift_of_the_next_day_is_part_of_its_stay()
    {
        await using var world = await TimeWorld.Open();
        var employee = await Rostered(world, await world.Shift("EARLY", "00:30", "08:30"));
        await Overtime(world, employee, "2026-03-09T14:30:00Z", "2026-03-09T16:00:00Z");
        await At(world, "2026-03-11T02:00:00Z");
        await Told(world, employee, ("IN", "2026-03-08T16:25:00Z"), ("OUT", "2026-03-09T00:30:00Z"), ("IN", "2026-03-09T14:25:00Z"), ("OUT", "2026-03-10T00:30:00Z"));
        (await Days(world, employee, "2026-03-09", "2026-03-10")).Should().Equal("2026-03-09 PRESENT PT8H PT1H30M", "2026-03-10 PRESENT PT8H PT0S");
    }

    [Fact]
    public async Task Hours_that_a_roster_plans_on_a_statutory_holiday_are_outside_of_the_limits()
    {
        await using var world = await TimeWorld.Open();
        var shift = await world.Shift("ROTATING", "09:00", "18:00");
        var (rotating, free) = (await Rostered(world, shift, followsCalendar: false), await world.Employee());
        object Holiday(string employee, string day, string from, string until) => new { employeeId = employee, from = $"{day}T{from}:00Z", until = $"{day}T{until}:00Z", reason = "Duty" };
        (await world.Admin.Refused("requestOvertime", Holiday(free, "2026-10-01", "01:00", "10:00"))).Should().Be("OVERTIME_CAP");
        // Nine planned hours on each of three days, and three more on the first.
        var planned = (await world.Admin.Do("requestOvertime", Holiday(rotating, "2026-10-01", "01:00", "10:00"), "overtimeRequest { class rate planned }"))["overtimeRequest"]!;
        planned.ToJsonString().Should().Be("""{"class":"STATUTORY_HOLIDAY","rate":300,"planned":"PT9H"}""");
        await world.Make("requestOvertime", "overtimeRequest", Holiday(rotating, "2026-10-01", "10:00", "13:00"));
        (await world.Admin.Refused("requestOvertime", Holiday(rotating, "2026-10-01", "13:00", "14:00"))).Should().Be("OVERTIME_CAP");
        await world.Make("requestOvertime", "overtimeRequest", Holiday(rotating, "2026-10-02", "01:00", "10:00"));
        await world.Make("requestOvertime", "overtimeRequest", Holiday(rotating, "2026-10-03", "01:00", "10:00"));
        (await world.Admin.Refused("requestOvertime", Holiday(rotating, "2026-10-05", "01:00", "04:00"))).Should().Be("OVERTIME_IN_WORKING_TIME");
    }

    private static async Task<string> Rostered(TimeWorld world, string shift, bool followsCalendar = true)
    {
        var employee = await world.Employee();
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-03-01", followsCalendar });
        return employee;
    }

    private static async Task Overtime(TimeWorld world, string employee, string from, string until, string compensation = "PAY")
    {
        var request = await world.Make("requestOvertime", "overtimeRequest", new { employeeId = employee, from, until, reason = "Stock-taking", compensation });
        await world.Boss.Do("approveOvertime", new { overtimeRequestId = request }, "overtimeRequest { id }");
    }

    private static Task At(TimeWorld world, string at) => world.Advance(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) - world.Clock.GetUtcNow());

    private static async Task<IEnumerable<string>> Days(TimeWorld world, string employee, string first, string last)
    {
        await world.Admin.Do("computeAttendance", new { employeeId = employee, first, last }, "changed");
        return (await Kept(world, employee)).Where(d => string.CompareOrdinal(d[..10], first) >= 0 && string.CompareOrdinal(d[..10], last) <= 0);
    }

    private static async Task<IEnumerable<string>> Kept(TimeWorld world, string employee) =>
        (await world.Admin.Query("query($id: ID!) { employee(id: $id) { attendance(first: 60, orderBy: [{field: DAY}]) { nodes { day status worked overtime } } } }", new { id = employee }))["employee"]!["attendance"]!["nodes"]!.AsArray()
            .Select(d => $"{d!["day"]} {d["status"]} {d["worked"]} {d["overtime"]}");

    private Task<JsonNode> Told(TimeWorld world, string employee, params (string Direction, string At)[] events) => world.Admin.Do(
        "recordClockEvents", new { device = "GATE", source = "TERMINAL", events = events.Select(e => new { eventId = $"{++_events}", employeeId = employee, direction = e.Direction, at = e.At }).ToArray() }, "added");
}

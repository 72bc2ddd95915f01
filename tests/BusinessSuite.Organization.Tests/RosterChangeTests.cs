using System.Text.Json.Nodes;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

/// <summary>What follows when people are to work at other times.</summary>
public sealed class RosterChangeTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    [Trait("row", "GE-06")]
    [Trait("row", "GE-08")]
    public async Task Whoever_is_put_on_a_shift_has_leave_and_overtime_ahead_judged_anew_and_is_told()
    {
        var employee = await world.Employee();
        await world.Admin.Do("setWorkContact", new { employeeId = employee, email = "rostered@example.org", language = "EN" }, "employee { id }");
        await world.Give(employee, "ANNUAL", "5");
        var leave = await world.Approved(world.Days(employee, "ANNUAL", "2026-08-17", "2026-08-21"));
        var overtime = await Overtime(employee, "2026-08-22");
        (await Judged(overtime)).Should().Be("REST_DAY 200");
        var told = await world.Events("LeaveRerated");

        // One day by roster; from Friday on there is none, so that Friday is off.
        var shift = await world.Shift("ONE-DAY", "09:00", "18:00");
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-08-20", validUntil = "2026-08-21" });
        decimal.Parse((string)(await world.Leave(leave))["amount"]!).Should().Be(4);
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(1);
        (await world.Events("LeaveRerated")).Should().Be(told + 1);
        (await world.Admin.Query("query { messages(where: { templateCode: { eq: \"organization.leave-rerated\" } }) { nodes { body routes { nodes { address } } } } }"))["messages"]!["nodes"]!.AsArray()
            .Where(m => m!["routes"]!.ToJsonString().Contains("rostered@example.org")).Should().ContainSingle().Which!["body"]!.GetValue<string>().Should().Contain("took 5 days and takes 4 now.");
        (await Judged(overtime)).Should().Be("REST_DAY 200");

        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-08-22", followsCalendar = false });
        (await Judged(overtime)).Should().Be("WORKDAY 150", "it is worked on that Saturday");
        (await world.Events("LeaveRerated")).Should().Be(told + 1, "nothing is different for the leave");
    }

    [Fact]
    [Trait("row", "GE-06")]
    [Trait("row", "GE-08")]
    public async Task When_a_shift_has_other_times_leave_and_overtime_ahead_of_those_on_it_are_judged_anew()
    {
        var (on, off) = (await world.Employee(), await world.Employee());
        var shift = await world.Shift("MOVED", "09:00", "17:00");
        await world.Make("assignShift", "rosterEntry", new { employeeId = on, shiftId = shift, validFrom = "2026-03-01" });
        var leave = await world.Approved(world.Days(on, "SICK", "2026-07-06"));
        var before = await world.Approved(world.Days(on, "SICK", "2026-06-29"));
        var other = await world.Approved(world.Days(off, "SICK", "2026-07-06"));
        var told = await world.Events("LeaveRerated");
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2026-07-01", start = "10:00", end = "16:00" });
        foreach (var (request, hours) in new[] { (leave, 6m), (before, 8m), (other, 8m) })
        {
            decimal.Parse((string)(await world.Leave(request))["amount"]!).Should().Be(hours);
        }

        (await world.Events("LeaveRerated")).Should().Be(told + 1);

        // A shift without times is no work; when it is given some, its days are workdays.
        var empty = await world.Make("createShift", "shift", new { code = "EMPTY", name = "x", calendarId = world.Calendar });
        await world.Make("assignShift", "rosterEntry", new { employeeId = off, shiftId = empty, validFrom = "2026-07-20", followsCalendar = false });
        var overtime = await Overtime(off, "2026-07-25");
        (await Judged(overtime)).Should().Be("REST_DAY 200");
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = empty, validFrom = "2026-07-20", start = "09:00", end = "17:00" });
        (await Judged(overtime)).Should().Be("WORKDAY 150");
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task A_shift_leaves_eight_hours_of_rest_a_day()
    {
        var shift = await world.Make("createShift", "shift", new { code = "LONG", name = "x", calendarId = world.Calendar });
        object Times(string start, string end) => new { shiftId = shift, validFrom = "2026-07-20", start, end };
        (await world.Admin.Refused("setShiftTimes", Times("06:00", "04:00"))).Should().Be("SHIFT_TOO_LONG");
        (await world.Admin.Refused("setShiftTimes", Times("06:00", "06:00"))).Should().Be("SHIFT_TOO_LONG", "that is a whole day");
        (await world.Admin.Refused("setShiftTimes", Times("16:00", "08:01"))).Should().Be("SHIFT_TOO_LONG");
        await world.Make("setShiftTimes", "shiftVersion", Times("16:00", "08:00"));
        var sql = () => world.AsApp("insert into organization.shift_versions select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'valid_from', '2010-01-01', 'valid_until', '2010-01-02', 'end', '08:01'))).* from organization.shift_versions v join organization.shifts s on s.id = v.shift_id where s.code = 'LONG'", """{"scopes":{"*":"ALL"}}""");
        (await sql.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_shift_versions_length");
    }

    private Task<string> Overtime(string employee, string day) =>
        world.Make("requestOvertime", "overtimeRequest", new { employeeId = employee, from = $"{day}T11:00:00Z", until = $"{day}T13:00:00Z", reason = "Month end" });

    private async Task<string> Judged(string overtime)
    {
        JsonNode request = (await world.Admin.Query("query($id: ID!) { overtimeRequest(id: $id) { class rate } }", new { id = overtime }))["overtimeRequest"]!;
        return $"{request["class"]} {request["rate"]}";
    }
}

/// <summary>The week of the calendar changes while people work by it.</summary>
[Trait("row", "GE-01")]
public sealed class WeekChangeTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    [Trait("row", "GE-02")]
    [Trait("row", "GE-06")]
    [Trait("row", "GE-08")]
    public async Task Another_week_holds_from_its_day_on_for_leave_overtime_attendance_and_deadlines()
    {
        var (employee, free) = (await world.Employee(), await world.Employee());
        var shift = await world.Make("createShift", "shift", new { code = "DAY", name = "Day", calendarId = world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2020-01-01", start = "09:00", end = "17:00" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-03-01" });
        await world.Give(free, "ANNUAL", "5");
        var leave = await world.Approved(world.Days(free, "ANNUAL", "2026-04-17", "2026-04-20"));
        var overtime = await world.Make("requestOvertime", "overtimeRequest", new { employeeId = employee, from = "2026-04-18T11:00:00Z", until = "2026-04-18T13:00:00Z", reason = "Month end" });
        var told = await world.Events("LeaveRerated");

        await At("2026-03-20T04:00:00Z");
        var week = new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY" }.SelectMany(d => new object[] { new { weekday = d, start = "09:00", end = "12:00" }, new { weekday = d, start = "13:00", end = "18:00" } });
        await world.Admin.Do("setWeeklyHours", new { calendarId = world.Calendar, week }, "workCalendar { id }");
        decimal.Parse((string)(await world.Leave(leave))["amount"]!).Should().Be(3, "the Saturday within counts");
        (await world.Balance(free, "ANNUAL", "2026-12-31")).Should().Be(2);
        (await world.Events("LeaveRerated")).Should().Be(told + 1);
        (await world.Admin.Query("query($id: ID!) { overtimeRequest(id: $id) { class rate } }", new { id = overtime }))["overtimeRequest"]!.ToJsonString().Should().Be("""{"class":"WORKDAY","rate":150}""");
        (await Deadline("2026-03-13T09:00:00Z")).Should().Be("2026-03-16T02:00:00Z", "that Saturday was off");
        (await Deadline("2026-03-20T09:00:00Z")).Should().Be("2026-03-21T02:00:00Z", "this one is worked");

        await At("2026-04-01T04:00:00Z");
        await world.Boss.Do("closeAttendanceMonth", new { month = "2026-03-01" }, "attendanceMonth { id }");
        var saturdays = (await world.Admin.Query("query($id: ID!) { employee(id: $id) { attendance(first: 40, orderBy: [{field: DAY}]) { nodes { day status } } } }", new { id = employee }))["employee"]!["attendance"]!["nodes"]!.AsArray()
            .Where(d => DateOnly.Parse((string)d!["day"]!, System.Globalization.CultureInfo.InvariantCulture).DayOfWeek == DayOfWeek.Saturday).Select(d => $"{d!["day"]} {d["status"]}");
        saturdays.Should().Equal("2026-03-07 OFF", "2026-03-14 OFF", "2026-03-21 ABSENT", "2026-03-28 ABSENT");
        (await world.Admin.Query("{ recomputeAttendanceMonth(month: \"2026-03-01\") { differences { employee { id } } } }"))["recomputeAttendanceMonth"]!["differences"]!.AsArray().Should().BeEmpty();
    }

    private Task At(string at) => world.Advance(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - world.Clock.GetUtcNow());

    private async Task<string> Deadline(string start) =>
        (string)(await world.Admin.Query("query($s: DateTime!) { explainDeadline(start: $s, workingTime: \"PT2H\") { deadline } }", new { s = start }))["explainDeadline"]!["deadline"]!;
}

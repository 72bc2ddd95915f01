namespace BusinessSuite.Organization.Tests;

/// <summary>Days that were judged are judged anew when more becomes known of them.</summary>
[Trait("row", "GE-02")]
public sealed class AttendanceKnownTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    private static int _events;

    [Fact]
    public async Task Events_absences_leave_and_rosters_that_become_known_later_count_at_once()
    {
        var (offline, sick, approved, moved) = (await Rostered("OFFLINE"), await Rostered("SICK"), await Rostered("LEAVE"), await Rostered("MOVED"));
        foreach (var employee in new[] { offline, sick, approved, moved })
        {
            // As the nights have judged them.
            await world.Admin.Do("computeAttendance", new { employeeId = employee, first = "2026-02-23", last = "2026-02-27" }, "changed");
            (await Statuses(employee)).Should().Equal(Enumerable.Repeat("ABSENT", 5));
        }

        await Told(offline, ("IN", "2026-02-24T01:00:00Z"), ("OUT", "2026-02-24T10:00:00Z"), ("IN", "2026-02-26T01:00:00Z"));
        (await Statuses(offline)).Should().Equal("ABSENT", "PRESENT", "ABSENT", "MISSING_PUNCH", "ABSENT");

        var absence = await world.Make("recordAbsence", "absence", new { employeeId = sick, kind = "TRAINING", from = "2026-02-24T00:00:00Z", until = "2026-02-26T16:00:00Z" });
        (await Statuses(sick)).Should().Equal("ABSENT", "ON_LEAVE", "ON_LEAVE", "ON_LEAVE", "ABSENT");
        await world.Admin.Do("cancelAbsence", new { absenceId = absence }, "absence { id }");
        (await Statuses(sick)).Should().Equal(Enumerable.Repeat("ABSENT", 5));

        await world.Approved(world.Days(approved, "SICK", "2026-02-23", "2026-02-24"));
        (await Statuses(approved)).Should().Equal("ON_LEAVE", "ON_LEAVE", "ABSENT", "ABSENT", "ABSENT");

        var roster = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { roster { nodes { id } } } }", new { id = moved }))["employee"]!["roster"]!["nodes"]![0]!["id"]!;
        await world.Admin.Do("endShift", new { rosterEntryId = roster, on = "2026-02-26" }, "rosterEntry { validUntil }");
        (await Statuses(moved, 5)).Should().Equal("ABSENT", "ABSENT", "ABSENT", "OFF", "OFF");
        (await world.Admin.Refused("endShift", new { rosterEntryId = roster, on = "2026-02-27" })).Should().Be("ALREADY_ENDED");
        (await world.Admin.Refused("endShift", new { rosterEntryId = roster, on = "2026-01-31" })).Should().Be("PERIOD_REVERSED");
        await world.Make("assignShift", "rosterEntry", new { employeeId = moved, shiftId = await world.Shift("LATER"), validFrom = "2026-02-27" });
        (await Statuses(moved, 5)).Should().Equal("ABSENT", "ABSENT", "ABSENT", "OFF", "ABSENT");

        // Nobody judges days ahead, nor those of whoever is on no roster.
        var free = await world.Employee();
        await Told(free, ("IN", "2026-02-24T01:00:00Z"));
        (await Statuses(free)).Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "GE-03")]
    public async Task A_device_that_repeats_itself_with_more_digits_than_are_kept_tells_the_same()
    {
        var employee = await world.Employee();
        object Batch(string at) => new { device = "FINE", source = "TERMINAL", events = new[] { new { eventId = "1", employeeId = employee, direction = "IN", at } } };
        (await world.Admin.Do("recordClockEvents", Batch("2026-02-02T01:00:00.1234567Z"), "added known")).ToJsonString().Should().Contain("\"added\":1");
        (await world.Admin.Do("recordClockEvents", Batch("2026-02-02T01:00:00.1234567Z"), "added known")).ToJsonString().Should().Contain("\"added\":0,\"known\":1");
        (await world.Admin.Refused("recordClockEvents", Batch("2026-02-02T01:00:00.1234577Z"))).Should().Be("CLOCK_EVENT_DIFFERS");
    }

    [Fact]
    [Trait("row", "GE-04")]
    public async Task Whoever_corrects_coming_and_going_corrects_two_events()
    {
        var employee = await Rostered("TWO");
        object Both(string day) => new { employeeId = employee, day, kind = "MISSING_PUNCH", reason = "Forgot", evidence = "Camera", arrivedAt = $"{day}T01:00:00Z", leftAt = $"{day}T10:00:00Z" };
        await world.Make("requestCorrection", "attendanceCorrection", Both("2026-02-24"));
        (await world.Admin.Refused("requestCorrection", Both("2026-02-25"))).Should().Be("CORRECTION_QUOTA", "three events a month");
    }

    [Fact]
    public async Task Days_off_are_those_of_the_zone_that_holds_on_them()
    {
        var employee = await Rostered("HERE", followsCalendar: true);
        var calendar = await world.Make("createWorkCalendar", "workCalendar", new { code = "LON", name = "London", timeZone = "Europe/London", week = new[] { new { weekday = "MONDAY", start = "09:00", end = "17:00" } } });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = await world.Shift("THERE", calendar: calendar), validFrom = "2026-02-17" });
        await world.Admin.Do("computeAttendance", new { employeeId = employee, first = "2026-02-14", last = "2026-02-22" }, "changed");
        var off = (await world.Admin.Query("query($id: ID!) { employee(id: $id) { attendance(first: 40, where: {day: {range: {gte: \"2026-02-16\", lte: \"2026-02-21\"}}}, orderBy: [{field: DAY}]) { nodes { windowFrom } } } }", new { id = employee }))["employee"]!["attendance"]!["nodes"]!.AsArray();
        ((string)off[0]!["windowFrom"]!, (string)off[5]!["windowFrom"]!).Should().Be(("2026-02-15T16:00:00Z", "2026-02-21T00:00:00Z"));
    }

    private async Task<string> Rostered(string code, bool followsCalendar = false)
    {
        var employee = await world.Employee();
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = await world.Shift(code), validFrom = "2026-02-01", followsCalendar });
        return employee;
    }

    private async Task Told(string employee, params (string Direction, string At)[] events) => await world.Admin.Do(
        "recordClockEvents", new { device = "GATE", source = "TERMINAL", events = events.Select(e => new { eventId = $"{Interlocked.Increment(ref _events)}", employeeId = employee, direction = e.Direction, at = e.At }).ToArray() }, "added");

    private async Task<List<string>> Statuses(string employee, int days = 5) =>
        [.. (await world.Admin.Query("query($id: ID!, $last: Date!) { employee(id: $id) { attendance(first: 40, orderBy: [{field: DAY}], where: {day: {range: {gte: \"2026-02-23\", lte: $last}}}) { nodes { status } } } }",
            new { id = employee, last = $"2026-02-{22 + days}" }))["employee"]!["attendance"]!["nodes"]!.AsArray().Select(d => (string)d!["status"]!)];
}

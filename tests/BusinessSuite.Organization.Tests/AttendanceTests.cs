using System.Text.Json.Nodes;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

public sealed class AttendanceTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";
    private static int _events;

    [Fact]
    [Trait("row", "GE-02")]
    public async Task A_day_is_judged_by_the_times_of_its_shift()
    {
        var employee = await Rostered("JUDGE", "09:00", "18:00");
        await world.Give(employee, "ANNUAL", "2");
        // Within the grace of ten minutes, beyond it, gone early, both, half a day, an hour less one minute, without the second event.
        await Clock(employee, ("2026-02-02", "01:10", "10:00"), ("2026-02-03", "01:11", "10:00"), ("2026-02-04", "00:50", "09:54"), ("2026-02-05", "01:30", "09:00"), ("2026-02-06", "01:00", "03:30"), ("2026-02-09", "01:00", "01:59"));
        await Clock(employee, ("2026-02-10", "01:00", null), ("2026-02-13", "06:00", "10:05"), ("2026-02-14", "01:00", "10:00"));
        await world.AsApp($"insert into organization.absences (id, version, employee_id, kind, \"from\", until) select gen_random_uuid(), 1, id, 'TRAINING', a, b from organization.employees, (values (timestamptz '2026-02-12T00:00:00Z', timestamptz '2026-02-12T16:00:00Z'), ('2026-02-13T00:00:00Z', '2026-02-13T06:00:00Z')) t(a, b) where number = (select max(number) from organization.employees where number like 'T%')", Everyone);
        var days = await Days(employee, "2026-02-02", "2026-02-17");
        days.Select(d => $"{d!["day"]} {d["status"]} {d["worked"]} {d["late"]} {d["early"]} {d["onLeave"]}").Should().Equal(
            "2026-02-02 PRESENT PT7H50M PT0S PT0S PT0S",
            "2026-02-03 LATE PT7H49M PT11M PT0S PT0S",
            "2026-02-04 LEFT_EARLY PT7H54M PT0S PT6M PT0S",
            "2026-02-05 LATE_AND_LEFT_EARLY PT6H30M PT30M PT1H PT0S",
            "2026-02-06 HALF_DAY PT2H30M PT0S PT6H30M PT0S",
            "2026-02-07 OFF PT0S PT0S PT0S PT0S",
            "2026-02-08 OFF PT0S PT0S PT0S PT0S",
            "2026-02-09 ABSENT PT59M PT0S PT8H1M PT0S",
            "2026-02-10 MISSING_PUNCH PT0S PT0S PT0S PT0S",
            "2026-02-11 ABSENT PT0S PT0S PT0S PT0S",
            "2026-02-12 ON_LEAVE PT0S PT0S PT0S PT8H",
            "2026-02-13 PRESENT PT4H PT0S PT0S PT4H",
            // The make-up Saturday before the Spring Festival is worked; then come rest days and holidays.
            "2026-02-14 PRESENT PT8H PT0S PT0S PT0S",
            "2026-02-15 OFF PT0S PT0S PT0S PT0S",
            "2026-02-16 OFF PT0S PT0S PT0S PT0S",
            "2026-02-17 OFF PT0S PT0S PT0S PT0S");
    }

    [Fact]
    [Trait("row", "GE-04")]
    public async Task Whoever_came_back_and_is_not_known_to_have_gone_misses_a_clock_event()
    {
        var employee = await Rostered("OPEN", "09:00", "18:00");
        await Clock(employee, ("2026-02-03", "01:00", "04:00"), ("2026-02-03", "05:00", null));
        (await Days(employee, "2026-02-03", "2026-02-03")).Select(d => $"{d!["status"]} {d["worked"]} {d["early"]} {d["leftAt"]}").Should().Equal("MISSING_PUNCH PT3H PT0S ");
        var correction = await world.Make("requestCorrection", "attendanceCorrection", new { employeeId = employee, day = "2026-02-03", kind = "MISSING_PUNCH", reason = "Forgot", evidence = "Camera at the gate", leftAt = "2026-02-03T10:00:00Z" });
        await world.Boss.Do("approveCorrection", new { attendanceCorrectionId = correction }, "attendanceCorrection { status }");
        (await Kept(employee, "2026-02-03")).Should().Be("PRESENT");
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task Rules_hold_by_date_and_earlier_days_stay_judged_by_earlier_ones()
    {
        var employee = await Rostered("DATED", "09:00", "18:00");
        var shift = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { roster { nodes { shift { id } } } } }", new { id = employee }))["employee"]!["roster"]!["nodes"]![0]!["shift"]!["id"]!;
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2026-02-04", start = "10:00", end = "19:00" });
        (await world.Admin.Refused("setShiftTimes", new { shiftId = shift, validFrom = "2026-02-03", start = "10:00", end = "19:00" })).Should().Be("RULE_EARLIER");
        (await world.Admin.Refused("setShiftTimes", new { shiftId = shift, validFrom = "2026-02-05", start = "10:00", end = "19:00", breakStart = "20:00", breakEnd = "21:00" })).Should().Be("BREAK_OUTSIDE");
        (await world.Admin.Refused("setShiftTimes", new { shiftId = shift, validFrom = "2026-02-05", start = "10:00", end = "19:00", absentBelow = "PT5H", halfDayBelow = "PT4H" })).Should().Be("THRESHOLDS_REVERSED");
        await Clock(employee, ("2026-02-03", "02:00", "11:00"), ("2026-02-04", "02:00", "11:00"));
        (await Days(employee, "2026-02-03", "2026-02-04")).Select(d => $"{d!["status"]} {d["late"]}").Should().Equal("LATE PT1H", "PRESENT PT0S");
        var changed = () => world.AsApp("update organization.shift_versions set late_grace = interval '1 hour'", Everyone);
        (await changed.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("wo_shift_versions");
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task A_night_shift_goes_over_midnight_and_each_event_belongs_to_one_day()
    {
        var employee = await Rostered("NIGHT", "22:00", "06:00", daily: true);
        // 22:00 in Shanghai is 14:00 in UTC. On the second morning the employee stays three hours, and comes back in the evening.
        await Clock(employee, ("2026-02-02", "14:00", "22:00"), ("2026-02-03", "14:30", null));
        await Event(employee, "OUT", "2026-02-04T01:00:00Z");
        await Event(employee, "IN", "2026-02-04T13:55:00Z");
        await Event(employee, "OUT", "2026-02-04T20:00:00Z");
        (await Days(employee, "2026-02-02", "2026-02-05")).Select(d => $"{d!["day"]} {d["status"]} {d["worked"]} {d["late"]} {d["early"]} {d["leftAt"]}").Should().Equal(
            "2026-02-02 PRESENT PT8H PT0S PT0S 2026-02-02T22:00:00Z",
            "2026-02-03 LATE PT7H30M PT30M PT0S 2026-02-04T01:00:00Z",
            "2026-02-04 LEFT_EARLY PT6H PT0S PT2H 2026-02-04T20:00:00Z",
            "2026-02-05 ABSENT PT0S PT0S PT0S ");
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task Where_clocks_change_the_time_counts_that_really_passes()
    {
        var calendar = await world.Make("createWorkCalendar", "workCalendar", new { code = "AMS", name = "Amsterdam", timeZone = "Europe/Amsterdam", week = new[] { new { weekday = "MONDAY", start = "09:00", end = "17:00" } } });
        var employee = await Rostered("AMS", "22:00", "06:00", daily: true, calendar: calendar, from: "2025-01-01");
        // Clocks go forward on 30 March 2025 and back on 26 October, both within the night that begins the day before.
        await Event(employee, "IN", "2025-03-29T21:00:00Z");
        await Event(employee, "OUT", "2025-03-30T04:00:00Z");
        await Event(employee, "IN", "2025-10-25T20:00:00Z");
        await Event(employee, "OUT", "2025-10-26T05:00:00Z");
        (await Days(employee, "2025-03-29", "2025-03-29"))[0]!.ToJsonString().Should().Contain("\"PRESENT\"").And.Contain("\"worked\":\"PT7H\"");
        (await Days(employee, "2025-10-25", "2025-10-25"))[0]!.ToJsonString().Should().Contain("\"PRESENT\"").And.Contain("\"worked\":\"PT9H\"");
    }

    [Fact]
    [Trait("row", "GE-03")]
    public async Task Clock_events_are_taken_once_and_never_changed()
    {
        var employee = await world.Employee();
        object Batch(string at, params string[] ids) => new { device = "GATE-1", source = "TERMINAL", events = ids.Select(i => new { eventId = i, employeeId = employee, direction = "IN", at }) };
        (await world.Admin.Do("recordClockEvents", Batch("2026-02-02T01:00:00Z", "1", "2", "2"), "added known")).ToJsonString().Should().Contain("\"added\":2,\"known\":1");
        (await world.Admin.Do("recordClockEvents", Batch("2026-02-02T01:00:00Z", "2", "3"), "added known")).ToJsonString().Should().Contain("\"added\":1,\"known\":1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Admin.Do("recordClockEvents", Batch("2026-02-02T01:00:00Z", "4", "5", "6"), "added known")));
        answers.Sum(a => (int)a["added"]!).Should().Be(3, "a device that repeats itself is heard once");
        (await world.Admin.Refused("recordClockEvents", Batch("2026-02-02T01:01:00Z", "1"))).Should().Be("CLOCK_EVENT_DIFFERS");
        (await world.Admin.Refused("recordClockEvents", Batch("2026-03-02T02:30:00Z", "9"))).Should().Be("CLOCK_EVENT_AHEAD");
        (await world.Admin.Refused("recordClockEvents", Batch("2026-02-02T01:00:00Z", " "))).Should().Be("INVALID");
        var events = (await world.Admin.Query("query($id: ID!) { employee(id: $id) { clockEvents { totalCount nodes { device source deviceEventId } } } }", new { id = employee }))["employee"]!["clockEvents"]!;
        ((int)events["totalCount"]!).Should().Be(6);
        foreach (var sql in new[] { "update organization.clock_events set at = at - interval '1 hour'", "delete from organization.clock_events" })
        {
            var change = () => world.AsApp(sql, Everyone);
            (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
        }
    }

    [Fact]
    [Trait("row", "GE-04")]
    public async Task A_correction_shows_its_effect_before_someone_else_approves_it()
    {
        var employee = await Rostered("CORRECT", "09:00", "18:00");
        await Clock(employee, ("2026-02-05", "01:00", null));
        await Days(employee, "2026-02-05", "2026-02-06");
        object Missing(string day, string? leftAt, string kind = "MISSING_PUNCH", string? arrivedAt = null, string? evidence = "Photograph of the terminal") => new { employeeId = employee, day, kind, reason = "Terminal broken", arrivedAt, leftAt, evidence };
        (await world.Admin.Refused("requestCorrection", Missing("2026-02-05", null))).Should().Be("CORRECTION_TIMES");
        (await world.Admin.Refused("requestCorrection", Missing("2026-02-05", "2026-02-06T10:00:00Z"))).Should().Be("CORRECTION_ELSEWHERE");
        (await world.Admin.Refused("requestCorrection", Missing("2026-02-06", "2026-02-06T10:00:00Z", "FIELD_WORK", "2026-02-06T01:00:00Z", " "))).Should().Be("EVIDENCE_MISSING");
        (await world.Admin.Refused("requestCorrection", Missing("2026-02-05", "2026-02-05T10:00:00Z", evidence: null))).Should().Be("EVIDENCE_MISSING", "a missing clock event is shown too");
        (await world.Admin.Refused("requestCorrection", Missing("2026-02-06", "2026-02-06T10:00:00Z", "FIELD_WORK", evidence: "Visit report 7"))).Should().Be("CORRECTION_TIMES");
        (await world.Admin.Refused("requestCorrection", Missing("2026-03-02", "2026-03-02T10:00:00Z"))).Should().Be("CORRECTION_AHEAD");

        var correction = (await world.Admin.Do("requestCorrection", Missing("2026-02-05", "2026-02-05T10:00:00Z"), "attendanceCorrection { id effect { without { status worked } with { status worked leftAt } } }"))["attendanceCorrection"]!;
        correction["effect"]!.ToJsonString().Should().Be("""{"without":{"status":"MISSING_PUNCH","worked":"PT0S"},"with":{"status":"PRESENT","worked":"PT8H","leftAt":"2026-02-05T10:00:00Z"}}""");
        (await Kept(employee, "2026-02-05")).Should().Be("MISSING_PUNCH", "nobody has approved it");
        var id = (string)correction["id"]!;
        var own = await world.Person([("organization.correction.approve", "ALL"), ("organization.time.read", "ALL"), ("organization.employee.read", "ALL")], employee);
        (await own.Refused("approveCorrection", new { attendanceCorrectionId = id })).Should().Be("OWN_CORRECTION");
        await world.Boss.Do("approveCorrection", new { attendanceCorrectionId = id }, "attendanceCorrection { status approver { id } }");
        (await Kept(employee, "2026-02-05")).Should().Be("PRESENT");
        var told = (await world.Admin.Query("query($id: ID!) { employee(id: $id) { clockEvents { totalCount } } }", new { id = employee }))["employee"]!["clockEvents"]!["totalCount"]!;
        told.GetValue<int>().Should().Be(1, "what the device told stays what it was");

        var field = await world.Make("requestCorrection", "attendanceCorrection", Missing("2026-02-06", "2026-02-06T10:00:00Z", "FIELD_WORK", "2026-02-06T01:00:00Z", "Visit report 7"));
        await world.Boss.Do("refuseCorrection", new { attendanceCorrectionId = field, reason = "Nobody was visited" }, "attendanceCorrection { status }");
        (await Kept(employee, "2026-02-06")).Should().Be("ABSENT");
        await world.Admin.Do("withdrawCorrection", new { attendanceCorrectionId = await world.Make("requestCorrection", "attendanceCorrection", Missing("2026-02-09", "2026-02-09T10:00:00Z")) }, "attendanceCorrection { status }");
    }

    [Fact]
    [Trait("row", "GE-04")]
    public async Task Only_so_many_missing_events_are_corrected_in_a_month()
    {
        var employee = await Rostered("QUOTA", "09:00", "18:00");
        object Missing(int day) => new { employeeId = employee, day = $"2026-02-{day:D2}", kind = "MISSING_PUNCH", reason = "Forgot", evidence = "Camera at the gate", leftAt = $"2026-02-{day:D2}T10:00:00Z" };
        var answers = await Task.WhenAll(new[] { 2, 3, 4, 5, 6, 9 }.Select(d => world.Admin.Try("requestCorrection", Missing(d), "attendanceCorrection { id }")));
        var asked = answers.Where(a => a["attendanceCorrection"] is not null).ToList();
        asked.Should().HaveCount(3);
        answers.Except(asked).Select(a => (string)a["userErrors"]![0]!["code"]!).Should().AllBe("CORRECTION_QUOTA");
        await world.Boss.Do("refuseCorrection", new { attendanceCorrectionId = (string)asked[0]["attendanceCorrection"]!["id"]!, reason = "No" }, "attendanceCorrection { id }");
        await world.Make("requestCorrection", "attendanceCorrection", Missing(10));
        await world.Make("requestCorrection", "attendanceCorrection", new { employeeId = employee, day = "2026-02-11", kind = "FIELD_WORK", reason = "Customer", evidence = "Visit report 8", arrivedAt = "2026-02-11T01:00:00Z", leftAt = "2026-02-11T10:00:00Z" });
    }

    [Fact]
    [Trait("row", "GE-08")]
    public async Task Of_approved_overtime_that_counts_which_was_worked()
    {
        var employee = await Rostered("OVERTIME", "09:00", "18:00");
        await world.AsApp($"insert into organization.overtime_requests (id, version, employee_id, day, \"from\", until, class, rate, compensation, reason, requested_at, status) select gen_random_uuid(), 1, r.employee_id, '2026-02-10', '2026-02-10T10:30:00Z', '2026-02-10T13:00:00Z', 'WORKDAY', 150, 'PAY', 'x', '2026-02-01', 'REQUESTED' from organization.roster_entries r join organization.shifts s on s.id = r.shift_id where s.code = 'OVERTIME'", Everyone);
        await world.AsApp("update organization.overtime_requests set status = 'APPROVED', decided_at = '2026-02-02', approver_id = (select max(id::text)::uuid from organization.employees where number = 'T0001') where day = '2026-02-10'", Everyone);
        await Clock(employee, ("2026-02-10", "01:00", "12:00"));
        (await Days(employee, "2026-02-10", "2026-02-10"))[0]!["overtime"]!.GetValue<string>().Should().Be("PT1H30M");
    }

    private async Task<string> Rostered(string code, string start, string end, bool daily = false, string? calendar = null, string from = "2026-02-01")
    {
        var employee = await world.Employee();
        var shift = await world.Make("createShift", "shift", new { code, name = code, calendarId = calendar ?? world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", daily
            ? new { shiftId = shift, validFrom = "2020-01-01", start, end, breakStart = (string?)null, breakEnd = (string?)null, lateGrace = "PT10M", earlyGrace = "PT5M", halfDayBelow = "PT4H", absentBelow = "PT1H" }
            : new { shiftId = shift, validFrom = "2020-01-01", start, end, breakStart = (string?)"12:00", breakEnd = (string?)"13:00", lateGrace = "PT10M", earlyGrace = "PT5M", halfDayBelow = "PT4H", absentBelow = "PT1H" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = from, followsCalendar = !daily });
        return employee;
    }

    private async Task Clock(string employee, params (string Day, string In, string? Out)[] days)
    {
        foreach (var (day, arrived, left) in days)
        {
            await Event(employee, "IN", $"{day}T{arrived}:00Z");
            if (left is not null)
            {
                await Event(employee, "OUT", $"{day}T{left}:00Z");
            }
        }
    }

    private async Task Event(string employee, string direction, string at) => await world.Admin.Do(
        "recordClockEvents", new { device = "GATE", source = "TERMINAL", events = new[] { new { eventId = $"{Interlocked.Increment(ref _events)}", employeeId = employee, direction, at } } }, "added");

    private async Task<JsonArray> Days(string employee, string first, string last)
    {
        await world.Admin.Do("computeAttendance", new { employeeId = employee, first, last }, "days changed");
        return (await world.Admin.Query(
            "query($id: ID!, $from: Date!, $to: Date!) { employee(id: $id) { attendance(first: 60, orderBy: [{field: DAY}], where: {day: {range: {gte: $from, lte: $to}}}) { nodes { day status worked late early onLeave overtime leftAt } } } }",
            new { id = employee, from = first, to = last }))["employee"]!["attendance"]!["nodes"]!.AsArray();
    }

    private async Task<string> Kept(string employee, string day) => (string)(await world.Admin.Query(
        "query($id: ID!, $day: Date!) { employee(id: $id) { attendance(where: {day: {eq: $day}}) { nodes { status } } } }", new { id = employee, day }))["employee"]!["attendance"]!["nodes"]![0]!["status"]!;
}

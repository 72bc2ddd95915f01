using System.Text.Json.Nodes;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-02")]
public sealed class AttendanceMonthTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";
    private int _events;

    [Fact]
    public async Task A_closed_month_stays_as_it_is_and_comes_out_the_same_whatever_becomes_known_later()
    {
        var (employee, night) = (await world.Employee(), await world.Employee());
        var shift = await world.Make("createShift", "shift", new { code = "DAY", name = "Day", calendarId = world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2020-01-01", start = "09:00", end = "18:00", breakStart = "12:00", breakEnd = "13:00", halfDayBelow = "PT4H" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-02-01" });
        var dark = await world.Make("createShift", "shift", new { code = "DARK", name = "Night", calendarId = world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = dark, validFrom = "2020-01-01", start = "22:00", end = "06:00" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = night, shiftId = dark, validFrom = "2026-02-28", followsCalendar = false });
        for (var day = 2; day <= 13; day++)
        {
            await Told(employee, "IN", $"2026-02-{day:D2}T0{day % 3}:30:00Z");
            await Told(employee, "OUT", $"2026-02-{day:D2}T10:00:00Z");
        }

        // The last night of the month ends in the next.
        await Told(night, "IN", "2026-02-28T14:00:00Z");
        await Told(night, "OUT", "2026-02-28T22:00:00Z");
        var correction = await world.Make("requestCorrection", "attendanceCorrection", new { employeeId = employee, day = "2026-02-24", kind = "MISSING_PUNCH", reason = "x", evidence = "x", arrivedAt = "2026-02-24T01:00:00Z", leftAt = "2026-02-24T10:00:00Z" });
        (await world.Admin.Refused("closeAttendanceMonth", new { month = "2026-02-01" })).Should().Be("MONTH_UNDECIDED");
        await world.Boss.Do("approveCorrection", new { attendanceCorrectionId = correction }, "attendanceCorrection { id }");
        (await world.Admin.Refused("closeAttendanceMonth", new { month = "2026-03-01" })).Should().Be("MONTH_ORDER", "it is not over");
        (await world.Admin.Refused("closeAttendanceMonth", new { month = "9999-12-31" })).Should().Be("MONTH_ORDER", "no day comes after it");
        await world.Boss.Do("closeAttendanceMonth", new { month = "2026-02-15" }, "attendanceMonth { month closedBy { id } }");
        (await world.Admin.Refused("closeAttendanceMonth", new { month = "2026-02-01" })).Should().Be("MONTH_CLOSED_TWICE");
        (await world.Admin.Refused("closeAttendanceMonth", new { month = "2025-12-01" })).Should().Be("MONTH_ORDER");
        (await world.Admin.Refused("closeAttendanceMonth", new { month = "0001-01-01" })).Should().Be("MONTH_ORDER");
        var figures = await Figures();
        figures.Should().Contain("\"plannedDays\":16").And.Contain("\"absentDays\":5").And.Contain("\"lateDays\":6").And.Contain("\"halfDays\":0").And.Contain("\"worked\":\"PT8H\"");

        await Told(employee, "OUT", "2026-02-25T10:00:00Z");
        await Told(employee, "IN", "2026-02-25T01:00:00Z");
        (await world.Admin.Refused("requestCorrection", new { employeeId = employee, day = "2026-02-26", kind = "MISSING_PUNCH", reason = "x", evidence = "x", leftAt = "2026-02-26T10:00:00Z" })).Should().Be("MONTH_CLOSED");
        await world.Approved(world.Hours(employee, "SICK", "2026-02-27T01:00:00Z", "2026-02-27T10:00:00Z"));
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2026-02-10", start = "07:00", end = "16:00" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = dark, validFrom = "2026-02-12" });
        await world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-02-03", kind = "HOLIDAY", hours = Array.Empty<object>() }, "calendarDay { id }");
        (await world.Admin.Do("computeAttendance", new { employeeId = employee, first = "2026-02-01", last = "2026-02-28" }, "changed")).ToJsonString().Should().Contain("\"changed\":0");
        (await world.Tick("organization.attendance", world.Clock.GetUtcNow())).Should().BeTrue();
        (await Figures()).Should().Be(figures);
        var again = await Recomputed();
        (again["days"]!.GetValue<int>(), again["figures"]!.GetValue<int>()).Should().Be((56, 2));
        again["differences"]!.AsArray().Should().BeEmpty();

        foreach (var sql in new[] { "update organization.attendance_days set status = 'PRESENT', version = version + 1 where day = '2026-02-11'", "insert into organization.attendance_days select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'day', '2026-02-11', 'employee_id', (select id from organization.employees where number = 'T0001')))).* from organization.attendance_days d limit 1" })
        {
            var change = () => world.AsApp(sql, Everyone);
            (await change.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be("tr_attendance_days_closed");
        }

        // A raw event that came in past the suite and its rules, dated back, is found.
        await world.AsSuperuser("set local session_replication_role = replica; insert into organization.clock_events (id, version, employee_id, at, direction, source, device, device_event_id, received_at) select gen_random_uuid(), 1, employee_id, '2026-02-25T01:00:00Z', 'IN', 'IMPORT', 'x', 'x', '2026-02-26' from organization.attendance_corrections limit 1");
        (await Recomputed())["differences"]!.AsArray().Select(d => (string?)d!["again"]?["status"]).Should().BeEquivalentTo(["MISSING_PUNCH", null], "the day and the figures of its month differ");
    }

    private async Task Told(string employee, string direction, string at) => await world.Admin.Do(
        "recordClockEvents", new { device = "GATE", source = "TERMINAL", events = new[] { new { eventId = $"{++_events}", employeeId = employee, direction, at } } }, "added");

    private async Task<string> Figures() => (await world.Admin.Query(
        "{ attendanceFigures(first: 10) { nodes { plannedDays lateDays earlyDays halfDays absentDays missingPunches worked onLeave workdayOvertime restDayOvertime statutoryHolidayOvertime forRest } } }"))["attendanceFigures"]!.ToJsonString();

    private async Task<JsonNode> Recomputed() => (await world.Admin.Query(
        "{ recomputeAttendanceMonth(month: \"2026-02-01\") { days figures differences { employee { id } kept { status } again { status } } } }"))["recomputeAttendanceMonth"]!;
}

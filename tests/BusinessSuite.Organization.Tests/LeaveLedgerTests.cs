using System.Globalization;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

/// <summary>What is entered by hand, what a rule grants, and how leave lies on the roster.</summary>
[Trait("row", "GE-05")]
public sealed class LeaveLedgerTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";

    [Fact]
    public async Task Nothing_is_entered_by_hand_without_a_rule_and_what_has_none_expires_without_stopping_the_night()
    {
        await using var own = new TimeWorld();
        await own.InitializeAsync();
        var (employee, other) = (await own.Employee(), await own.Employee());
        var type = await own.Make("createLeaveType", "leaveType", new { code = "BONUS", name = "Bonus", unit = "DAY" });
        object Entry(string day, string? expiresOn) => new { employeeId = employee, leaveTypeId = type, amount = "2", day, reason = "x", expiresOn };
        (await own.Admin.Refused("adjustLeave", Entry("2026-03-01", "2026-06-30"))).Should().Be("LEAVE_WITHOUT_RULE");
        await own.Make("setLeaveRule", "leaveRule", new { leaveTypeId = type, validFrom = "2026-03-01", source = "x", fromBalance = true });
        (await own.Admin.Refused("adjustLeave", Entry("2026-02-28", "2026-06-30"))).Should().Be("LEAVE_WITHOUT_RULE");
        var entry = await own.Make("adjustLeave", "leaveEntry", Entry("2026-03-01", "2026-06-30"));
        var sql = () => own.AsApp("insert into organization.leave_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'day', '2026-02-01'))).* from organization.leave_entries e where reason = 'x'", Everyone);
        (await sql.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_leave_entries_rule");
        entry.Should().NotBeEmpty();

        // As it was entered before that was asked for.
        await own.AsSuperuser("set local session_replication_role = replica; insert into organization.leave_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'day', '2025-01-01', 'expires_on', '2025-06-30'))).* from organization.leave_entries e where reason = 'x'");
        await own.Give(other, "ANNUAL", "3", "2026-01-01", "2026-02-28");
        await Night(own, "2026-03-03T17:30:00Z");
        (await own.Balance(other, "ANNUAL", "2026-03-01")).Should().Be(3, "others' leave is carried over");
        ((long)(await own.AsOwner("select count(*) from organization.leave_entries where kind = 'EXPIRE' and expires_on = '2025-06-30' and amount = -2"))!).Should().Be(1);
    }

    [Fact]
    public async Task What_a_rule_grants_for_a_year_is_counted_apart_from_what_is_entered_by_hand()
    {
        await using var own = new TimeWorld();
        await own.InitializeAsync();
        var employee = await own.Employee();
        await own.Make("recordService", "servicePeriod", new { employeeId = employee, from = "2020-01-01", document = "Contract" });
        var bonus = await own.Give(employee, "ANNUAL", "2");
        await Night(own, "2026-03-03T17:30:00Z");
        (await own.Balance(employee, "ANNUAL")).Should().Be(7, "a bonus is no part of the five days of the law");
        // Three of the five were taken in the old system.
        (await own.Admin.Refused("adjustLeave", new { employeeId = employee, leaveTypeId = own.Types["ANNUAL"], amount = "-8", day = "2026-03-01", reason = "Used before", expiresOn = "2026-12-31" })).Should().Be("LEAVE_BALANCE");
        var used = await own.Make("adjustLeave", "leaveEntry", new { employeeId = employee, leaveTypeId = own.Types["ANNUAL"], amount = "-3", day = "2026-03-01", reason = "Used before", expiresOn = "2026-12-31" });
        await Night(own, "2026-03-04T17:30:00Z");
        (await own.Balance(employee, "ANNUAL")).Should().Be(4, "they are not granted again");

        var entries = (await own.Admin.Query("query($id: ID!) { employee(id: $id) { leaveEntries { nodes { id year rule { source } } } } }", new { id = employee }))["employee"]!["leaveEntries"]!["nodes"]!.AsArray();
        var granted = entries.Should().ContainSingle(e => e!["rule"] != null).Which!;
        ((int)granted["year"]!).Should().Be(2026);
        (await own.Admin.Refused("reverseLeaveEntry", new { leaveEntryId = (string)granted["id"]!, reason = "x" })).Should().Be("ENTRY_NOT_MANUAL");
        await own.Admin.Do("reverseLeaveEntry", new { leaveEntryId = used, reason = "Wrong person" }, "leaveEntry { amount }");
        await own.Admin.Do("reverseLeaveEntry", new { leaveEntryId = bonus, reason = "Wrong person" }, "leaveEntry { amount }");
        (await own.Balance(employee, "ANNUAL")).Should().Be(5);
    }

    [Fact]
    [Trait("row", "GE-06")]
    public async Task Leave_in_days_lies_on_its_days_also_by_another_roster()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "10");
        var (first, second) = (await world.Approved(world.Days(employee, "ANNUAL", "2026-08-18")), await world.Approved(world.Days(employee, "ANNUAL", "2026-08-19", endsAtNoon: true)));
        var hours = await world.Approved(world.Hours(employee, "PERSONAL", "2026-08-21T01:00:00Z", "2026-08-21T03:00:00Z"));
        var shift = await world.Make("createShift", "shift", new { code = "NIGHT-M", name = "x", calendarId = world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2026-01-01", start = "22:00", end = "06:00" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-08-10", followsCalendar = false });
        // The night of the 18th ends on the 19th at 06:00; half of the next is over at 02:00.
        (await Lies(first)).Should().Be("1 2026-08-17T22:00:00Z 2026-08-18T22:00:00Z 2026-08-17T22:00:00Z 2026-08-18T22:00:00Z");
        (await Lies(second)).Should().Be("0.5 2026-08-18T22:00:00Z 2026-08-19T18:00:00Z 2026-08-18T22:00:00Z 2026-08-19T18:00:00Z");
        (await Lies(hours)).Should().StartWith("0 2026-08-21T01:00:00Z 2026-08-21T03:00:00Z", "leave by the hour is when it was asked for");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(8.5m);
        var sql = () => world.AsApp("update organization.leave_requests set until = until + interval '1 hour' where first_day is null and status = 'APPROVED'", Everyone);
        (await sql.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_leave_requests_time");
    }

    [Fact]
    public async Task A_balance_ahead_does_not_count_what_expires_before_and_none_is_told_of_whom_one_does_not_see()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "3", "2026-01-01", "2026-06-30");
        await world.Give(employee, "ANNUAL", "4");
        (await world.Balance(employee, "ANNUAL", "2026-06-30")).Should().Be(7);
        (await world.Balance(employee, "ANNUAL", "2026-07-01")).Should().Be(4);
        (await world.Balance(employee, "ANNUAL", "2027-01-01")).Should().Be(0);
        var own = await world.Person([("organization.leave.read", "OWN"), ("organization.employee.read", "OWN")], await world.Employee());
        var answer = await own.Send("query($e: ID!, $t: ID!) { leaveBalance(employeeId: $e, leaveTypeId: $t) { balance } }", new { e = employee, t = world.Types["ANNUAL"] });
        ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("NOT_FOUND");
    }

    [Fact]
    public async Task Who_is_refused_leave_on_blocked_days_is_told_which_and_why()
    {
        var employee = await world.Employee();
        var own = await world.Person([("organization.leave.request", "OWN"), ("organization.leave.read", "OWN"), ("organization.employee.read", "OWN")], employee);
        await world.Make("blockLeave", "leaveBlock", new { first = "2026-10-12", last = "2026-10-14", reason = "Stock-taking" });
        await world.Make("blockLeave", "leaveBlock", new { first = "2026-10-20", last = "2026-10-20", reason = "Elsewhere", departmentId = await world.Make("createDepartment", "department", new { code = "OTHER", name = "x", validFrom = "2020-01-01" }) });
        var answer = await own.Try("requestLeave", world.Days(employee, "PERSONAL", "2026-10-14"), "leaveRequest { id }");
        var error = answer["userErrors"]!.AsArray().Should().ContainSingle().Which!;
        ((string)error["code"]!).Should().Be("LEAVE_BLOCKED");
        ((string)error["message"]!).Should().Contain("2026").And.Contain("Stock-taking");
        await own.Do("requestLeave", world.Days(employee, "PERSONAL", "2026-10-20"), "leaveRequest { id }");
        (await own.Query("{ leaveBlocks { nodes { reason } } }"))["leaveBlocks"]!["nodes"]!.ToJsonString().Should().Contain("Stock-taking", "what holds for everyone is seen by everyone").And.NotContain("Elsewhere");
    }

    [Fact]
    [Trait("row", "GE-01")]
    [Trait("row", "GE-02")]
    public async Task What_holds_for_the_company_is_not_set_by_who_acts_for_a_department()
    {
        var head = await world.Person(
            new[] { "leave.administer", "leave.read", "calendar.administer", "calendar.read", "time.administer", "time.read", "employee.read" }.Select(p => ("organization." + p, "DEPARTMENT")), await world.Employee());
        var shift = await world.Make("createShift", "shift", new { code = "WIDE", name = "x", calendarId = world.Calendar });
        var block = await world.Make("blockLeave", "leaveBlock", new { first = "2039-10-12", last = "2039-10-14", reason = "All" });
        var (hours, type) = (new[] { new { weekday = "MONDAY", start = "09:00", end = "17:00" } }, world.Types["ANNUAL"]);
        foreach (var (operation, input) in new (string, object)[]
        {
            ("blockLeave", new { first = "2039-11-01", last = "2039-11-02", reason = "x" }),
            ("unblockLeave", new { leaveBlockId = block }),
            ("createLeaveType", new { code = "HEAD", name = "x", unit = "DAY" }),
            ("setLeaveRule", new { leaveTypeId = type, validFrom = "2040-01-01", source = "x", fromBalance = true }),
            ("createShift", new { code = "HEAD", name = "x", calendarId = world.Calendar }),
            ("setShiftTimes", new { shiftId = shift, validFrom = "2040-01-01", start = "09:00", end = "17:00" }),
            ("createWorkCalendar", new { code = "HEAD", name = "x", timeZone = "Asia/Shanghai", week = hours }),
            ("setWeeklyHours", new { calendarId = world.Calendar, week = hours }),
            ("setCalendarDay", new { calendarId = world.Calendar, day = "2040-01-01", kind = "HOLIDAY", hours = Array.Empty<object>() }),
            ("clearCalendarDay", new { calendarId = world.Calendar, day = "2026-10-01" }),
            ("importCalendarYear", new { calendarId = world.Calendar, year = 2040, holidays = Array.Empty<object>(), makeupWorkdays = Array.Empty<object>() }),
            ("importPublicHolidays", new { calendarId = world.Calendar, region = "CN", year = 2026 }),
        })
        {
            (await head.Refused(operation, input)).Should().Be("OUT_OF_SCOPE", operation);
        }
    }

    [Fact]
    [Trait("row", "GE-01")]
    [Trait("row", "GE-06")]
    public async Task A_day_of_the_calendar_that_was_set_is_taken_back()
    {
        var leave = await world.Approved(world.Days(await world.Employee(), "SICK", "2026-11-24", "2026-11-25"));
        await world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-11-25", kind = "HOLIDAY", hours = Array.Empty<object>() }, "calendarDay { id }");
        decimal.Parse((string)(await world.Leave(leave))["amount"]!, CultureInfo.InvariantCulture).Should().Be(8);
        await world.Admin.Do("clearCalendarDay", new { calendarId = world.Calendar, day = "2026-11-25" }, "workCalendar { id }");
        decimal.Parse((string)(await world.Leave(leave))["amount"]!, CultureInfo.InvariantCulture).Should().Be(16);
        (await world.Admin.Refused("clearCalendarDay", new { calendarId = world.Calendar, day = "2026-11-25" })).Should().Be("NOT_FOUND");
    }

    private static async Task Night(TimeWorld office, string at)
    {
        await office.Advance(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) - office.Clock.GetUtcNow());
        (await office.Tick("organization.leave-year", office.Clock.GetUtcNow())).Should().BeTrue();
    }

    /// <summary>What leave takes, when it is, and when the absence is.</summary>
    private async Task<string> Lies(string leave)
    {
        var request = (await world.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { amount from until absences { nodes { from until } } } }", new { id = leave }))["leaveRequest"]!;
        var absence = request["absences"]!["nodes"]![0]!;
        return $"{decimal.Parse((string)request["amount"]!, CultureInfo.InvariantCulture):0.##} {request["from"]} {request["until"]} {absence["from"]} {absence["until"]}";
    }
}

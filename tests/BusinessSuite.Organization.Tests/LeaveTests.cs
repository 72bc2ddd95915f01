using Npgsql;

namespace BusinessSuite.Organization.Tests;

public sealed class LeaveTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";

    [Fact]
    [Trait("row", "GE-05")]
    public async Task Annual_leave_is_granted_by_cumulated_service_also_at_former_employers()
    {
        var expected = new Dictionary<string, decimal>();
        async Task Employed(string from, decimal days, params (string From, string Until)[] before)
        {
            var employee = await world.Employee();
            await world.Make("recordService", "servicePeriod", new { employeeId = employee, from, document = "Contract" });
            foreach (var (start, until) in before)
            {
                await world.Make("recordService", "servicePeriod", new { employeeId = employee, from = start, until, employer = "Former", document = "Insurance record" });
            }

            expected[employee] = days;
        }

        await Employed("2020-01-01", 5);
        await Employed("2021-07-01", 10, ("2010-01-01", "2016-01-01"));
        await Employed("2020-01-01", 15, ("2000-01-01", "2020-01-01"));
        // Two times at once count once: 5 and a half years, not eleven.
        await Employed("2024-01-01", 5, ("2018-01-01", "2021-07-01"), ("2018-01-01", "2021-07-01"));
        // 184 of 365 days of ten a year, and a part of a day is not given.
        await Employed("2026-07-01", 5, ("2015-07-01", "2025-07-01"));
        // The tenth year is full in the middle of the year: 181 days at five and 184 at ten.
        await Employed("2016-07-01", 7);
        // Not a full year anywhere until July: 184 days at five.
        await Employed("2025-07-01", 2);

        var first = (await world.Admin.Do("grantLeave", new { leaveTypeId = world.Types["ANNUAL"], year = 2026 }, "year employees days exceeding")).ToJsonString();
        first.Should().Contain("\"employees\":7").And.Contain("\"exceeding\":0");
        foreach (var (employee, days) in expected)
        {
            (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(days);
        }

        (await world.Balance(expected.Keys.ElementAt(4), "ANNUAL", "2026-06-30")).Should().Be(0, "it begins with the service");
        (await world.Admin.Do("grantLeave", new { leaveTypeId = world.Types["ANNUAL"], year = 2026 }, "employees")).ToJsonString().Should().Contain("\"employees\":0", "what is granted is not granted again");
        // A record that turns up later gives what is missing.
        await world.Make("recordService", "servicePeriod", new { employeeId = expected.Keys.First(), from = "2000-01-01", until = "2010-01-01", employer = "Found", document = "Insurance record" });
        (await world.Admin.Do("grantLeave", new { leaveTypeId = world.Types["ANNUAL"], year = 2026 }, "employees days")).ToJsonString().Should().Contain("\"employees\":1");
        (await world.Balance(expected.Keys.First(), "ANNUAL")).Should().Be(10);
        (await world.Admin.Refused("recordService", new { employeeId = expected.Keys.First(), from = "2022-01-01", document = "Again" })).Should().Be("SERVICE_TWICE");
    }

    [Fact]
    [Trait("row", "GE-06")]
    public async Task Leave_counts_working_time_by_the_calendar_in_days_half_days_and_hours()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "10");
        async Task<string> Amount(object request) => (string)(await world.Ask(request))["amount"]!;

        // Thursday to Wednesday over Labour Day: five of the seven days are off.
        decimal.Parse(await Amount(world.Days(employee, "ANNUAL", "2026-04-30", "2026-05-06"))).Should().Be(2);
        // A Saturday on which work is made up is worked, and so it is leave.
        decimal.Parse(await Amount(world.Days(employee, "ANNUAL", "2026-05-09"))).Should().Be(1);
        decimal.Parse(await Amount(world.Days(employee, "ANNUAL", "2026-05-11", "2026-05-13", startsAtNoon: true, endsAtNoon: true))).Should().Be(2);
        // Half of 9-12 and 13-18 is over at 14:00.
        var morning = await world.Ask(world.Days(employee, "ANNUAL", "2026-05-14", endsAtNoon: true));
        ((string)morning["until"]!).Should().Be("2026-05-14T06:00:00Z");
        decimal.Parse(await Amount(world.Days(employee, "ANNUAL", "2026-05-14", startsAtNoon: true))).Should().Be(0.5m);
        // Hours do not count the lunch break.
        decimal.Parse(await Amount(world.Hours(employee, "PERSONAL", "2026-05-18T03:00:00Z", "2026-05-18T06:00:00Z"))).Should().Be(2);
        decimal.Parse(await Amount(world.Days(employee, "MATERNITY", "2026-08-01", "2026-08-14"))).Should().Be(14, "rest days count there");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(4);

        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-05-02"))).Should().Be("NOTHING_TO_TAKE");
        (await world.Admin.Refused("requestLeave", world.Hours(employee, "ANNUAL", "2026-06-01T03:00:00Z", "2026-06-01T06:00:00Z"))).Should().Be("LEAVE_PORTION");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "MATERNITY", "2026-11-01", "2026-11-02", startsAtNoon: true))).Should().Be("LEAVE_PORTION");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-06-05", "2026-06-01"))).Should().Be("PERIOD_REVERSED");
        (await world.Admin.Refused("requestLeave", new { employeeId = employee, leaveTypeId = world.Types["ANNUAL"] })).Should().Be("INVALID");
    }

    [Fact]
    [Trait("row", "GE-06")]
    public async Task Leave_counts_the_shift_that_one_works_also_over_midnight()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "10");
        var shift = await world.Make("createShift", "shift", new { code = "NIGHT-L", name = "Night", calendarId = world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2026-01-01", start = "22:00", end = "06:00", breakStart = "02:00", breakEnd = "02:30" });
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-03-01", validUntil = "2026-03-14", followsCalendar = false });

        // The shift of Saturday ends on Sunday morning; the one before it ended on Saturday morning and is not touched.
        var saturday = await world.Ask(world.Days(employee, "ANNUAL", "2026-03-07"));
        (decimal.Parse((string)saturday["amount"]!), (string)saturday["from"]!, (string)saturday["until"]!).Should().Be((1m, "2026-03-06T22:00:00Z", "2026-03-07T22:00:00Z"));
        decimal.Parse((string)(await world.Ask(world.Hours(employee, "PERSONAL", "2026-03-09T17:00:00Z", "2026-03-09T19:00:00Z")))["amount"]!).Should().Be(1.5m, "01:00 to 03:00 without the break");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-03-16"))).Should().Be("NOTHING_TO_TAKE", "there is no roster for that day");
    }

    [Fact]
    [Trait("row", "GE-05")]
    public async Task What_may_not_be_taken_is_refused()
    {
        var (employee, other) = (await world.Employee(), await world.Employee());
        await world.Give(employee, "ANNUAL", "3");
        var request = (string)(await world.Ask(world.Days(employee, "ANNUAL", "2026-03-10", "2026-03-11")))["id"]!;
        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-03-11"))).Should().Be("LEAVE_OVERLAPS");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "PERSONAL", "2026-03-11"))).Should().Be("LEAVE_OVERLAPS", "of whatever type");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-03-12", "2026-03-13"))).Should().Be("LEAVE_BALANCE");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-03-02", endsAtNoon: true))).Should().Be("REQUESTED_LATE");
        (await world.Admin.Refused("requestLeave", world.Days(employee, "ANNUAL", "2026-03-12", deputy: employee))).Should().Be("OWN_DEPUTY");
        decimal.Parse((string)(await world.Ask(world.Days(employee, "SICK", "2026-03-02")))["amount"]!).Should().Be(8, "sickness is reported afterwards");

        var own = await world.Person([("organization.leave.request", "OWN"), ("organization.leave.approve", "ALL"), ("organization.leave.read", "OWN"), ("organization.employee.read", "OWN")], employee);
        (await own.Refused("approveLeave", new { leaveRequestId = request, deputyId = world.Deputy })).Should().Be("OWN_LEAVE");
        (await own.Refused("refuseLeave", new { leaveRequestId = request, reason = "x" })).Should().Be("OWN_LEAVE");
        (await own.Refused("requestLeave", world.Days(other, "PERSONAL", "2026-03-20"))).Should().Be("NOT_FOUND", "nobody asks for others with this reach");
        (await own.Do("requestLeave", world.Days(employee, "PERSONAL", "2026-03-20"), "leaveRequest { employee { id } }"))["leaveRequest"]!["employee"]!["id"]!.GetValue<string>().Should().Be(employee);
        (await world.Admin.Refused("approveLeave", new { leaveRequestId = request, deputyId = world.Deputy })).Should().Be("DECIDER_UNKNOWN");
        (await world.Boss.Refused("refuseLeave", new { leaveRequestId = request, reason = " " })).Should().Be("REASON_MISSING");

        await world.Boss.Do("refuseLeave", new { leaveRequestId = request, reason = "Month end" }, "leaveRequest { status decision }");
        (await world.Balance(employee, "ANNUAL")).Should().Be(3, "what was put aside is given back");
        (await world.Boss.Refused("approveLeave", new { leaveRequestId = request, deputyId = world.Deputy })).Should().Be("ILLEGAL_STATE");
        var again = (string)(await world.Ask(world.Days(employee, "ANNUAL", "2026-03-10", "2026-03-11")))["id"]!;
        await world.Admin.Do("withdrawLeave", new { leaveRequestId = again }, "leaveRequest { status }");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(3);
    }

    [Fact]
    [Trait("row", "GE-05")]
    public async Task On_blocked_days_nobody_of_the_department_or_below_asks_for_leave()
    {
        var below = await world.Make("createDepartment", "department", new { code = "BELOW", name = "x", validFrom = "2020-01-01", parentId = world.Department });
        var beside = await world.Make("createDepartment", "department", new { code = "BESIDE", name = "x", validFrom = "2020-01-01" });
        var (blocked, free) = (await world.Employee(below), await world.Employee(beside));
        var block = await world.Make("blockLeave", "leaveBlock", new { departmentId = world.Department, first = "2026-09-28", last = "2026-09-30", reason = "Stock-taking" });
        (await world.Admin.Refused("requestLeave", world.Days(blocked, "PERSONAL", "2026-09-25", "2026-09-28"))).Should().Be("LEAVE_BLOCKED");
        await world.Ask(world.Days(blocked, "PERSONAL", "2026-09-24"));
        await world.Ask(world.Days(free, "PERSONAL", "2026-09-28"));
        await world.Admin.Do("unblockLeave", new { leaveBlockId = block }, "first last");
        await world.Ask(world.Days(blocked, "PERSONAL", "2026-09-28"));
        (await world.Admin.Refused("blockLeave", new { first = "2026-09-30", last = "2026-09-28", reason = "x" })).Should().Be("BLOCK_REVERSED");
    }

    [Fact]
    [Trait("row", "GE-05")]
    public async Task Two_requests_at_once_never_take_more_than_there_is()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "5");
        var days = new[] { "2026-07-06", "2026-07-07", "2026-07-08", "2026-07-09", "2026-07-10", "2026-07-13", "2026-07-14", "2026-07-15" };
        var answers = await Task.WhenAll(days.Select(d => world.Admin.Try("requestLeave", world.Days(employee, "ANNUAL", d), "leaveRequest { id }")));
        answers.Count(a => a["leaveRequest"] is not null).Should().Be(5);
        answers.Where(a => a["leaveRequest"] is null).Select(a => (string)a["userErrors"]![0]!["code"]!).Should().AllBe("LEAVE_BALANCE");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(0);

        // The same past the API: PostgreSQL lets through what is covered and no more.
        var second = await world.Employee();
        var grant = await world.Give(second, "ANNUAL", "5");
        var uses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await world.AsApp(
                    $"insert into organization.leave_entries (id, version, employee_id, leave_type_id, kind, amount, day, expires_on, recorded_at) select gen_random_uuid(), 1, employee_id, leave_type_id, 'USE', -1, date '2026-07-06' + {i}, expires_on, now() from organization.leave_entries where reason = 'Brought over' and amount = 5 and employee_id <> all (select employee_id from organization.leave_entries where kind = 'USE' and request_id is not null)",
                    Everyone);
                return "";
            }
            catch (PostgresException e)
            {
                return e.ConstraintName!;
            }
        }));
        grant.Should().NotBeEmpty();
        uses.Count(u => u.Length == 0).Should().Be(5, string.Join(' ', uses));
        uses.Where(u => u.Length > 0).Should().AllBe("tr_leave_entries_balance");
        (await world.Balance(second, "ANNUAL", "2026-12-31")).Should().Be(0);
    }

    [Fact]
    [Trait("row", "GE-07")]
    public async Task Leave_is_approved_with_a_deputy_who_is_there_and_the_absence_follows_from_it()
    {
        var (one, two, three) = (await world.Employee(), await world.Employee(), await world.Employee());
        var request = (string)(await world.Ask(world.Days(one, "PERSONAL", "2026-06-08", "2026-06-10")))["id"]!;
        (await world.Boss.Refused("approveLeave", new { leaveRequestId = request })).Should().Be("DEPUTY_MISSING");
        (await world.Boss.Refused("approveLeave", new { leaveRequestId = request, deputyId = one })).Should().Be("OWN_DEPUTY");
        await world.Admin.Do("recordAbsence", new { employeeId = two, kind = "BUSINESS_TRAVEL", from = "2026-06-10T00:00:00Z", until = "2026-06-12T00:00:00Z" }, "absence { id }");
        (await world.Boss.Refused("approveLeave", new { leaveRequestId = request, deputyId = two })).Should().Be("DEPUTY_AWAY");
        await world.Boss.Do("approveLeave", new { leaveRequestId = request, deputyId = three }, "leaveRequest { status }");
        var leave = await world.Leave(request);
        (leave["status"]!.GetValue<string>(), leave["deputy"]!["id"]!.GetValue<string>(), leave["approver"]!["id"]!.GetValue<string>()).Should().Be(("APPROVED", three, world.BossId));
        leave["absences"]!["nodes"]!.AsArray().Should().ContainSingle().Which!.ToJsonString()
            .Should().Be("""{"kind":"LEAVE","from":"2026-06-07T16:00:00Z","until":"2026-06-10T16:00:00Z","cancelledAt":null}""");

        var second = (string)(await world.Ask(world.Days(three, "PERSONAL", "2026-06-10")))["id"]!;
        (await world.Boss.Refused("approveLeave", new { leaveRequestId = second, deputyId = world.Deputy })).Should().Be("DEPUTY_AWAY", "who stands in is there");
        var absence = (string)(await world.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { absences { nodes { id } } } }", new { id = request }))["leaveRequest"]!["absences"]!["nodes"]![0]!["id"]!;
        (await world.Admin.Refused("cancelAbsence", new { absenceId = absence })).Should().Be("ABSENCE_OF_LEAVE");
        (await world.Admin.Refused("recordAbsence", new { employeeId = two, kind = "LEAVE", from = "2026-08-10T00:00:00Z", until = "2026-08-12T00:00:00Z" })).Should().Be("LEAVE_BY_REQUEST");

        await world.Admin.Do("cancelLeave", new { leaveRequestId = request, reason = "Plans changed" }, "leaveRequest { status }");
        (await world.Leave(request))["absences"]!["nodes"]![0]!["cancelledAt"].Should().NotBeNull();
        await world.Boss.Do("approveLeave", new { leaveRequestId = second, deputyId = world.Deputy }, "leaveRequest { status }");
    }

    [Fact]
    [Trait("row", "GE-07")]
    public async Task Two_who_name_each_other_as_deputies_at_once_do_not_both_leave()
    {
        var (one, two) = (await world.Employee(), await world.Employee());
        var first = (string)(await world.Ask(world.Days(one, "PERSONAL", "2026-06-15")))["id"]!;
        var second = (string)(await world.Ask(world.Days(two, "PERSONAL", "2026-06-15")))["id"]!;
        var answers = await Task.WhenAll(
            world.Boss.Try("approveLeave", new { leaveRequestId = first, deputyId = two }, "leaveRequest { id }"), world.Boss.Try("approveLeave", new { leaveRequestId = second, deputyId = one }, "leaveRequest { id }"));
        answers.Count(a => a["leaveRequest"] is not null).Should().Be(1, string.Join(' ', answers.Select(a => a.ToJsonString())));
    }

    [Fact]
    [Trait("row", "GE-06")]
    public async Task A_change_of_the_calendar_counts_leave_ahead_anew_and_tells()
    {
        var employee = await world.Employee();
        await world.Admin.Do("setWorkContact", new { employeeId = employee, email = "away@example.org", language = "EN" }, "employee { id }");
        await world.Give(employee, "ANNUAL", "5");
        var leave = await world.Approved(world.Days(employee, "ANNUAL", "2026-08-17", "2026-08-21"));
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(0);
        var told = await world.Events("LeaveRerated");

        await world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-08-19", kind = "HOLIDAY", name = "Founding day", hours = Array.Empty<object>() }, "calendarDay { id }");
        decimal.Parse((string)(await world.Leave(leave))["amount"]!).Should().Be(4);
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(1);
        (await world.Events("LeaveRerated")).Should().Be(told + 1);
        var message = (await world.Admin.Query("""{ messages(where: { templateCode: { eq: "organization.leave-rerated" } }) { nodes { subject body routes { nodes { channel address } } } } }"""))["messages"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        message["subject"]!.GetValue<string>().Should().Be("Your leave from 2026-08-17 is counted anew");
        message["body"]!.GetValue<string>().Should().Contain("took 5 days and takes 4 now.");
        message["routes"]!["nodes"]!.ToJsonString().Should().Be("""[{"channel":"MAIL","address":"away@example.org"}]""");

        // The day given back is taken elsewhere; when it is a working day again, the leave is no more covered, and that is said.
        await world.Ask(world.Days(employee, "ANNUAL", "2026-08-24"));
        await world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-08-19", kind = "SPECIAL_HOURS", hours = new[] { new { start = "09:00", end = "17:00" } } }, "calendarDay { id }");
        var again = await world.Leave(leave);
        (decimal.Parse((string)again["amount"]!), decimal.Parse((string)again["uncovered"]!)).Should().Be((5m, 1m));
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(0);
        await world.Give(employee, "ANNUAL", "1");
        await world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-08-19", kind = "SPECIAL_HOURS", hours = new[] { new { start = "09:00", end = "16:00" } } }, "calendarDay { id }");
        decimal.Parse((string)(await world.Leave(leave))["uncovered"]!).Should().Be(0);
    }

    [Fact]
    [Trait("row", "GE-05")]
    public async Task Leave_that_the_balance_does_not_cover_any_more_is_not_approved()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "4");
        Task Wednesday(string kind, params object[] hours) => world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-11-11", kind, hours }, "calendarDay { id }");
        await Wednesday("HOLIDAY");
        var leave = (string)(await world.Ask(world.Days(employee, "ANNUAL", "2026-11-09", "2026-11-13")))["id"]!;
        await Wednesday("SPECIAL_HOURS", new { start = "09:00", end = "17:00" });
        (await world.Boss.Refused("approveLeave", new { leaveRequestId = leave, deputyId = world.Deputy })).Should().Be("LEAVE_UNCOVERED");
        (await world.Leave(leave)).ToJsonString().Should().Contain("\"status\":\"REQUESTED\"").And.Contain("\"deputy\":null").And.Contain("\"absences\":{\"nodes\":[]}");
        var approve = () => world.AsApp("update organization.leave_requests r set status = 'APPROVED', deputy_id = e.id, approver_id = e.id from organization.employees e where r.uncovered > 0 and r.status = 'REQUESTED' and e.id <> r.employee_id", Everyone);
        (await approve.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_leave_requests_covered");

        await world.Give(employee, "ANNUAL", "1");
        await world.Boss.Do("approveLeave", new { leaveRequestId = leave, deputyId = world.Deputy }, "leaveRequest { status }");
        var approved = await world.Leave(leave);
        (decimal.Parse((string)approved["amount"]!), decimal.Parse((string)approved["uncovered"]!)).Should().Be((5m, 0m), "what was granted since covers it");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(0);
    }

    [Fact]
    [Trait("row", "GE-06")]
    public async Task Rest_days_do_not_count_in_leave_by_the_hour()
    {
        object Rule(string type) => new { leaveTypeId = world.Types[type], validFrom = "2035-01-01", source = "Works agreement", fromBalance = false, countsRestDays = true };
        (await world.Admin.Refused("setLeaveRule", Rule("PERSONAL"))).Should().Be("REST_DAYS_BY_HOUR");
        await world.Admin.Do("setLeaveRule", Rule("MATERNITY"), "leaveRule { id }");
    }

    [Fact]
    [Trait("row", "GE-05")]
    public async Task The_ledger_is_the_sum_of_entries_that_nobody_changes()
    {
        var employee = await world.Employee();
        var grant = await world.Give(employee, "COMPENSATORY", "4", "2026-02-01", null);
        var before = world.Clock.GetUtcNow();
        await world.Give(employee, "COMPENSATORY", "2", "2026-02-10", null);
        (await world.Balance(employee, "COMPENSATORY", "2026-01-31")).Should().Be(0);
        (await world.Balance(employee, "COMPENSATORY", "2026-02-09")).Should().Be(4);
        (await world.Balance(employee, "COMPENSATORY", "2026-02-10")).Should().Be(6);
        (await world.Balance(employee, "COMPENSATORY", "2026-02-10", before.ToString("O"))).Should().Be(4, "that is what was known then");
        await world.Ask(world.Hours(employee, "COMPENSATORY", "2026-03-18T01:00:00Z", "2026-03-18T04:00:00Z"));
        (await world.Admin.Refused("reverseLeaveEntry", new { leaveEntryId = grant, reason = "Wrong person" })).Should().Be("LEAVE_BALANCE", "three of the two hours left would be taken");
        await world.Give(employee, "COMPENSATORY", "1", "2026-02-10", null);
        await world.Admin.Do("reverseLeaveEntry", new { leaveEntryId = grant, reason = "Wrong person" }, "leaveEntry { kind amount }");
        (await world.Balance(employee, "COMPENSATORY", "2026-02-09")).Should().Be(0, "as if it had not been");
        (await world.Balance(employee, "COMPENSATORY", "2026-03-18")).Should().Be(0);
        (await world.Admin.Refused("reverseLeaveEntry", new { leaveEntryId = grant, reason = "Again" })).Should().Be("ENTRY_REVERSED");
        foreach (var sql in new[] { "update organization.leave_entries set amount = amount + 1", "delete from organization.leave_entries" })
        {
            var change = () => world.AsApp(sql, Everyone);
            (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
        }
    }
}

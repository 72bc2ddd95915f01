using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-05")]
public sealed class LeaveYearTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    public async Task Leave_given_back_after_the_turn_of_the_year_is_carried_over_within_the_limit_only()
    {
        await using var own = new TimeWorld();
        await own.InitializeAsync();
        var employee = await own.Employee();
        await own.Give(employee, "ANNUAL", "18");
        var asked = (string)(await own.Ask(own.Days(employee, "ANNUAL", "2026-12-28", "2026-12-30")))["id"]!;
        await Night(own, 2027, 1, 1);
        (await own.Balance(employee, "ANNUAL", "2027-01-01")).Should().Be(15, "three are put aside");
        await own.Boss.Do("refuseLeave", new { leaveRequestId = asked, reason = "Month end" }, "leaveRequest { status }");
        await Night(own, 2027, 1, 5);
        (await own.Balance(employee, "ANNUAL", "2027-01-05")).Should().Be(15, "the three days given back expire: fifteen are carried already");
        (await own.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(18);
    }

    [Fact]
    public async Task At_the_turn_of_the_year_leave_is_granted_carried_over_once_and_expires()
    {
        var employee = await world.Employee();
        await world.Make("recordService", "servicePeriod", new { employeeId = employee, from = "2020-01-01", document = "Contract" });
        await world.Give(employee, "ANNUAL", "18");
        await world.Approved(world.Days(employee, "ANNUAL", "2026-03-30"));
        await Night(world, 2027, 1, 2);
        // 17 are left: 15 are carried, two expire, and five come for the new year.
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(17);
        (await world.Balance(employee, "ANNUAL", "2027-01-01")).Should().Be(20);
        (await Kinds(world, employee)).Should().Equal("CARRY -15", "CARRY 15", "EXPIRE -2", "GRANT 18", "GRANT 5", "USE -1");
        await Night(world, 2027, 1, 3);
        (await Kinds(world, employee)).Should().HaveCount(6, "the next night finds nothing to do");

        // What expires first is taken first; what was carried once expires then.
        await world.Approved(world.Days(employee, "ANNUAL", "2027-03-01", "2027-03-12"));
        await Night(world, 2028, 1, 2);
        (await world.Balance(employee, "ANNUAL", "2028-01-01")).Should().Be(10, "five of 2027 carried and five of 2028; what was carried before is not carried again");
    }

    [Fact]
    public async Task What_is_owed_moves_into_a_year_that_lets_nothing_be_owed_and_one_account_keeps_no_other_waiting()
    {
        await using var own = await TimeWorld.Open();
        object Rule(string from, string overdraw) => new
        {
            leaveTypeId = own.Types["ANNUAL"],
            validFrom = from,
            source = "x",
            fromBalance = true,
            maxOverdraw = overdraw,
            carryLimit = "15",
            carryMonths = 12,
            steps = new[] { new { afterYears = 1, days = "5" } },
        };
        await own.Make("setLeaveRule", "leaveRule", Rule("2026-01-01", "3"));
        var (broken, debtor, colleague) = (await own.Employee(), await own.Employee(), await own.Employee());
        await own.Approved(own.Days(debtor, "ANNUAL", "2026-03-30", "2026-03-31"));
        await own.Make("recordService", "servicePeriod", new { employeeId = colleague, from = "2020-01-01", document = "Contract" });
        await own.Make("setLeaveRule", "leaveRule", Rule("2027-01-01", "0"));
        // What no rule would let be entered.
        await own.AsSuperuser($"set local session_replication_role = replica; insert into organization.leave_entries (id, version, employee_id, leave_type_id, kind, amount, day, expires_on, recorded_at) select gen_random_uuid(), 1, '{NodeId.Decode(broken).Key}', '{NodeId.Decode(own.Types["ANNUAL"]).Key}', kind, amount, '2025-01-01', expires, now() from (values ('GRANT', 5, date '2025-12-31'), ('USE', -100, null)) t(kind, amount, expires)");

        await Night(own, 2027, 1, 1);
        (await own.Balance(colleague, "ANNUAL", "2027-01-02")).Should().Be(5, "he has nothing to do with the others");
        (await Kinds(own, debtor)).Should().Equal("CARRY -2", "CARRY 2", "USE -1", "USE -1");
        await own.Give(debtor, "ANNUAL", "1", "2027-01-02", "2027-12-31");
        (await own.Balance(debtor, "ANNUAL", "2027-01-02")).Should().Be(-1);
        (await own.Admin.Refused("requestLeave", own.Days(debtor, "ANNUAL", "2027-02-01"))).Should().Be("LEAVE_BALANCE");
        await own.Give(debtor, "ANNUAL", "2", "2027-01-02", "2027-12-31");
        await own.Ask(own.Days(debtor, "ANNUAL", "2027-02-01"));

        // A debt that was not there is none that moves.
        var owe = () => own.AsApp($"insert into organization.leave_entries (id, version, employee_id, leave_type_id, kind, amount, day, expires_on, recorded_at, transfer_id) select gen_random_uuid(), 1, '{NodeId.Decode(colleague).Key}', '{NodeId.Decode(own.Types["ANNUAL"]).Key}', 'CARRY', amount, '2027-01-01', expires, now(), '{Guid.NewGuid()}' from (values (6, date '2026-12-31'), (-6, '2027-12-31')) t(amount, expires)", """{"scopes":{"*":"ALL"}}""");
        (await owe.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_leave_entries_balance");
    }

    [Fact]
    public async Task The_service_of_whoever_was_registered_with_his_first_day_counts_from_then_on()
    {
        var employee = await world.Make("registerEmployee", "employee", new { number = "JOINED", name = "x", departmentId = world.Department, joinedOn = "2020-01-01" });
        await world.Admin.Do("grantLeave", new { leaveTypeId = world.Types["ANNUAL"], year = 2026 }, "employees");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(5);
    }

    [Fact]
    public async Task From_December_on_leave_of_January_can_be_asked_for()
    {
        await using var own = await TimeWorld.Open();
        var employee = await own.Employee();
        await own.Make("recordService", "servicePeriod", new { employeeId = employee, from = "2020-01-01", document = "Contract" });
        var january = own.Days(employee, "ANNUAL", "2027-01-04", "2027-01-05");
        await Night(own, 2026, 11, 29);
        (await own.Balance(employee, "ANNUAL", "2026-11-30")).Should().Be(5);
        (await own.Admin.Refused("requestLeave", january)).Should().Be("LEAVE_BALANCE");
        await Night(own, 2026, 11, 30);
        await own.Ask(january);
        (await own.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(5, "it counts from the first of January on");
        await Night(own, 2027, 1, 1);
        (await own.Balance(employee, "ANNUAL", "2027-01-05")).Should().Be(8, "five are carried over, and nothing is granted twice");
    }

    private static async Task Night(TimeWorld office, int year, int month, int day)
    {
        await office.Advance(new DateTimeOffset(year, month, day, 17, 30, 0, TimeSpan.Zero) - office.Clock.GetUtcNow());
        (await office.Tick("organization.leave-year", office.Clock.GetUtcNow())).Should().BeTrue();
    }

    private static async Task<IEnumerable<string>> Kinds(TimeWorld office, string employee) =>
        (await office.Admin.Query("query($id: ID!) { employee(id: $id) { leaveEntries { nodes { kind amount } } } }", new { id = employee }))["employee"]!["leaveEntries"]!["nodes"]!.AsArray()
            .Select(e => $"{e!["kind"]} {decimal.Parse((string)e["amount"]!, System.Globalization.CultureInfo.InvariantCulture):0.##}").Order(StringComparer.Ordinal).ToList();
}

/// <summary>Leave that has begun is ended early.</summary>
[Trait("row", "GE-07")]
public sealed class LeaveBegunTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    public async Task Of_leave_that_has_begun_the_days_from_tomorrow_on_are_given_back()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "5");
        var leave = await world.Approved(world.Days(employee, "ANNUAL", "2026-03-09", "2026-03-13"));
        await world.Advance(new DateTimeOffset(2026, 3, 11, 4, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await world.Admin.Do("cancelLeave", new { leaveRequestId = leave, reason = "Needed" }, "leaveRequest { status }");
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(2);
        var cancelled = await world.Leave(leave);
        decimal.Parse((string)cancelled["amount"]!, System.Globalization.CultureInfo.InvariantCulture).Should().Be(3, "that is what it took in the end");
        var absence = cancelled["absences"]!["nodes"]![0]!;
        absence["cancelledAt"].Should().BeNull();
        ((string)absence["until"]!).Should().StartWith("2026-03-11T04:00:00");
        await world.Approved(world.Days(employee, "ANNUAL", "2026-03-13"));
    }
}

/// <summary>What employees do about their own leave.</summary>
public sealed class OwnLeaveTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    [Trait("row", "GE-05")]
    [Trait("row", "GE-07")]
    public async Task Approved_leave_is_withdrawn_by_the_employee_before_it_begins_and_the_approver_is_told()
    {
        var employee = await world.Employee();
        await world.Give(employee, "ANNUAL", "5");
        await world.Admin.Do("setWorkContact", new { employeeId = world.BossId, email = "boss@example.org", language = "EN" }, "employee { id }");
        var self = await world.Person(new[] { "leave.request", "leave.read", "employee.read" }.Select(p => ($"organization.{p}", "OWN")), employee);
        var (leave, begun) = (await world.Approved(world.Days(employee, "ANNUAL", "2026-04-13", "2026-04-14")), await world.Approved(world.Hours(employee, "SICK", "2026-03-02T01:00:00Z", "2026-03-02T09:00:00Z")));
        (await world.Admin.Refused("withdrawLeave", new { leaveRequestId = leave })).Should().Be("NOT_YOUR_LEAVE");
        (await self.Refused("withdrawLeave", new { leaveRequestId = begun })).Should().Be("LEAVE_BEGUN");
        await self.Do("withdrawLeave", new { leaveRequestId = leave }, "leaveRequest { status }");
        var withdrawn = await world.Leave(leave);
        ((string)withdrawn["status"]!).Should().Be("CANCELLED");
        withdrawn["absences"]!["nodes"]![0]!["cancelledAt"].Should().NotBeNull();
        (await world.Balance(employee, "ANNUAL", "2026-12-31")).Should().Be(5);
        var told = (await world.Admin.Query("""{ messages(where: { templateCode: { eq: "organization.leave-withdrawn" } }) { nodes { subject routes { nodes { address } } } } }"""))["messages"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        ((string)told["subject"]!).Should().EndWith("does not take the leave from 2026-04-13");
        ((string)told["routes"]!["nodes"]![0]!["address"]!).Should().Be("boss@example.org");
    }

    [Fact]
    [Trait("row", "GE-05")]
    public async Task Nobody_enters_leave_for_himself_or_takes_back_what_was_entered()
    {
        var employee = await world.Employee();
        var entry = await world.Give(employee, "ANNUAL", "5");
        var self = await world.Person(new[] { "leave.administer", "leave.read", "employee.read" }.Select(p => ($"organization.{p}", "ALL")), employee);
        object Entry(string whose) => new { employeeId = whose, leaveTypeId = world.Types["ANNUAL"], amount = "5", day = "2026-01-01", reason = "x", expiresOn = "2026-12-31" };
        (await self.Refused("adjustLeave", Entry(employee))).Should().Be("OWN_LEAVE");
        (await self.Refused("reverseLeaveEntry", new { leaveEntryId = entry, reason = "x" })).Should().Be("OWN_LEAVE");
        await self.Do("adjustLeave", Entry(world.Deputy), "leaveEntry { id }");
        var key = NodeId.Decode(employee).Key;
        var copy = () => world.AsApp($"insert into organization.leave_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from organization.leave_entries e where employee_id = '{key}'", $$"""{"scopes":{"*":"ALL"},"employee":"{{key}}"}""");
        (await copy.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("ck_leave_requests_approver");
    }
}

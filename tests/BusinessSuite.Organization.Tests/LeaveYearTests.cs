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
        (await Kinds(employee)).Should().Equal("CARRY -15", "CARRY 15", "EXPIRE -2", "GRANT 18", "GRANT 5", "USE -1");
        await Night(world, 2027, 1, 3);
        (await Kinds(employee)).Should().HaveCount(6, "the next night finds nothing to do");

        // What expires first is taken first; what was carried once expires then.
        await world.Approved(world.Days(employee, "ANNUAL", "2027-03-01", "2027-03-12"));
        await Night(world, 2028, 1, 2);
        (await world.Balance(employee, "ANNUAL", "2028-01-01")).Should().Be(10, "five of 2027 carried and five of 2028; what was carried before is not carried again");
    }

    private static async Task Night(TimeWorld office, int year, int month, int day)
    {
        await office.Advance(new DateTimeOffset(year, month, day, 17, 30, 0, TimeSpan.Zero) - office.Clock.GetUtcNow());
        (await office.Tick("organization.leave-year", office.Clock.GetUtcNow())).Should().BeTrue();
    }

    private async Task<IEnumerable<string>> Kinds(string employee) =>
        (await world.Admin.Query("query($id: ID!) { employee(id: $id) { leaveEntries { nodes { kind amount } } } }", new { id = employee }))["employee"]!["leaveEntries"]!["nodes"]!.AsArray()
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

using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

/// <summary>Roster, service and leave of those who join and leave.</summary>
[Trait("row", "GE-14")]
public sealed class LeaverTimeTests
{
    [Fact]
    [Trait("row", "GE-02")]
    [Trait("row", "GE-05")]
    public async Task Roster_and_service_end_when_someone_leaves_and_service_begins_when_he_joins()
    {
        await using var world = new TimeWorld();
        await world.InitializeAsync();
        var shift = await world.Make("createShift", "shift", new { code = "DAY", name = "x", calendarId = world.Calendar });
        await world.Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2020-01-01", start = "09:00", end = "18:00" });
        var (leaver, planned) = (await world.Employee(), await world.Employee());
        foreach (var employee in new[] { leaver, planned })
        {
            await world.Make("recordService", "servicePeriod", new { employeeId = employee, from = "2020-01-01", document = "Contract", until = employee == planned ? "2030-01-01" : null });
            await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = "2026-02-01", validUntil = employee == planned ? "2026-06-01" : null, followsCalendar = false });
        }

        await world.Make("assignShift", "rosterEntry", new { employeeId = planned, shiftId = shift, validFrom = "2026-07-01" });
        await world.Make("recordService", "servicePeriod", new { employeeId = planned, from = "2030-01-01", document = "Next contract" });
        await world.Admin.Do("computeAttendance", new { employeeId = leaver, first = "2026-02-26", last = "2026-03-01" }, "changed");
        foreach (var employee in new[] { leaver, planned })
        {
            await world.Admin.Do("completeStaffChange", new { staffChangeId = await world.Make("startStaffChange", "staffChange", new { employeeId = employee, kind = "LEAVING", effectiveOn = "2026-02-28" }) }, "staffChange { state }");
            var left = await Time(world, employee);
            left["roster"]!["nodes"]!.ToJsonString().Should().Be("""[{"validUntil":"2026-02-28"}]""");
            left["service"]!["nodes"]!.ToJsonString().Should().Be("""[{"from":"2020-01-01","until":"2026-02-28"}]""");
        }

        // He left before he was released: those days were not worked by him.
        (await Days(world, leaver)).Should().Equal("2026-02-26 ABSENT", "2026-02-27 ABSENT", "2026-02-28 OFF", "2026-03-01 OFF");
        await world.Advance(TimeSpan.FromDays(3));
        (await world.Tick("organization.attendance", world.Clock.GetUtcNow())).Should().BeTrue();
        (await Days(world, leaver)).Should().HaveCount(4, "nobody asks where he is any more");
        (await world.Admin.Refused("recordService", new { employeeId = leaver, from = "2026-03-01", document = "x" })).Should().Be("AFTER_LEAVING");
        var sql = () => world.AsApp($"update organization.roster_entries set valid_until = null where employee_id = '{NodeId.Decode(leaver).Key}'", """{"scopes":{"*":"ALL"}}""");
        (await sql.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_employees_left_time");

        var post = await world.Make("createPost", "post", new { departmentId = world.Department, code = "POST", title = "x", validFrom = "2020-01-01" });
        var joiner = await world.Employee();
        foreach (var employee in new[] { joiner, leaver })
        {
            await world.Admin.Do("completeStaffChange", new { staffChangeId = await world.Make("startStaffChange", "staffChange", new { employeeId = employee, kind = "JOINING", effectiveOn = "2026-03-09", postId = post }) }, "staffChange { state }");
        }

        (await Time(world, joiner))["service"]!["nodes"]!.ToJsonString().Should().Be("""[{"from":"2026-03-09","until":null}]""");
        (await Time(world, leaver))["service"]!["nodes"]!.AsArray().Select(s => $"{s!["from"]} {s["until"]}").Should().BeEquivalentTo("2020-01-01 2026-02-28", "2026-03-09 ");
        await world.Advance(new DateTimeOffset(2028, 1, 2, 17, 30, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        (await world.Tick("organization.leave-year", world.Clock.GetUtcNow())).Should().BeTrue();
        (await world.Balance(joiner, "ANNUAL", "2028-12-31")).Should().Be(5);
        (await world.Balance(leaver, "ANNUAL", "2028-12-31")).Should().Be(5);
        (await world.Balance(planned, "ANNUAL", "2028-12-31")).Should().Be(0);
    }

    private static async Task<JsonNode> Time(TimeWorld world, string employee) =>
        (await world.Admin.Query("query($id: ID!) { employee(id: $id) { roster { nodes { validUntil } } service { nodes { from until } } } }", new { id = employee }))["employee"]!;

    private static async Task<List<string>> Days(TimeWorld world, string employee) =>
        [.. (await world.Admin.Query("query($id: ID!) { employee(id: $id) { attendance(first: 60, orderBy: [{field: DAY}], where: {day: {range: {gte: \"2026-02-26\"}}}) { nodes { day status } } } }", new { id = employee }))["employee"]!["attendance"]!["nodes"]!.AsArray().Select(d => $"{d!["day"]} {d["status"]}")];
}

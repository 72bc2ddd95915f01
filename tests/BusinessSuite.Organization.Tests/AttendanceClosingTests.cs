using System.Text.Json.Nodes;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

/// <summary>What closing a month waits for, whom it asks, and what it gives. Each test has an office of its own, since months are closed in order and clocks do not go back.</summary>
public sealed class AttendanceClosingTests
{
    private int _events;

    [Fact]
    [Trait("row", "GE-02")]
    public async Task The_months_and_limits_of_the_company_are_not_those_of_who_acts_for_a_department()
    {
        await using var world = await TimeWorld.Open();
        var head = await world.Person([("organization.time.administer", "DEPARTMENT"), ("organization.time.read", "DEPARTMENT"), ("organization.leave.read", "DEPARTMENT"), ("organization.employee.read", "DEPARTMENT")], await world.Employee());
        var beside = await world.Make("createDepartment", "department", new { code = "BESIDE", name = "x", validFrom = "2020-01-01" });
        await Rostered(world, await world.Employee(beside), "DAY", "09:00", "18:00");
        (await head.Refused("closeAttendanceMonth", new { month = "2026-02-01" })).Should().Be("OUT_OF_SCOPE");
        (await head.Refused("setTimePolicy", new { validFrom = "2030-01-01", source = "x", overtimePerDay = "PT1H", overtimePerMonth = "PT1H", workdayRate = 150, restDayRate = 200, statutoryHolidayRate = 300, correctionsPerMonth = 3 }))
            .Should().Be("OUT_OF_SCOPE");
        var closed = await world.Boss.Do("closeAttendanceMonth", new { month = "2026-02-01" }, "attendanceMonth { figures { totalCount } }");
        closed["attendanceMonth"]!["figures"]!["totalCount"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task A_month_is_not_closed_while_its_last_night_may_still_be_clocked_out_of()
    {
        await using var world = await TimeWorld.Open();
        var night = await world.Employee();
        await Rostered(world, night, "DARK", "22:00", "06:00", "2026-03-31", "2026-04-01", followsCalendar: false);
        // 00:01 on 1 April in Shanghai: the shift runs until 06:00, and its clock events count until 10:00.
        await At(world, "2026-03-31T16:01:00Z");
        await Told(world, night, "IN", "2026-03-31T13:55:00Z");
        (await world.Boss.Refused("closeAttendanceMonth", new { month = "2026-03-01" })).Should().Be("MONTH_RUNNING");
        await At(world, "2026-04-01T01:59:00Z");
        await Told(world, night, "OUT", "2026-03-31T22:00:00Z");
        (await world.Boss.Refused("closeAttendanceMonth", new { month = "2026-03-01" })).Should().Be("MONTH_RUNNING");
        await At(world, "2026-04-01T02:01:00Z");
        await world.Boss.Do("closeAttendanceMonth", new { month = "2026-03-01" }, "attendanceMonth { id }");
        (await world.Admin.Query("query($id: ID!) { employee(id: $id) { attendance(where: {day: {eq: \"2026-03-31\"}}) { nodes { status worked } } } }", new { id = night }))["employee"]!["attendance"]!["nodes"]!.ToJsonString()
            .Should().Be("""[{"status":"PRESENT","worked":"PT8H"}]""");
        (await Differences(world, "2026-03-01")).Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "GE-02")]
    public async Task What_is_entered_while_a_month_is_being_closed_counts_in_both_reckonings_or_in_none()
    {
        await using var world = await TimeWorld.Open();
        var (clocked, away) = (await world.Employee(), await world.Employee());
        await Rostered(world, clocked, "DAY", "09:00", "18:00");
        await world.Make("assignShift", "rosterEntry", new { employeeId = away, shiftId = await world.Shift("LATE", "10:00", "19:00"), validFrom = "2026-02-01" });
        await Told(world, clocked, "IN", "2026-02-10T01:00:00Z");
        var absence = await world.Make("recordAbsence", "absence", new { employeeId = away, kind = "TRAINING", from = "2026-02-10T00:00:00Z", until = "2026-02-10T16:00:00Z" });

        // Both take their time and then wait for the tables, until the month is closed.
        await using var blocker = new NpgsqlConnection(world.OwnerConnection);
        await blocker.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = await blocker.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("lock table organization.clock_events, organization.absences in share mode", blocker, held))
        {
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var told = Told(world, clocked, "OUT", "2026-02-10T10:00:00Z");
        var cancelled = world.Admin.Do("cancelAbsence", new { absenceId = absence }, "absence { id }");
        for (var looks = 0; looks < 200 && (long)(await world.AsSuperuser("select count(*) from pg_locks where not granted and mode = 'RowExclusiveLock'"))! < 2; looks++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await world.Boss.Do("closeAttendanceMonth", new { month = "2026-02-01" }, "attendanceMonth { id }");
        await held.RollbackAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(told, cancelled);
        (await world.Admin.Query("{ attendanceFigures { nodes { missingPunches onLeave worked } } }"))["attendanceFigures"]!.ToJsonString().Should().Contain("\"missingPunches\":1").And.Contain("\"onLeave\":\"PT9H\"", "neither was there yet");
        (await Differences(world, "2026-02-01")).Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "GE-08")]
    public async Task Rest_is_given_for_what_was_worked_on_a_rest_day_when_the_month_is_closed()
    {
        await using var world = await TimeWorld.Open();
        var (came, stayed, free) = (await world.Employee(), await world.Employee(), await world.Employee());
        var shift = await Rostered(world, came, "DAY", "09:00", "18:00");
        await world.Make("assignShift", "rosterEntry", new { employeeId = stayed, shiftId = shift, validFrom = "2026-02-01" });
        var asked = new List<string>();
        foreach (var (employee, day, compensation) in new[] { (came, "2026-03-07", "REST"), (came, "2026-03-08", "PAY"), (stayed, "2026-03-07", "REST"), (free, "2026-03-07", "REST") })
        {
            asked.Add(await world.Make("requestOvertime", "overtimeRequest", new { employeeId = employee, from = $"{day}T01:00:00Z", until = $"{day}T04:00:00Z", reason = "Stock-taking", compensation }));
            await world.Boss.Do("approveOvertime", new { overtimeRequestId = asked[^1] }, "overtimeRequest { id }");
        }

        (await world.Balance(came, "COMPENSATORY", "2026-12-31")).Should().Be(0, "nobody knows yet what is worked");
        await At(world, "2026-04-01T03:00:00Z");
        // Two of three hours on Saturday and one on Sunday; the one without a roster comes early and stays; the other stays at home.
        foreach (var (employee, arrived, left) in new[] { (came, "2026-03-07T01:00:00Z", "2026-03-07T03:00:00Z"), (came, "2026-03-08T03:00:00Z", "2026-03-08T05:00:00Z"), (free, "2026-03-07T00:30:00Z", "2026-03-07T05:00:00Z") })
        {
            await Told(world, employee, "IN", arrived);
            await Told(world, employee, "OUT", left);
        }

        await world.Boss.Do("closeAttendanceMonth", new { month = "2026-03-01" }, "attendanceMonth { id }");
        (await Rest(world, came)).Should().Be("PT2H PT1H 2 2026-10-01");
        (await Rest(world, stayed)).Should().Be("PT0S PT0S ");
        (await Rest(world, free)).Should().Be("PT3H PT0S 3 2026-10-01");
        (await world.Balance(came, "COMPENSATORY", "2026-03-31")).Should().Be(0);
        (await world.Balance(came, "COMPENSATORY", "2026-04-01")).Should().Be(2);
        (await world.Balance(stayed, "COMPENSATORY", "2026-04-01")).Should().Be(0);
        await world.Approved(world.Hours(came, "COMPENSATORY", "2026-04-08T01:00:00Z", "2026-04-08T03:00:00Z"));
        (await world.Admin.Refused("requestLeave", world.Hours(stayed, "COMPENSATORY", "2026-04-08T01:00:00Z", "2026-04-08T03:00:00Z"))).Should().Be("LEAVE_BALANCE");

        foreach (var request in asked)
        {
            (await world.Boss.Refused("cancelOvertime", new { overtimeRequestId = request })).Should().Be("OVERTIME_CLOSED");
        }

        (await Differences(world, "2026-03-01")).Should().BeEmpty();
    }

    private static async Task<string> Rostered(TimeWorld world, string employee, string code, string start, string end, string from = "2026-02-01", string? until = null, bool followsCalendar = true)
    {
        var shift = await world.Shift(code, start, end);
        await world.Make("assignShift", "rosterEntry", new { employeeId = employee, shiftId = shift, validFrom = from, validUntil = until, followsCalendar });
        return shift;
    }

    private static Task At(TimeWorld world, string at) => world.Advance(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - world.Clock.GetUtcNow());

    private static async Task<JsonArray> Differences(TimeWorld world, string month) =>
        (await world.Admin.Query("query($m: Date!) { recomputeAttendanceMonth(month: $m) { differences { employee { id } kept { day status } again { day status } } } }", new { m = month }))["recomputeAttendanceMonth"]!["differences"]!.AsArray();

    /// <summary>The month's rest and paid work on rest days, then what the ledger gives for it.</summary>
    private static async Task<string> Rest(TimeWorld world, string employee)
    {
        var known = (await world.Admin.Query("query($id: ID!) { employee(id: $id) { attendanceFigures { nodes { forRest restDayOvertime } } leaveEntries { nodes { kind amount expiresOn } } } }", new { id = employee }))["employee"]!;
        var figure = known["attendanceFigures"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        var given = known["leaveEntries"]!["nodes"]!.AsArray().Select(e => $"{decimal.Parse((string)e!["amount"]!, System.Globalization.CultureInfo.InvariantCulture):0.##} {e["expiresOn"]}");
        return $"{figure["forRest"]} {figure["restDayOvertime"]} {string.Join(", ", given)}";
    }

    private async Task Told(TimeWorld world, string employee, string direction, string at) => await world.Admin.Do(
        "recordClockEvents", new { device = "GATE", source = "TERMINAL", events = new[] { new { eventId = $"{++_events}", employeeId = employee, direction, at } } }, "added");
}

using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-08")]
public sealed class OvertimeTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Theory]
    [InlineData("2026-03-04", "WORKDAY", 150)]
    [InlineData("2026-03-07", "REST_DAY", 200)]
    [InlineData("2026-04-05", "STATUTORY_HOLIDAY", 300)]
    [InlineData("2026-04-06", "REST_DAY", 200)]
    [InlineData("2026-05-09", "WORKDAY", 150)]
    [InlineData("2026-10-01", "STATUTORY_HOLIDAY", 300)]
    [InlineData("2026-10-05", "REST_DAY", 200)]
    public async Task Class_and_rate_follow_from_the_calendar(string day, string kind, int rate)
    {
        var request = (await world.Admin.Do("requestOvertime", Overtime(await world.Employee(), day), "overtimeRequest { day class rate compensation }"))["overtimeRequest"]!;
        request.ToJsonString().Should().Be($$"""{"day":"{{day}}","class":"{{kind}}","rate":{{rate}},"compensation":"PAY"}""");
    }

    [Fact]
    public async Task What_is_too_much_for_a_day_or_a_month_is_refused_when_it_is_asked_for()
    {
        var employee = await world.Employee();
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-03-03", "11:00", "14:01"))).Should().Be("OVERTIME_CAP");
        var two = await world.Make("requestOvertime", "overtimeRequest", Overtime(employee, "2026-03-03", "11:00", "13:00"));
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-03-03", "13:00", "14:01"))).Should().Be("OVERTIME_CAP");
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-03-03", "12:30", "13:30"))).Should().Be("OVERTIME_OVERLAPS");
        await world.Admin.Do("withdrawOvertime", new { overtimeRequestId = two }, "overtimeRequest { status }");
        await world.Make("requestOvertime", "overtimeRequest", Overtime(employee, "2026-03-03", "11:00", "14:00"));

        // Twelve times three hours are 36; whoever asks at the same time, there are no more.
        var parallel = await world.Employee();
        var answers = await Task.WhenAll(Enumerable.Range(9, 15).Select(d => world.Admin.Try("requestOvertime", Overtime(parallel, $"2026-06-{d:D2}", "11:00", "14:00"), "overtimeRequest { id }")));
        answers.Count(a => a["overtimeRequest"] is not null).Should().Be(12, string.Join(' ', answers.Select(a => a.ToJsonString())));
        answers.Where(a => a["overtimeRequest"] is null).Select(a => (string)a["userErrors"]![0]!["code"]!).Should().AllBe("OVERTIME_CAP");
        await world.Make("requestOvertime", "overtimeRequest", Overtime(parallel, "2026-07-01", "11:00", "14:00"));
    }

    [Fact]
    public async Task The_limits_are_data_that_change_by_date()
    {
        await world.Make("setTimePolicy", "timePolicy", Policy("2026-12-01", "PT1H"));
        (await world.Admin.Refused("setTimePolicy", Policy("2026-11-01", "PT2H"))).Should().Be("RULE_EARLIER");
        (await world.Admin.Refused("setTimePolicy", Policy("2026-12-15", "-PT2H"))).Should().Be("TIME_POLICY_NEGATIVE");
        var employee = await world.Employee();
        await world.Make("requestOvertime", "overtimeRequest", Overtime(employee, "2026-11-30", "11:00", "13:00"));
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-12-01", "11:00", "13:00"))).Should().Be("OVERTIME_CAP");
        var request = (await world.Admin.Do("requestOvertime", Overtime(employee, "2026-12-01", "11:00", "12:00"), "overtimeRequest { rate }"))["overtimeRequest"]!;
        request["rate"]!.GetValue<int>().Should().Be(160);
    }

    [Fact]
    public async Task Overtime_is_asked_for_and_approved_beforehand_by_someone_else()
    {
        var employee = await world.Employee();
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-02-27"))).Should().Be("OVERTIME_LATE");
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-03-05", "09:00", "12:00"))).Should().Be("OVERTIME_IN_WORKING_TIME");
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-03-05", "15:00", "17:00"))).Should().Be("OVERTIME_DAYS", "16:00 in UTC is midnight in Shanghai");
        var request = await world.Make("requestOvertime", "overtimeRequest", Overtime(employee, "2026-03-05"));
        var own = await world.Person([("organization.overtime.approve", "ALL"), ("organization.time.read", "ALL"), ("organization.employee.read", "ALL")], employee);
        (await own.Refused("approveOvertime", new { overtimeRequestId = request })).Should().Be("OWN_OVERTIME");
        await world.Boss.Do("approveOvertime", new { overtimeRequestId = request }, "overtimeRequest { status approver { id } }");
        (await world.Boss.Refused("refuseOvertime", new { overtimeRequestId = request, reason = "x" })).Should().Be("ILLEGAL_STATE");
        var started = () => world.AsApp($"update organization.overtime_requests set status = 'APPROVED', approver_id = (select id from organization.employees e where e.id <> employee_id limit 1), decided_at = \"from\" + interval '1 minute' where status = 'REQUESTED'", """{"scopes":{"*":"ALL"}}""");
        await world.Make("requestOvertime", "overtimeRequest", Overtime(employee, "2026-03-06"));
        (await started.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("ck_overtime_requests_approval");
    }

    [Fact]
    public async Task Rest_makes_good_for_work_on_rest_days_and_is_not_given_beforehand()
    {
        var employee = await world.Employee();
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-03-04", rest: true))).Should().Be("REST_FOR_REST_DAYS");
        (await world.Admin.Refused("requestOvertime", Overtime(employee, "2026-04-05", rest: true))).Should().Be("REST_FOR_REST_DAYS", "a statutory holiday is paid");
        var request = (await world.Admin.Do("requestOvertime", Overtime(employee, "2026-03-07", "01:00", "04:00", rest: true), "overtimeRequest { id rate }"))["overtimeRequest"]!;
        request["rate"]!.GetValue<int>().Should().Be(0);
        await world.Boss.Do("approveOvertime", new { overtimeRequestId = (string)request["id"]! }, "overtimeRequest { rest { nodes { amount } } }");
        (await world.Balance(employee, "COMPENSATORY", "2026-12-31")).Should().Be(0, "nobody knows yet whether it is worked");
        (await world.Admin.Refused("requestLeave", world.Hours(employee, "COMPENSATORY", "2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"))).Should().Be("LEAVE_BALANCE");
        (await world.Boss.Do("cancelOvertime", new { overtimeRequestId = (string)request["id"]! }, "overtimeRequest { status }")).ToJsonString().Should().Contain("CANCELLED");
    }

    [Fact]
    [Trait("row", "GE-01")]
    public async Task A_change_of_the_calendar_judges_overtime_ahead_anew()
    {
        var request = await world.Make("requestOvertime", "overtimeRequest", Overtime(await world.Employee(), "2026-08-12"));
        await world.Admin.Do("setCalendarDay", new { calendarId = world.Calendar, day = "2026-08-12", kind = "HOLIDAY", name = "Victory", statutory = true, hours = Array.Empty<object>() }, "calendarDay { id }");
        (await world.Admin.Query("query($id: ID!) { overtimeRequest(id: $id) { class rate } }", new { id = request }))["overtimeRequest"]!.ToJsonString().Should().Be("""{"class":"STATUTORY_HOLIDAY","rate":300}""");
    }

    private static object Overtime(string employee, string day, string from = "11:00", string until = "13:00", bool rest = false) =>
        new { employeeId = employee, from = $"{day}T{from}:00Z", until = $"{day}T{until}:00Z", reason = "Month end", compensation = rest ? "REST" : "PAY" };

    private static object Policy(string from, string day) =>
        new { validFrom = from, source = "Works agreement", overtimePerDay = day, overtimePerMonth = "PT36H", workdayRate = 160, restDayRate = 200, statutoryHolidayRate = 300, correctionsPerMonth = 3 };
}

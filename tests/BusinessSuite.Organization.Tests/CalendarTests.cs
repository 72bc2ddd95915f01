using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-01")]
[Trait("row", "IN-10")]
public sealed class CalendarTests(Suite suite) : IClassFixture<Suite>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";

    [Fact]
    public async Task A_year_of_holidays_and_make_up_days_is_imported_when_it_balances()
    {
        var calendar = await NewCalendar("YEAR");
        // Monday to Wednesday off for one statutory day: two working days are made up on rest days.
        var holiday = new { name = "国庆节", daysOff = new[] { "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07" }, statutoryDays = new[] { "2026-10-03" } };
        object Year(params string[] makeup) => new { calendarId = calendar, year = 2026, holidays = new[] { holiday }, makeupWorkdays = makeup };

        (await suite.Admin.Refused("importCalendarYear", Year("2026-10-10"))).Should().Be("CALENDAR_UNBALANCED");
        (await suite.Admin.Refused("importCalendarYear", Year("2026-10-10", "2026-10-12"))).Should().Be("NOT_A_REST_DAY");
        (await suite.Admin.Refused("importCalendarYear", Year("2026-10-10", "2027-01-02"))).Should().Be("OTHER_YEAR");
        for (var again = 0; again < 2; again++)
        {
            var imported = await suite.Admin.Do("importCalendarYear", Year("2026-10-10", "2026-09-27"), "workCalendar { days(orderBy: [{field: DAY}]) { totalCount nodes { day kind } } }");
            imported["workCalendar"]!["days"]!["totalCount"]!.GetValue<int>().Should().Be(7, "a year that is imported again replaces itself");
        }

        var explained = await Explain("2026-10-02T09:00:00Z", "PT9H", "YEAR");
        explained["deadline"]!.GetValue<string>().Should().Be("2026-10-08T10:00:00Z", "an hour on Friday and eight on Thursday after the holiday");
        explained["lines"]!.AsArray().Where(l => l!["from"] is null).Select(l => $"{l!["day"]} {l["kind"]} {l["name"]}").Should().Equal(
            "2026-10-03 HOLIDAY 国庆节", "2026-10-04 HOLIDAY 国庆节", "2026-10-05 HOLIDAY 国庆节", "2026-10-06 HOLIDAY 国庆节", "2026-10-07 HOLIDAY 国庆节");
        (await Explain("2026-10-09T10:00:00Z", "PT8H", "YEAR"))["deadline"]!.GetValue<string>().Should().Be("2026-10-10T10:00:00Z", "the Saturday is worked");
    }

    [Fact]
    public async Task The_public_holidays_of_China_come_with_their_source_and_the_days_that_the_law_gives()
    {
        var shipped = (await suite.Admin.Query("{ publicHolidays { region year source statutorySource holidays { name first last statutoryDays } makeupWorkdays } }"))["publicHolidays"]!.AsArray().Should().ContainSingle().Which!;
        ((string)shipped["source"]!).Should().Contain("国务院办公厅");
        shipped["holidays"]!.AsArray().Sum(h => h!["statutoryDays"]!.AsArray().Count).Should().Be(13);
        var calendar = await NewCalendar("CN");
        (await suite.Admin.Refused("importPublicHolidays", new { calendarId = calendar, region = "CN", year = 2031 })).Should().Be("YEAR_UNKNOWN");
        (await suite.Admin.Refused("importPublicHolidays", new { calendarId = await NewCalendar("SIX", "SATURDAY"), region = "CN", year = 2026 })).Should().Be("NOT_A_REST_DAY", "it would not balance with another week");
        await suite.Admin.Do("importPublicHolidays", new { calendarId = calendar, region = "CN", year = 2026 }, "workCalendar { id }");
        var days = (await suite.Admin.Query("query($id: ID!) { workCalendar(id: $id) { days(first: 100, orderBy: [{field: DAY}]) { nodes { day kind statutory source name } } } }", new { id = calendar }))["workCalendar"]!["days"]!["nodes"]!.AsArray();
        days.Should().OnlyContain(d => ((string)d!["source"]!).Contains("2026"));
        days.Where(d => (string)d!["kind"]! == "MAKEUP_WORKDAY").Select(d => (string)d!["day"]!).Should().Equal("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10");
        days.Count(d => (string)d!["kind"]! == "HOLIDAY").Should().Be(3 + 9 + 3 + 5 + 3 + 3 + 7);
        days.Where(d => (bool)d!["statutory"]!).Select(d => (string)d!["day"]!).Should().Equal(
            "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-04-05", "2026-05-01", "2026-05-02", "2026-06-19", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-03");
        // Eight hours on the last day before the Spring Festival and eight on the first after it, which a make-up Saturday precedes.
        (await Explain("2026-02-13T10:00:00Z", "PT16H", "CN"))["deadline"]!.GetValue<string>().Should().Be("2026-02-24T10:00:00Z");
        (await suite.Admin.Refused("importCalendarYear", new { calendarId = calendar, year = 2026, holidays = new[] { new { name = "x", daysOff = new[] { "2026-03-03" }, statutoryDays = new[] { "2026-03-04" } } }, makeupWorkdays = Array.Empty<string>() }))
            .Should().Be("STATUTORY_NOT_OFF");
        (await suite.Admin.Refused("setCalendarDay", new { calendarId = calendar, day = "2026-03-03", kind = "WORKDAY", statutory = true, hours = Array.Empty<object>() })).Should().Be("STATUTORY_IS_HOLIDAY");
    }

    [Fact]
    public async Task One_day_may_have_hours_of_its_own_and_a_holiday_has_none()
    {
        var calendar = await NewCalendar("HALF");
        (await suite.Admin.Refused("setCalendarDay", new { calendarId = calendar, day = "2026-02-16", kind = "HOLIDAY", hours = new[] { new { start = "09:00", end = "12:00" } } })).Should().Be("INVALID");
        await suite.Admin.Do("setCalendarDay", new { calendarId = calendar, day = "2026-02-16", kind = "SPECIAL_HOURS", name = "除夕", hours = new[] { new { start = "09:00", end = "12:00" } } }, "calendarDay { kind }");
        (await Explain("2026-02-16T00:00:00Z", "PT4H", "HALF"))["deadline"]!.GetValue<string>().Should().Be("2026-02-17T02:00:00Z", "three hours on the half day, one on the next");
    }

    [Fact]
    public async Task A_week_holds_from_its_day_on_and_the_one_before_stays_on_record()
    {
        var calendar = (string)(await suite.Admin.Do("createWorkCalendar", new { code = "WEEKS", name = "x", timeZone = "Asia/Shanghai", week = Array.Empty<object>() }, "workCalendar { id }"))["workCalendar"]!["id"]!;
        async Task<IEnumerable<string>> Week(string weekday, string? validFrom = null) =>
            (await suite.Admin.Do("setWeeklyHours", new { calendarId = calendar, week = new[] { new { weekday, start = "09:00", end = "12:00" } }, validFrom }, "workCalendar { hours { nodes { weekday validFrom validUntil } } }"))["workCalendar"]!["hours"]!["nodes"]!.AsArray()
                .Select(h => $"{h!["weekday"]} {h["validFrom"]} {h["validUntil"]}").Order(StringComparer.Ordinal);
        (await Week("MONDAY")).Should().Equal("MONDAY  ");
        (await Week("THURSDAY", "2027-06-01")).Should().Equal("MONDAY  2027-06-01", "THURSDAY 2027-06-01 ");
        (await Week("TUESDAY", "2027-01-01")).Should().Equal("MONDAY  2027-01-01", "TUESDAY 2027-01-01 ");
        (await Week("WEDNESDAY", "2027-01-01")).Should().Equal("MONDAY  2027-01-01", "WEDNESDAY 2027-01-01 ");
        // An hour of Monday, 28 December 2026, then one of Wednesday, 6 January.
        (await Explain("2026-12-28T03:00:00Z", "PT2H", "WEEKS"))["deadline"]!.GetValue<string>().Should().Be("2027-01-06T02:00:00Z");
        // What makes up for a bridged day has the hours of a Monday of its time, and none of what is no workday then.
        (await suite.Admin.Refused("importCalendarYear", new { calendarId = calendar, year = 2027, holidays = Array.Empty<object>(), makeupWorkdays = new[] { "2027-03-03" } })).Should().Be("NOT_A_REST_DAY");
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        (await suite.Admin.Refused("createWorkCalendar", new { code = "MARS", name = "Mars", timeZone = "Mars/Olympus", week = Array.Empty<object>() })).Should().Be("TIME_ZONE_UNKNOWN");
        (await suite.Admin.Refused("createWorkCalendar", new { code = "STANDARD", name = "x", timeZone = "UTC", week = Array.Empty<object>() })).Should().Be("CALENDAR_CODE_TAKEN");
        object Week(string start, string end) => new { code = $"W{start}{end}", name = "x", timeZone = "UTC", week = new object[] { new { weekday = "MONDAY", start = "09:00", end = "12:00" }, new { weekday = "MONDAY", start, end } } };
        (await suite.Admin.Refused("createWorkCalendar", Week("11:00", "13:00"))).Should().Be("HOURS_OVERLAP");
        (await suite.Admin.Refused("createWorkCalendar", Week("15:00", "14:00"))).Should().Be("HOURS_REVERSED");
        await suite.Admin.Do("createWorkCalendar", new { code = "NEVER", name = "x", timeZone = "UTC", week = Array.Empty<object>() }, "workCalendar { id }");
        foreach (var (query, code) in new[] { ("""calendar: "NEVER", workingTime: "PT1H" """, "NO_WORKING_TIME"), ("""calendar: "NONE", workingTime: "PT1H" """, "NOT_FOUND"), ("""workingTime: "-PT1H" """, "INVALID") })
        {
            var answer = await suite.Admin.Send($$"""{ explainDeadline(start: "2026-01-01T00:00:00Z", {{query}}) { deadline } }""");
            answer["errors"]![0]!["extensions"]!["rule"]!.GetValue<string>().Should().Be(code);
        }
    }

    [Theory]
    [InlineData("insert into organization.work_calendars (id, version, code, name, time_zone, is_default) values (gen_random_uuid(), 1, 'SECOND', 'x', 'UTC', true)", "ux_work_calendars_default")]
    [InlineData("insert into organization.calendar_hours (id, version, calendar_id, weekday, start, \"end\") select gen_random_uuid(), 1, id, 'MONDAY', '10:00', '14:00' from organization.work_calendars where is_default", "ex_calendar_hours_overlap")]
    [InlineData("insert into organization.calendar_hours (id, version, calendar_id, weekday, start, \"end\") select gen_random_uuid(), 1, id, 'SUNDAY', '14:00', '10:00' from organization.work_calendars where is_default", "ck_calendar_hours_order")]
    [InlineData("insert into organization.calendar_hours (id, version, calendar_id, start, \"end\") select gen_random_uuid(), 1, id, '10:00', '14:00' from organization.work_calendars where is_default", "ck_calendar_hours_of")]
    [InlineData("insert into organization.calendar_days (id, version, calendar_id, day, kind) select gen_random_uuid(), 1, c.id, '2026-01-01', 'HOLIDAY' from organization.work_calendars c, generate_series(1, 2) where c.is_default", "ux_calendar_days_day")]
    public async Task Sql_is_refused_what_the_api_refuses(string sql, string constraint)
    {
        var act = () => suite.AsApp(sql, Everyone);
        (await act.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(constraint);
    }

    private async Task<string> NewCalendar(string code, params string[] more) => (string)(await suite.Admin.Do(
        "createWorkCalendar",
        new
        {
            code,
            name = code,
            timeZone = "Asia/Shanghai",
            week = new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY" }.Concat(more).SelectMany(d => new object[] { new { weekday = d, start = "09:00", end = "12:00" }, new { weekday = d, start = "13:00", end = "18:00" } }),
        },
        "workCalendar { id }"))["workCalendar"]!["id"]!;

    private async Task<System.Text.Json.Nodes.JsonNode> Explain(string start, string time, string calendar) => (await suite.Admin.Query(
        "query($s: DateTime!, $t: Duration!, $c: String) { explainDeadline(start: $s, workingTime: $t, calendar: $c) { deadline counted lines { day kind name from to counted } } }",
        new { s = start, t = time, c = calendar }))["explainDeadline"]!;
}

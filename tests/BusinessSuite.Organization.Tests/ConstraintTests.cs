using BusinessSuite.Testing;
using static BusinessSuite.Testing.Constraints;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-01")]
[Trait("row", "GE-02")]
[Trait("row", "GE-03")]
[Trait("row", "GE-04")]
[Trait("row", "GE-05")]
[Trait("row", "GE-07")]
[Trait("row", "GE-08")]
[Trait("row", "GE-09")]
[Trait("row", "GE-10")]
public sealed class ConstraintTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    public async Task Sql_is_refused_what_the_api_refuses()
    {
        await Arrange();
        const string Reversed = """{"valid_from": "2040-01-02", "valid_until": "2040-01-01"}""";
        await suite.RefuseSql("organization", new Dictionary<string, string>
        {
            ["ux_work_calendars_code"] = Copy("organization.work_calendars", """{"is_default": false}"""),
            ["ux_work_calendars_default"] = Copy("organization.work_calendars", """{"code": "SECOND"}""", "is_default"),
            ["ux_calendar_days_day"] = Copy("organization.calendar_days"),
            ["ck_calendar_hours_order"] = Copy("organization.calendar_hours", """{"weekday": "SUNDAY", "start": "14:00", "end": "10:00"}"""),
            ["ck_calendar_hours_of"] = Copy("organization.calendar_hours", """{"weekday": null, "day_id": null}"""),
            ["ex_calendar_hours_overlap"] = Copy("organization.calendar_hours", """{"start": "10:00", "end": "14:00"}"""),
            ["ux_departments_code"] = Copy("organization.departments"),
            ["ck_department_placements_period"] = Copy("organization.department_placements", Reversed),
            ["ex_department_placements_overlap"] = Copy("organization.department_placements"),
            ["tr_department_placements_cycle"] = "update organization.department_placements set parent_id = department_id",
            ["ux_posts_code"] = Copy("organization.posts"),
            ["ck_posts_period"] = Copy("organization.posts", """{"code": "OTHER", "valid_from": "2040-01-02", "valid_until": "2040-01-01"}"""),
            ["ck_reporting_lines_period"] = Copy("organization.reporting_lines", Reversed),
            ["ex_reporting_lines_overlap"] = Copy("organization.reporting_lines"),
            ["tr_reporting_lines_cycle"] = "update organization.reporting_lines set above_id = post_id",
            ["ck_post_holdings_period"] = Copy("organization.post_holdings", Reversed),
            ["ex_post_holdings_primary"] = "with p as (" + Copy("organization.posts", """{"code": "SECOND"}""") + " returning id) insert into organization.post_holdings (id, version, post_id, employee_id, valid_from, is_primary) select gen_random_uuid(), 1, p.id, h.employee_id, h.valid_from, true from p, organization.post_holdings h",
            ["ex_post_holdings_overlap"] = Copy("organization.post_holdings", """{"is_primary": false}"""),
            ["ux_duties_code"] = Copy("organization.duties"),
            ["ck_post_duties_period"] = Copy("organization.post_duties", Reversed),
            ["ex_post_duties_overlap"] = Copy("organization.post_duties"),
            ["ux_employees_number"] = Copy("organization.employees", """{"account_id": null}"""),
            ["ux_employees_account"] = Copy("organization.employees", """{"number": "OTHER"}""", "account_id is not null"),
            ["ck_delegations_self"] = "insert into organization.delegations (id, version, from_id, to_id, duty_id, scope_text, document, valid_from, valid_until) select gen_random_uuid(), 1, from_id, from_id, duty_id, '', '', valid_from, valid_until from organization.delegations",
            ["ck_delegations_period"] = Copy("organization.delegations", """{"valid_until": "2000-01-01"}"""),
            ["ck_absences_deputy"] = "update organization.absences set deputy_id = employee_id",
            ["ck_absences_period"] = Copy("organization.absences", """{"until": "2000-01-01"}"""),
            ["ex_absences_overlap"] = Copy("organization.absences"),
            ["ux_teams_code"] = Copy("organization.teams"),
            ["ux_team_members_member"] = Copy("organization.team_members"),
        }.Concat(TimeConstraintRows.Attempts).ToDictionary());
    }

    private async Task Arrange()
    {
        async Task<string> Make(string operation, string made, object input) => (string)(await suite.Admin.Do(operation, input, made + " { id }"))[made]!["id"]!;
        var calendar = (string)(await suite.Admin.Query("{ workCalendars { nodes { id } } }"))["workCalendars"]!["nodes"]![0]!["id"]!;
        await Make("setCalendarDay", "calendarDay", new { calendarId = calendar, day = "2026-10-01", kind = "HOLIDAY", hours = Array.Empty<object>() });
        var department = await Make("createDepartment", "department", new { code = "D", name = "D", validFrom = "2020-01-01" });
        var chief = await Make("createPost", "post", new { departmentId = department, code = "CHIEF", title = "x", validFrom = "2020-01-01", limit = new { amount = "5", currency = "CNY" } });
        await Make("createPost", "post", new { departmentId = department, code = "CLERK", title = "x", validFrom = "2020-01-01", reportsToId = chief });
        var duty = await Make("createDuty", "duty", new { code = "SIGN", name = "x" });
        await Make("addDutyToPost", "postDuty", new { postId = chief, dutyId = duty, validFrom = "2020-01-01" });
        var (one, two) = (await Make("registerEmployee", "employee", new { number = "1", name = "x" }), await Make("registerEmployee", "employee", new { number = "2", name = "x" }));
        await Make("assignPost", "postHolding", new { postId = chief, employeeId = one, validFrom = "2020-01-01" });
        var account = (string)(await suite.Admin.Do("createServiceAccount", new { userName = "linked", displayName = "x" }, "account { id }"))["account"]!["id"]!;
        await Make("linkAccount", "employee", new { employeeId = two, accountId = account });
        await Make("delegateAuthority", "delegation", new { fromId = one, toId = two, dutyId = duty, scopeText = "x", document = "x", validFrom = "2026-01-01T00:00:00Z", validUntil = "2027-01-01T00:00:00Z" });
        await Make("recordAbsence", "absence", new { employeeId = one, kind = "TRAINING", from = "2026-01-01T00:00:00Z", until = "2026-02-01T00:00:00Z", deputyId = two });
        var team = await Make("createTeam", "team", new { code = "T", name = "x" });
        await Make("addTeamMember", "teamMember", new { teamId = team, employeeId = one });
        await TimeConstraintRows.Arrange(suite, one, two, await Make("registerEmployee", "employee", new { number = "3", name = "x" }), calendar);
    }
}

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
[Trait("row", "GE-11")]
[Trait("row", "GE-12")]
[Trait("row", "GE-13")]
[Trait("row", "GE-14")]
[Trait("row", "IN-08")]
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
            ["tr_department_placements_parent"] = "with d as (" + Copy("organization.departments", """{"code": "ABOVE", "closed_on": "2021-01-01"}""") + " returning id), b as (" + Copy("organization.departments", """{"code": "BELOW"}""") + " returning id) insert into organization.department_placements (id, version, department_id, name, parent_id, valid_from) select gen_random_uuid(), 1, b.id, 'x', d.id, '2020-01-01' from d, b",
            ["tr_department_placements_department"] = "with d as (" + Copy("organization.departments", """{"code": "SHUT", "closed_on": "2021-01-01"}""") + " returning id) insert into organization.department_placements (id, version, department_id, name, valid_from) select gen_random_uuid(), 1, d.id, 'x', '2020-01-01' from d",
            ["tr_reporting_lines_post"] = "update organization.posts set valid_until = '2040-01-01' where code = 'CLERK'",
            ["tr_reporting_lines_above"] = "insert into organization.reporting_lines (id, version, post_id, above_id, valid_from, valid_until) select gen_random_uuid(), 1, post_id, above_id, '2019-01-01', '2019-06-01' from organization.reporting_lines",
            ["ck_post_versions_period"] = Copy("organization.post_versions", Reversed),
            ["ex_post_versions_overlap"] = Copy("organization.post_versions"),
            ["tr_posts_version"] = Copy("organization.posts", """{"code": "NOTHING"}"""),
            ["ck_reporting_lines_period"] = Copy("organization.reporting_lines", Reversed),
            ["ex_reporting_lines_overlap"] = Copy("organization.reporting_lines"),
            ["tr_reporting_lines_cycle"] = "update organization.reporting_lines set above_id = post_id",
            ["ck_post_holdings_period"] = Copy("organization.post_holdings", Reversed),
            ["ex_post_holdings_primary"] = "with p as (" + Copy("organization.posts", """{"code": "SECOND"}""") + " returning id) insert into organization.post_holdings (id, version, post_id, employee_id, valid_from, is_primary) select gen_random_uuid(), 1, p.id, h.employee_id, h.valid_from, true from p, organization.post_holdings h",
            ["tr_post_holdings_post"] = "insert into organization.post_holdings (id, version, post_id, employee_id, valid_from, is_primary) select gen_random_uuid(), 1, p.id, e.id, '2019-01-01', false from organization.posts p, organization.employees e where p.code = 'CLERK' and e.number = '2'",
            ["tr_post_holdings_checklist"] = "insert into organization.post_holdings (id, version, post_id, employee_id, valid_from, is_primary) select gen_random_uuid(), 1, p.id, e.id, '2026-01-01', true from organization.posts p, organization.employees e where p.code = 'CLERK' and e.number = '2'",
            ["tr_posts_department"] = "with d as (" + Copy("organization.departments", """{"code": "CLOSED", "closed_on": "2021-01-01"}""") + " returning id) insert into organization.posts (id, version, code, title, department_id, is_head, roles, valid_from) select gen_random_uuid(), 1, 'IN-CLOSED', 'x', d.id, false, '{}', '2020-01-01' from d",
            ["ex_post_holdings_overlap"] = Copy("organization.post_holdings", """{"is_primary": false}"""),
            ["ux_duties_code"] = Copy("organization.duties"),
            ["ck_post_duties_period"] = Copy("organization.post_duties", Reversed),
            ["ex_post_duties_overlap"] = Copy("organization.post_duties"),
            ["ux_employees_number"] = Copy("organization.employees", """{"account_id": null}"""),
            ["ux_employees_account"] = Copy("organization.employees", """{"number": "OTHER"}""", "account_id is not null"),
            ["tr_employees_own_account"] = """select set_config('suite.caller', '{"scopes":{"*":"ALL"},"clearance":"SYSTEM","user":"' || account_id || '"}', true) from organization.employees where number = '2'; update organization.employees set account_id = null where number = '2'""",
            ["tr_employees_account_in_use"] = "update organization.employees set account_id = null",
            ["ck_delegations_self"] = "insert into organization.delegations (id, version, from_id, to_id, duty_id, scope_text, document, valid_from, valid_until) select gen_random_uuid(), 1, from_id, from_id, duty_id, '', '', valid_from, valid_until from organization.delegations",
            ["tr_delegations_writing"] = Copy("organization.delegations", """{"scope_text": " "}"""),
            ["ck_delegations_period"] = Copy("organization.delegations", """{"valid_until": "2000-01-01"}"""),
            ["ck_absences_deputy"] = "update organization.absences set deputy_id = employee_id",
            ["ck_absences_period"] = Copy("organization.absences", """{"until": "2000-01-01"}"""),
            ["ex_absences_overlap"] = Copy("organization.absences"),
            ["ck_signatures_source"] = Copy("organization.signatures", """{"source": "DELEGATION"}"""),
            ["ck_signatures_limit"] = Copy("organization.signatures", """{"sum_amount": 6, "sum_currency": "CNY"}"""),
            ["tr_signatures_authority"] = Copy("organization.signatures", """{"signed_at": "2001-01-01"}"""),
            ["ck_clearances_period"] = Copy("organization.clearances", Reversed),
            ["ck_clearances_self"] = "insert into organization.clearances (id, version, employee_id, level, reason, granted_by_id, valid_from) select gen_random_uuid(), 1, employee_id, level, reason, employee_id, valid_from from organization.clearances",
            ["ck_clearances_level"] = Copy("organization.clearances", """{"level": "INTERNAL"}"""),
            ["tr_clearances_agreement"] = Copy("organization.clearances", """{"valid_from": "2001-01-01"}"""),
            ["ck_confidentiality_agreements_period"] = Copy("organization.confidentiality_agreements", """{"valid_until": "2000-01-01"}"""),
            ["ux_competences_code"] = Copy("organization.competences"),
            ["ck_employee_competences_period"] = Copy("organization.employee_competences", Reversed),
            ["ck_employee_competences_level"] = Copy("organization.employee_competences", """{"level": 6}"""),
            ["ck_employee_competences_evidence"] = Copy("organization.employee_competences", """{"evidence": " "}"""),
            ["ck_employee_competences_self"] = "insert into organization.employee_competences (id, version, employee_id, competence_id, level, evidence, assessed_by_id, valid_from) select gen_random_uuid(), 1, employee_id, competence_id, 1, 'x', employee_id, '2040-01-01' from organization.employee_competences",
            ["ex_employee_competences_overlap"] = Copy("organization.employee_competences"),
            ["ux_penalty_scales_valid_from"] = Copy("organization.penalty_scales"),
            ["ck_penalty_scales_terms"] = Copy("organization.penalty_scales", """{"valid_from": "2001-01-01", "appeal_days": 0}"""),
            ["ux_penalties_code"] = Copy("organization.penalties"),
            ["ck_penalties_severity"] = Copy("organization.penalties", """{"code": "X", "severity": 0}"""),
            ["ux_discipline_cases_number"] = Copy("organization.discipline_cases"),
            ["ck_discipline_cases_hearing"] = Copy("organization.discipline_cases", """{"number": "X", "stated_at": null}"""),
            ["ck_discipline_cases_notice"] = Copy("organization.discipline_cases", """{"number": "X", "notice_reached_at": "2026-03-02", "notice_reached_by": "HANDED_OVER"}"""),
            ["ck_discipline_cases_delivery"] = Copy("organization.discipline_cases", """{"number": "X", "decision_reached_at": "2026-03-06", "decision_reached_by": "HANDED_OVER"}"""),
            ["ck_discipline_cases_recorder"] = "insert into organization.discipline_cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'X', 'statement_recorded_by_id', c.reporter_id))).* from organization.discipline_cases c",
            ["tr_discipline_cases_ending"] = Copy("organization.discipline_cases", """{"number": "X", "state": "DISMISSED"}"""),
            ["ck_discipline_cases_decider"] = "insert into organization.discipline_cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'X', 'reporter_id', c.decider_id))).* from organization.discipline_cases c",
            ["ck_discipline_cases_decision"] = Copy("organization.discipline_cases", """{"number": "X", "penalty_id": null}"""),
            ["ck_discipline_cases_appeal"] = "update organization.discipline_cases set appeal_decided_at = appealed_at, appeal_decider_id = decider_id",
            ["tr_discipline_cases_milder"] = "update organization.discipline_cases set effective_until = '2026-06-01'; update organization.discipline_cases set effective_until = '2026-06-02'",
            ["ck_discipline_cases_appeal_term"] = Copy("organization.discipline_cases", """{"number": "X", "appealed_at": "2100-01-01"}"""),
            ["ck_discipline_cases_level"] = Copy("organization.discipline_cases", """{"number": "X", "level": "INTERNAL"}"""),
            ["tr_discipline_cases_scale"] = Copy("organization.discipline_cases", """{"number": "X", "occurred_on": "2001-01-01"}"""),
            ["ux_policies_code"] = Copy("organization.policies"),
            ["ux_policy_versions_number"] = Copy("organization.policy_versions"),
            ["ck_policy_versions_days"] = Copy("organization.policy_versions", """{"number": 2, "acknowledge_days": -1}"""),
            ["tr_policy_versions_order"] = Copy("organization.policy_versions", """{"number": 2}"""),
            ["ux_policy_clauses_number"] = Copy("organization.policy_clauses"),
            ["ux_acknowledgements_employee"] = Copy("organization.acknowledgements"),
            ["tr_acknowledgements_self"] = "update organization.acknowledgements set acknowledged_at = now()",
            ["ux_staff_changes_open"] = Copy("organization.staff_changes", where: "kind = 'LEAVING'"),
            ["ck_staff_changes_post"] = Copy("organization.staff_changes", """{"kind": "JOINING", "state": "CANCELLED"}""", "kind = 'LEAVING'"),
            ["tr_staff_changes_kind"] = "insert into organization.staff_changes (id, version, employee_id, kind, post_id, effective_on, state) select gen_random_uuid(), 1, e.id, 'MOVING', p.id, '2026-01-01', 'OPEN' from organization.posts p, organization.employees e where p.code = 'CLERK' and e.number = '2'",
            ["tr_staff_change_items_open"] = "update organization.staff_change_items set done_at = now()",
            ["tr_staff_changes_gate"] = "update organization.staff_changes set state = 'COMPLETED' where kind = 'LEAVING'",
            ["ck_custody_items_amount"] = Copy("organization.custody_items", """{"kind": "CASH"}"""),
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
        await People(one);
    }

    private async Task People(string one)
    {
        async Task<string> Make(string operation, string made, object input) => (string)(await suite.Admin.Do(operation, input, made + " { id }"))[made]!["id"]!;
        await Make("recordConfidentialityAgreement", "confidentialityAgreement", new { employeeId = one, document = "x", signedOn = "2020-01-01" });
        await Make("grantClearance", "clearance", new { employeeId = one, level = "CORE", reason = "x", validFrom = "2020-01-01" });
        var competence = await Make("createCompetence", "competence", new { code = "C", name = "x" });
        await Make("assessCompetence", "employeeCompetence", new { employeeId = one, competenceId = competence, level = 1, evidence = "x", validFrom = "2020-01-01" });
        await Make("publishPenaltyScale", "penaltyScale", new { validFrom = "2020-01-01", penalties = new[] { new { code = "W", name = "x", appliesTo = "x", severity = 1 } } });
        var policy = await Make("createPolicy", "policy", new { code = "P", title = "x" });
        await Make("publishPolicyVersion", "policyVersion", new { policyId = policy, effectiveOn = "2026-01-01", clauses = new[] { new { number = "1", text = "x" } } });
        await Make("startStaffChange", "staffChange", new { employeeId = one, kind = "LEAVING", effectiveOn = "2026-01-01" });
        await Make("addChecklistStep", "checklistStep", new { kind = "JOINING", title = "x" });
        var clerk = (string)(await suite.Admin.Query("""{ posts(where: { code: { eq: "CLERK" } }) { nodes { id } } }"""))["posts"]!["nodes"]![0]!["id"]!;
        var two = (string)(await suite.Admin.Query("""{ employees(where: { number: { eq: "2" } }) { nodes { id } } }"""))["employees"]!["nodes"]![0]!["id"]!;
        await suite.Admin.Do("cancelStaffChange", new { staffChangeId = await Make("startStaffChange", "staffChange", new { employeeId = two, kind = "JOINING", effectiveOn = "2026-01-01", postId = clerk }) }, "staffChange { id }");
        await Make("handOutItem", "custodyItem", new { employeeId = one, kind = "ASSET", description = "x" });
        // A case from its report to its appeal, with the signature of the decider.
        await suite.AsApp($$"""
            insert into organization.signatures (id, version, signer_id, duty_id, record_type, record_id, source, post_holding_id, limit_amount, limit_currency, signed_at)
              select gen_random_uuid(), 1, h.employee_id, d.duty_id, 'DisciplineCase', gen_random_uuid(), 'POST', h.id, 5, 'CNY', '2026-03-05' from organization.post_holdings h join organization.post_duties d on d.post_id = h.post_id limit 1;
            insert into organization.discipline_cases (id, version, number, level, state, employee_id, reporter_id, occurred_on, report, reported_at, notice, notified_at, statement_due, statement, stated_at,
                penalty_id, grounds, decider_id, decided_at, signature_id, appeal_due, appeal, appealed_at, effective_from)
              select gen_random_uuid(), 1, 'D1', 'SECRET', 'APPEALED', e.id, r.id, '2026-03-01', 'x', '2026-03-01', 'x', '2026-03-02', '2026-03-09', 'x', '2026-03-03', p.id, 'x', s.signer_id, '2026-03-05', s.id, '2026-03-20', 'x', '2026-03-06', '2026-03-05'
              from organization.penalties p, organization.signatures s, organization.employees e, organization.employees r where e.number = '2' and r.number = '3';
            """, """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""");
    }
}

using BusinessSuite.Testing;
using static BusinessSuite.Testing.Constraints;

namespace BusinessSuite.Organization.Tests;

/// <summary>Attempts in SQL against the constraints of shifts, leave and overtime, and the rows that they copy and change.</summary>
internal static class TimeConstraintRows
{
    private const string Reversed = """{"valid_from": "2040-01-02", "valid_until": "2040-01-01"}""";
    private const string Granted = "kind = 'GRANT' and rule_id is null";
    private const string Later = """{"from": "2027-08-03T11:00:00Z", "until": "2027-08-03T12:00:00Z", "day": "2027-08-03", "status": "REQUESTED", "approver_id": null, "decided_at": null}""";

    public static IReadOnlyDictionary<string, string> Attempts { get; } = new Dictionary<string, string>
    {
        ["ck_calendar_days_statutory"] = Copy("organization.calendar_days", """{"day": "2040-01-01", "kind": "WORKDAY", "statutory": true}"""),
        ["ux_shifts_code"] = Copy("organization.shifts"),
        ["ck_shift_versions_period"] = Copy("organization.shift_versions", Reversed),
        ["ck_shift_versions_break"] = Copy("organization.shift_versions", """{"valid_from": "2010-01-01", "valid_until": "2010-01-02", "break_start": "19:00", "break_end": "20:00"}"""),
        ["ck_shift_versions_thresholds"] = Copy("organization.shift_versions", """{"valid_from": "2010-01-01", "valid_until": "2010-01-02", "absent_below": "08:00:00", "half_day_below": "04:00:00"}"""),
        ["tr_shift_versions_length"] = Copy("organization.shift_versions", """{"valid_from": "2010-01-01", "valid_until": "2010-01-02", "start": "06:00", "end": "22:01", "break_start": null, "break_end": null}"""),
        ["ck_calendar_hours_period"] = Copy("organization.calendar_hours", """{"weekday": "SUNDAY", "valid_from": "2040-01-02", "valid_until": "2040-01-01"}"""),
        ["ex_shift_versions_overlap"] = Copy("organization.shift_versions"),
        ["ck_roster_entries_period"] = Copy("organization.roster_entries", Reversed),
        ["ex_roster_entries_overlap"] = Copy("organization.roster_entries"),
        ["ck_time_policies_period"] = Copy("organization.time_policies", Reversed),
        ["ck_time_policies_values"] = Copy("organization.time_policies", """{"valid_from": "1980-01-01", "valid_until": "1980-01-02", "workday_rate": 90}"""),
        ["ex_time_policies_overlap"] = Copy("organization.time_policies"),
        ["ck_overtime_requests_period"] = Copy("organization.overtime_requests", """{"from": "2027-08-03T11:00:00Z", "until": "2027-08-03T11:00:00Z"}"""),
        ["ck_overtime_requests_beforehand"] = Copy("organization.overtime_requests", """{"from": "2026-01-03T11:00:00Z", "until": "2026-01-03T12:00:00Z", "status": "REQUESTED"}"""),
        ["ck_overtime_requests_approver"] = "update organization.overtime_requests set approver_id = employee_id",
        ["ck_overtime_requests_approval"] = "update organization.overtime_requests set status = 'APPROVED'",
        ["ck_overtime_requests_rest"] = Copy("organization.overtime_requests", Later[..^1] + ", \"compensation\": \"REST\", \"class\": \"WORKDAY\"}"),
        ["ck_overtime_requests_planned"] = Copy("organization.overtime_requests", Later[..^1] + ", \"planned\": \"01:00:00\"}"),
        ["ex_overtime_requests_overlap"] = Copy("organization.overtime_requests"),
        ["tr_overtime_requests_caps"] = Copy("organization.overtime_requests", """{"from": "2027-08-03T11:00:00Z", "until": "2027-08-03T15:00:00Z", "day": "2027-08-03"}"""),
        ["tr_overtime_requests_closed"] = Copy("organization.overtime_requests", """{"from": "2025-01-15T11:00:00Z", "until": "2025-01-15T12:00:00Z", "day": "2025-01-15", "requested_at": "2025-01-01T00:00:00Z"}""")
            + "; update organization.overtime_requests r set status = 'APPROVED', decided_at = '2025-01-02', approver_id = (select id from organization.employees e where e.id <> r.employee_id limit 1) where day = '2025-01-15'",
        ["ux_leave_types_code"] = Copy("organization.leave_types"),
        ["ck_leave_rules_period"] = Copy("organization.leave_rules", Reversed),
        ["ex_leave_rules_overlap"] = Copy("organization.leave_rules"),
        ["tr_leave_rules_rest_days"] = Copy("organization.leave_rules", """{"valid_from": "1980-01-01", "valid_until": "1980-01-02", "counts_rest_days": true}""", "leave_type_id in (select id from organization.leave_types where unit = 'HOUR')"),
        ["ck_service_periods_period"] = Copy("organization.service_periods", """{"from": "2040-01-02", "until": "2040-01-01"}"""),
        ["ex_service_periods_own"] = Copy("organization.service_periods"),
        ["ck_leave_blocks_days"] = Copy("organization.leave_blocks", """{"first": "2040-01-02", "last": "2040-01-01"}"""),
        ["ck_leave_requests_period"] = Copy("organization.leave_requests", """{"from": "2026-12-03T11:00:00Z", "until": "2026-12-03T11:00:00Z"}""", "status = 'REQUESTED'"),
        ["ck_leave_requests_approver"] = "update organization.leave_requests set approver_id = employee_id where status = 'REQUESTED'",
        ["ck_leave_requests_deputy"] = "update organization.leave_requests set status = 'APPROVED' where status = 'REQUESTED'",
        ["ck_leave_requests_beforehand"] = Copy("organization.leave_requests", """{"from": "2026-12-03T11:00:00Z", "until": "2026-12-04T11:00:00Z", "request_by": "2020-01-01T00:00:00Z"}""", "status = 'REQUESTED'"),
        ["ck_leave_requests_days"] = Copy("organization.leave_requests", """{"from": "2026-12-03T11:00:00Z", "until": "2026-12-04T11:00:00Z", "last_day": null}""", "status = 'REQUESTED'"),
        ["tr_leave_requests_time"] = Copy("organization.leave_requests", """{"first_day": null, "last_day": null, "from": "2028-01-03T01:00:00Z", "until": "2028-01-03T02:00:00Z"}""", "status = 'REQUESTED'")
            + "; update organization.leave_requests set until = until + interval '1 hour' where first_day is null",
        ["ex_leave_requests_overlap"] = Copy("organization.leave_requests", "{}", "status = 'REQUESTED'"),
        ["tr_leave_requests_blocked"] = Copy("organization.leave_requests", """{"from": "2026-12-25T01:00:00Z", "until": "2026-12-25T09:00:00Z"}""", "status = 'REQUESTED'"),
        ["tr_leave_requests_absence"] = "update organization.leave_requests set status = 'APPROVED', deputy_id = (select a.deputy_id from organization.absences a where a.leave_request_id is not null), approver_id = (select a.deputy_id from organization.absences a where a.leave_request_id is not null) where status = 'REQUESTED'",
        ["tr_leave_requests_covered"] = "update organization.leave_requests r set status = 'APPROVED', uncovered = 1, deputy_id = e.id, approver_id = e.id from organization.employees e where r.status = 'REQUESTED' and e.id <> r.employee_id",
        ["ux_absences_leave"] = Copy("organization.absences", """{"from": "2030-01-01T00:00:00Z", "until": "2030-01-02T00:00:00Z"}""", "leave_request_id is not null"),
        ["tr_absences_leave"] = Copy("organization.absences", """{"kind": "LEAVE", "recorded_at": null, "from": "2030-01-01T00:00:00Z", "until": "2030-01-02T00:00:00Z"}""", "leave_request_id is null"),
        ["tr_absences_deputy"] = "insert into organization.absences (id, version, employee_id, kind, \"from\", until, deputy_id, leave_request_id) select gen_random_uuid(), 1, a.deputy_id, 'LEAVE', a.\"from\", a.until, a.employee_id, r.id from organization.absences a, organization.leave_requests r where a.leave_request_id is not null and r.status = 'REQUESTED'",
        ["ux_leave_entries_reverses"] = Copy("organization.leave_entries", "{}", "kind = 'REVERSE'"),
        ["ck_leave_entries_automatic"] = Copy("organization.leave_entries", """{"year": 2026}""", Granted),
        ["tr_leave_entries_automatic"] = "insert into organization.leave_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'kind', 'REVERSE', 'reverses_id', e.id, 'amount', -e.amount, 'rule_id', null, 'year', null))).* from organization.leave_entries e where rule_id is not null limit 1",
        ["tr_leave_entries_rule"] = Copy("organization.leave_entries", """{"day": "1990-01-01"}""", Granted),
        ["tr_employees_left_time"] = "update organization.employees set left_on = '2026-01-01' where id in (select employee_id from organization.roster_entries)",
        ["ck_leave_entries_sign"] = Copy("organization.leave_entries", """{"amount": -1}""", Granted),
        ["ck_leave_entries_expired"] = Copy("organization.leave_entries", """{"kind": "USE", "amount": -1, "day": "2040-01-01", "expires_on": "2039-12-31"}""", Granted),
        ["tr_leave_entries_balance"] = Copy("organization.leave_entries", """{"kind": "USE", "amount": -1000}""", Granted),
        ["tr_leave_entries_carry"] = Copy("organization.leave_entries", """{"kind": "CARRY"}""", Granted),
        ["tr_leave_entries_carry_limit"] = Copy("organization.leave_entries", """{"kind": "CARRY", "amount": -16, "day": "2027-01-01"}""", Granted),
        ["ux_leave_entries_overtime"] = Rest("true"),
        ["tr_leave_entries_rest"] = Rest("exists (select from organization.leave_entries r where r.reverses_id = e.id)"),
        ["tr_leave_entries_reversal"] = "insert into organization.leave_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'kind', 'REVERSE', 'reverses_id', e.id))).* from organization.leave_entries e where kind = 'GRANT' and rule_id is null and not exists (select from organization.leave_entries r where r.reverses_id = e.id) limit 1",
        ["ux_clock_events_device"] = Copy("organization.clock_events"),
        ["ck_clock_events_ahead"] = Copy("organization.clock_events", """{"at": "2040-01-01T00:00:00Z", "device_event_id": "2"}"""),
        ["ck_attendance_corrections_approver"] = "update organization.attendance_corrections set approver_id = employee_id",
        ["ck_attendance_corrections_approval"] = "update organization.attendance_corrections set status = 'APPROVED'",
        ["ck_attendance_corrections_evidence"] = Copy("organization.attendance_corrections", """{"evidence": ""}"""),
        ["ck_attendance_corrections_times"] = Copy("organization.attendance_corrections", """{"left_at": null}"""),
        ["ck_attendance_corrections_ahead"] = Copy("organization.attendance_corrections", """{"left_at": "2040-01-01T00:00:00Z"}"""),
        ["tr_attendance_corrections_quota"] = "insert into organization.attendance_corrections select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from organization.attendance_corrections c, generate_series(1, 3)",
        ["tr_attendance_corrections_closed"] = Copy("organization.attendance_corrections", """{"day": "2025-01-15", "kind": "FIELD_WORK", "evidence": "x", "arrived_at": "2025-01-15T01:00:00Z", "left_at": "2025-01-15T02:00:00Z"}"""),
        ["ux_attendance_days_day"] = Copy("organization.attendance_days"),
        ["tr_attendance_days_closed"] = "update organization.attendance_days set status = 'PRESENT' where day = '2025-01-15'",
        ["ux_attendance_months_month"] = Copy("organization.attendance_months"),
        ["ck_attendance_months_month"] = Copy("organization.attendance_months", """{"month": "2025-02-02"}"""),
        ["tr_attendance_months_order"] = Copy("organization.attendance_months", """{"month": "2025-03-01"}"""),
        ["tr_attendance_months_over"] = Copy("organization.attendance_days", """{"day": "2025-02-10", "window_until": "2025-02-11T02:00:00Z"}""") + "; " + Copy("organization.attendance_months", """{"month": "2025-02-01", "closed_at": "2025-02-11T01:00:00Z"}"""),
        ["ux_attendance_figures_employee"] = Copy("organization.attendance_figures"),
    };

    /// <summary>Grants that are there, given again as rest for overtime that nobody worked.</summary>
    private static string Rest(string where) =>
        $"insert into organization.leave_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'overtime_id', (select id from organization.overtime_requests limit 1)))).* from organization.leave_entries e where kind = 'GRANT' and rule_id is null and {where}";

    public static async Task Arrange(Suite suite, string one, string two, string three, string calendar)
    {
        async Task<string> Make(string operation, string made, object input) => (string)(await suite.Admin.Do(operation, input, made + " { id }"))[made]!["id"]!;
        var shift = await Make("createShift", "shift", new { code = "DAY", name = "x", calendarId = calendar });
        await Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2020-01-01", start = "09:00", end = "18:00", breakStart = "12:00", breakEnd = "13:00", halfDayBelow = "PT4H", absentBelow = "PT1H" });
        await Make("assignShift", "rosterEntry", new { employeeId = three, shiftId = shift, validFrom = "2020-01-01" });
        await Make("recordService", "servicePeriod", new { employeeId = one, from = "2020-01-01", document = "x" });
        var types = (await suite.Admin.Query("{ leaveTypes { nodes { id code } } }"))["leaveTypes"]!["nodes"]!.AsArray().ToDictionary(t => (string)t!["code"]!, t => (string)t!["id"]!);
        var grant = await Make("adjustLeave", "leaveEntry", new { employeeId = one, leaveTypeId = types["ANNUAL"], amount = "5", day = "2026-01-01", reason = "x", expiresOn = "2026-12-31" });
        await Make("adjustLeave", "leaveEntry", new { employeeId = one, leaveTypeId = types["ANNUAL"], amount = "5", day = "2026-01-01", reason = "x", expiresOn = "2026-12-31" });
        await suite.Admin.Do("grantLeave", new { leaveTypeId = types["ANNUAL"], year = 2026 }, "employees");
        await Make("reverseLeaveEntry", "leaveEntry", new { leaveEntryId = grant, reason = "x" });
        await Make("requestLeave", "leaveRequest", new { employeeId = three, leaveTypeId = types["PERSONAL"], days = new { first = "2027-03-01", last = "2027-03-02" } });
        var boss = await suite.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], three);
        var approved = await Make("requestLeave", "leaveRequest", new { employeeId = one, leaveTypeId = types["PERSONAL"], days = new { first = "2027-02-01", last = "2027-02-02" } });
        await boss.Do("approveLeave", new { leaveRequestId = approved, deputyId = two }, "leaveRequest { id }");
        await Make("blockLeave", "leaveBlock", new { first = "2026-12-24", last = "2026-12-26", reason = "x" });
        await Make("closeAttendanceMonth", "attendanceMonth", new { month = "2025-01-01" });
        await suite.Admin.Do("recordClockEvents", new { device = "G", source = "WEB", events = new[] { new { eventId = "1", employeeId = three, direction = "IN", at = "2026-02-02T01:00:00Z" } } }, "added");
        await suite.Admin.Do("computeAttendance", new { employeeId = three, first = "2026-02-02", last = "2026-02-02" }, "changed");
        await Make("requestCorrection", "attendanceCorrection", new { employeeId = three, day = "2026-02-02", kind = "MISSING_PUNCH", reason = "x", evidence = "x", leftAt = "2026-02-02T10:00:00Z" });
        await Make("requestOvertime", "overtimeRequest", new { employeeId = one, from = "2027-03-03T11:00:00Z", until = "2027-03-03T12:00:00Z", reason = "x" });
    }
}

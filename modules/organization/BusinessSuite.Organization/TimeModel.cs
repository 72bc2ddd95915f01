using BusinessSuite.Organization.Attendance;
using BusinessSuite.Organization.Leaves;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Organization.Shifts;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization;

/// <summary>What PostgreSQL guarantees of shifts, leave and overtime.</summary>
internal static class TimeModel
{
    public static void OfTime(this ModelBuilder model)
    {
        model.Entity<Shift>().HasIndex(s => s.Code).IsUnique().HasDatabaseName("ux_shifts_code");
        model.Entity<ShiftVersion>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_shift_versions_period", "valid_until > valid_from");
            t.HasCheckConstraint("ck_shift_versions_break", """
                (break_start is null) = (break_end is null) and (break_start is null or
                  (extract(epoch from break_start - start)::int + 86400) % 86400 < (extract(epoch from break_end - start)::int + 86400) % 86400 and
                  (extract(epoch from break_end - start)::int + 86400) % 86400 < coalesce(nullif((extract(epoch from "end" - start)::int + 86400) % 86400, 0), 86400))
                """);
            t.HasCheckConstraint("ck_shift_versions_thresholds", "least(late_grace, early_grace, absent_below, margin) >= interval '0' and absent_below <= half_day_below");
        });
        model.Entity<RosterEntry>().ToTable(t => t.HasCheckConstraint("ck_roster_entries_period", "valid_until > valid_from"));
        model.Entity<TimePolicy>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_time_policies_period", "valid_until > valid_from");
            t.HasCheckConstraint("ck_time_policies_values", "least(overtime_per_day, overtime_per_month) >= interval '0' and corrections_per_month >= 0 and least(workday_rate, rest_day_rate, statutory_holiday_rate) >= 100");
        });
        model.Entity<OvertimeRequest>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_overtime_requests_period", "until > \"from\"");
            t.HasCheckConstraint("ck_overtime_requests_beforehand", "requested_at <= \"from\"");
            t.HasCheckConstraint("ck_overtime_requests_approver", "approver_id <> employee_id");
            t.HasCheckConstraint("ck_overtime_requests_approval", "status not in ('APPROVED', 'CANCELLED') or approver_id is not null and decided_at <= \"from\"");
            t.HasCheckConstraint("ck_overtime_requests_rest", "compensation <> 'REST' or class = 'REST_DAY'");
            t.HasCheckConstraint("ck_overtime_requests_planned", "planned between interval '0' and until - \"from\" and (planned = interval '0' or class = 'STATUTORY_HOLIDAY')");
        });
        model.Entity<ClockEvent>(e =>
        {
            e.HasIndex(c => new { c.Device, c.DeviceEventId }).IsUnique().HasDatabaseName("ux_clock_events_device");
            // Clocks of devices are not exactly those of the suite.
            e.ToTable(t => t.HasCheckConstraint("ck_clock_events_ahead", "at <= received_at + interval '5 minutes'"));
        });
        model.Entity<AttendanceCorrection>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_attendance_corrections_approver", "approver_id <> employee_id");
            t.HasCheckConstraint("ck_attendance_corrections_approval", "status <> 'APPROVED' or approver_id is not null and decided_at is not null");
            t.HasCheckConstraint("ck_attendance_corrections_evidence", "coalesce(evidence, '') <> ''");
            t.HasCheckConstraint("ck_attendance_corrections_times", "case kind when 'FIELD_WORK' then arrived_at is not null and left_at is not null else arrived_at is not null or left_at is not null end and (arrived_at is null or left_at is null or left_at > arrived_at)");
            t.HasCheckConstraint("ck_attendance_corrections_ahead", "kind = 'FIELD_WORK' or greatest(arrived_at, left_at) <= requested_at");
        });
        model.Entity<AttendanceDay>().HasIndex(d => new { d.EmployeeId, d.Day }).IsUnique().HasDatabaseName("ux_attendance_days_day");
        model.Entity<AttendanceMonth>(e =>
        {
            e.HasIndex(m => m.Month).IsUnique().HasDatabaseName("ux_attendance_months_month");
            e.ToTable(t => t.HasCheckConstraint("ck_attendance_months_month", "extract(day from month) = 1"));
        });
        model.Entity<AttendanceFigure>().HasIndex(f => new { f.MonthId, f.EmployeeId }).IsUnique().HasDatabaseName("ux_attendance_figures_employee");
        model.Entity<LeaveType>().HasIndex(t => t.Code).IsUnique().HasDatabaseName("ux_leave_types_code");
        model.Entity<LeaveRule>().ToTable(t => t.HasCheckConstraint("ck_leave_rules_period", "valid_until > valid_from"));
        model.Entity<ServicePeriod>().ToTable(t => t.HasCheckConstraint("ck_service_periods_period", "until > \"from\""));
        model.Entity<LeaveBlock>().ToTable(t => t.HasCheckConstraint("ck_leave_blocks_days", "last >= first"));
        model.Entity<LeaveRequest>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_leave_requests_period", "until > \"from\"");
            t.HasCheckConstraint("ck_leave_requests_approver", "approver_id <> employee_id");
            t.HasCheckConstraint("ck_leave_requests_deputy", "deputy_id <> employee_id and (status <> 'APPROVED' or approver_id is not null and deputy_id is not null)");
            t.HasCheckConstraint("ck_leave_requests_beforehand", "requested_at <= request_by");
            t.HasCheckConstraint("ck_leave_requests_days", "(first_day is null) = (last_day is null) and (first_day is not null or not starts_at_noon and not ends_at_noon) and last_day >= first_day");
        });
        model.Entity<LeaveEntry>(e =>
        {
            e.HasIndex(x => x.ReversesId).IsUnique().HasDatabaseName("ux_leave_entries_reverses");
            e.HasIndex(x => x.OvertimeId).IsUnique().HasFilter("kind = 'GRANT'").HasDatabaseName("ux_leave_entries_overtime");
            e.HasIndex(x => x.TransferId).HasDatabaseName("ix_leave_entries_transfer");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_leave_entries_sign", "case kind when 'GRANT' then amount > 0 when 'USE' then amount < 0 when 'EXPIRE' then amount < 0 else amount <> 0 end");
                t.HasCheckConstraint("ck_leave_entries_automatic", "(rule_id is null) = (year is null) and (rule_id is null or kind = 'GRANT' and overtime_id is null)");
                t.HasCheckConstraint("ck_leave_entries_expired", "kind <> 'USE' or day <= expires_on");
            });
        });
    }
}

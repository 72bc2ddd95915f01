using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class TimeAndLeave : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "source",
                schema: "organization",
                table: "calendar_days",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "statutory",
                schema: "organization",
                table: "calendar_days",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "handed_over_at",
                schema: "organization",
                table: "absences",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "leave_request_id",
                schema: "organization",
                table: "absences",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                schema: "organization",
                table: "absences",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "taken_back_at",
                schema: "organization",
                table: "absences",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "leave_blocks",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    first = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_blocks", x => x.id);
                    table.CheckConstraint("ck_leave_blocks_days", "last >= first");
                    table.ForeignKey(
                        name: "fk_leave_blocks_departments_department_id",
                        column: x => x.department_id,
                        principalSchema: "organization",
                        principalTable: "departments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "leave_types",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    absence = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "overtime_requests",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    rate = table.Column<int>(type: "integer", nullable: false),
                    compensation = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    approver_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_overtime_requests", x => x.id);
                    table.CheckConstraint("ck_overtime_requests_approval", "status not in ('APPROVED', 'CANCELLED') or approver_id is not null and decided_at <= \"from\"");
                    table.CheckConstraint("ck_overtime_requests_approver", "approver_id <> employee_id");
                    table.CheckConstraint("ck_overtime_requests_beforehand", "requested_at <= \"from\"");
                    table.CheckConstraint("ck_overtime_requests_period", "until > \"from\"");
                    table.CheckConstraint("ck_overtime_requests_rest", "compensation <> 'REST' or class = 'REST_DAY'");
                    table.ForeignKey(
                        name: "fk_overtime_requests_employees_approver_id",
                        column: x => x.approver_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_overtime_requests_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_periods",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_periods", x => x.id);
                    table.CheckConstraint("ck_service_periods_period", "until > \"from\"");
                    table.ForeignKey(
                        name: "fk_service_periods_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shifts",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    calendar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shifts", x => x.id);
                    table.ForeignKey(
                        name: "fk_shifts_work_calendars_calendar_id",
                        column: x => x.calendar_id,
                        principalSchema: "organization",
                        principalTable: "work_calendars",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "time_policies",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    overtime_per_day = table.Column<TimeSpan>(type: "interval", nullable: false),
                    overtime_per_month = table.Column<TimeSpan>(type: "interval", nullable: false),
                    workday_rate = table.Column<int>(type: "integer", nullable: false),
                    rest_day_rate = table.Column<int>(type: "integer", nullable: false),
                    statutory_holiday_rate = table.Column<int>(type: "integer", nullable: false),
                    corrections_per_month = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_time_policies", x => x.id);
                    table.CheckConstraint("ck_time_policies_period", "valid_until > valid_from");
                    table.CheckConstraint("ck_time_policies_values", "least(overtime_per_day, overtime_per_month) >= interval '0' and corrections_per_month >= 0 and least(workday_rate, rest_day_rate, statutory_holiday_rate) >= 100");
                });

            migrationBuilder.CreateTable(
                name: "leave_requests",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    leave_type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    uncovered = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    request_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approver_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_requests", x => x.id);
                    table.CheckConstraint("ck_leave_requests_approver", "approver_id <> employee_id");
                    table.CheckConstraint("ck_leave_requests_beforehand", "requested_at <= request_by");
                    table.CheckConstraint("ck_leave_requests_deputy", "deputy_id <> employee_id and (status <> 'APPROVED' or approver_id is not null and deputy_id is not null)");
                    table.CheckConstraint("ck_leave_requests_period", "until > \"from\"");
                    table.ForeignKey(
                        name: "fk_leave_requests_employees_approver_id",
                        column: x => x.approver_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_leave_requests_employees_deputy_id",
                        column: x => x.deputy_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_leave_requests_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_leave_requests_leave_types_leave_type_id",
                        column: x => x.leave_type_id,
                        principalSchema: "organization",
                        principalTable: "leave_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leave_rules",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    leave_type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    from_balance = table.Column<bool>(type: "boolean", nullable: false),
                    max_overdraw = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    counts_rest_days = table.Column<bool>(type: "boolean", nullable: false),
                    notice_days = table.Column<int>(type: "integer", nullable: true),
                    carry_limit = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    carry_months = table.Column<int>(type: "integer", nullable: false),
                    grant_months = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_rules", x => x.id);
                    table.CheckConstraint("ck_leave_rules_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_leave_rules_leave_types_leave_type_id",
                        column: x => x.leave_type_id,
                        principalSchema: "organization",
                        principalTable: "leave_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "roster_entries",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    follows_calendar = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_entries", x => x.id);
                    table.CheckConstraint("ck_roster_entries_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_roster_entries_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_roster_entries_shifts_shift_id",
                        column: x => x.shift_id,
                        principalSchema: "organization",
                        principalTable: "shifts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shift_versions",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    start = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    end = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    break_start = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    break_end = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    late_grace = table.Column<TimeSpan>(type: "interval", nullable: false),
                    early_grace = table.Column<TimeSpan>(type: "interval", nullable: false),
                    half_day_below = table.Column<TimeSpan>(type: "interval", nullable: false),
                    absent_below = table.Column<TimeSpan>(type: "interval", nullable: false),
                    margin = table.Column<TimeSpan>(type: "interval", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_versions", x => x.id);
                    table.CheckConstraint("ck_shift_versions_break", "(break_start is null) = (break_end is null) and (break_start is null or\n  (extract(epoch from break_start - start)::int + 86400) % 86400 < (extract(epoch from break_end - start)::int + 86400) % 86400 and\n  (extract(epoch from break_end - start)::int + 86400) % 86400 < coalesce(nullif((extract(epoch from \"end\" - start)::int + 86400) % 86400, 0), 86400))");
                    table.CheckConstraint("ck_shift_versions_period", "valid_until > valid_from");
                    table.CheckConstraint("ck_shift_versions_thresholds", "least(late_grace, early_grace, absent_below, margin) >= interval '0' and absent_below <= half_day_below");
                    table.ForeignKey(
                        name: "fk_shift_versions_shifts_shift_id",
                        column: x => x.shift_id,
                        principalSchema: "organization",
                        principalTable: "shifts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leave_entries",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    leave_type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: true),
                    overtime_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_entries", x => x.id);
                    table.CheckConstraint("ck_leave_entries_expired", "kind <> 'USE' or day <= expires_on");
                    table.CheckConstraint("ck_leave_entries_sign", "case kind when 'GRANT' then amount > 0 when 'USE' then amount < 0 when 'EXPIRE' then amount < 0 else amount <> 0 end");
                    table.ForeignKey(
                        name: "fk_leave_entries_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_leave_entries_leave_entries_reverses_id",
                        column: x => x.reverses_id,
                        principalSchema: "organization",
                        principalTable: "leave_entries",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_leave_entries_leave_requests_request_id",
                        column: x => x.request_id,
                        principalSchema: "organization",
                        principalTable: "leave_requests",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_leave_entries_leave_types_leave_type_id",
                        column: x => x.leave_type_id,
                        principalSchema: "organization",
                        principalTable: "leave_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_leave_entries_overtime_requests_overtime_id",
                        column: x => x.overtime_id,
                        principalSchema: "organization",
                        principalTable: "overtime_requests",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "leave_grant_steps",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    after_years = table.Column<int>(type: "integer", nullable: false),
                    days = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_grant_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_leave_grant_steps_leave_rules_rule_id",
                        column: x => x.rule_id,
                        principalSchema: "organization",
                        principalTable: "leave_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_calendar_days_statutory",
                schema: "organization",
                table: "calendar_days",
                sql: "not statutory or kind = 'HOLIDAY'");

            migrationBuilder.CreateIndex(
                name: "ix_absences_leave_request_id_id",
                schema: "organization",
                table: "absences",
                columns: new[] { "leave_request_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_absences_leave",
                schema: "organization",
                table: "absences",
                column: "leave_request_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leave_blocks_department_id_id",
                schema: "organization",
                table: "leave_blocks",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_day_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_employee_id_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_kind",
                schema: "organization",
                table: "leave_entries",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_leave_type_id_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "leave_type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_overtime_id_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "overtime_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_request_id_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "request_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_reverses_id_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "reverses_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_transfer",
                schema: "organization",
                table: "leave_entries",
                column: "transfer_id");

            migrationBuilder.CreateIndex(
                name: "ux_leave_entries_reverses",
                schema: "organization",
                table: "leave_entries",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leave_grant_steps_rule_id_id",
                schema: "organization",
                table: "leave_grant_steps",
                columns: new[] { "rule_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_approver_id_id",
                schema: "organization",
                table: "leave_requests",
                columns: new[] { "approver_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_deputy_id_id",
                schema: "organization",
                table: "leave_requests",
                columns: new[] { "deputy_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_employee_id_id",
                schema: "organization",
                table: "leave_requests",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_from_id",
                schema: "organization",
                table: "leave_requests",
                columns: new[] { "from", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_leave_type_id_id",
                schema: "organization",
                table: "leave_requests",
                columns: new[] { "leave_type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_status",
                schema: "organization",
                table: "leave_requests",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_leave_rules_leave_type_id_id",
                schema: "organization",
                table: "leave_rules",
                columns: new[] { "leave_type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_types_code_id",
                schema: "organization",
                table: "leave_types",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_leave_types_code",
                schema: "organization",
                table: "leave_types",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_overtime_requests_approver_id_id",
                schema: "organization",
                table: "overtime_requests",
                columns: new[] { "approver_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_overtime_requests_class",
                schema: "organization",
                table: "overtime_requests",
                column: "class");

            migrationBuilder.CreateIndex(
                name: "ix_overtime_requests_day_id",
                schema: "organization",
                table: "overtime_requests",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_overtime_requests_employee_id_id",
                schema: "organization",
                table: "overtime_requests",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_overtime_requests_status",
                schema: "organization",
                table: "overtime_requests",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_roster_entries_employee_id_id",
                schema: "organization",
                table: "roster_entries",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_entries_shift_id_id",
                schema: "organization",
                table: "roster_entries",
                columns: new[] { "shift_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_periods_employee_id_id",
                schema: "organization",
                table: "service_periods",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_shift_versions_shift_id_id",
                schema: "organization",
                table: "shift_versions",
                columns: new[] { "shift_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_shifts_calendar_id_id",
                schema: "organization",
                table: "shifts",
                columns: new[] { "calendar_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_shifts_code_id",
                schema: "organization",
                table: "shifts",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_shifts_code",
                schema: "organization",
                table: "shifts",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_time_policies_valid_from_id",
                schema: "organization",
                table: "time_policies",
                columns: new[] { "valid_from", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_absences_leave_requests_leave_request_id",
                schema: "organization",
                table: "absences",
                column: "leave_request_id",
                principalSchema: "organization",
                principalTable: "leave_requests",
                principalColumn: "id");

            // What EF Core cannot say: times that may not overlap, sums that hold whoever else is at work, and the rules to start with.
            migrationBuilder.Sql("""
                alter table organization.shift_versions add constraint ex_shift_versions_overlap exclude using gist (
                  shift_id with =, daterange(valid_from, valid_until) with &&);
                alter table organization.roster_entries add constraint ex_roster_entries_overlap exclude using gist (
                  employee_id with =, daterange(valid_from, valid_until) with &&);
                alter table organization.time_policies add constraint ex_time_policies_overlap exclude using gist (
                  daterange(valid_from, valid_until) with &&);
                alter table organization.leave_rules add constraint ex_leave_rules_overlap exclude using gist (
                  leave_type_id with =, daterange(valid_from, valid_until) with &&);
                alter table organization.service_periods add constraint ex_service_periods_own exclude using gist (
                  employee_id with =, daterange("from", until) with &&) where (employer is null);
                alter table organization.leave_requests add constraint ex_leave_requests_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (status in ('REQUESTED', 'APPROVED'));
                alter table organization.overtime_requests add constraint ex_overtime_requests_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (status in ('REQUESTED', 'APPROVED'));

                -- No day may see less than nothing, or than the rule lets be overdrawn: neither of all nor of what expires on one day.
                create function organization.refuse_overdrawn_leave() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  -- Two entries at once could each be covered and together not: they are judged one after the other.
                  perform pg_advisory_xact_lock(hashtextextended('organization.leave ' || new.employee_id || new.leave_type_id, 0));
                  if exists (
                    select from (
                      select e.day, sum(e.amount) over (order by e.day) as total, sum(e.amount) over (partition by e.expires_on order by e.day) as lot
                      from leave_entries e where e.employee_id = new.employee_id and e.leave_type_id = new.leave_type_id) balance
                    where least(total, lot) < -coalesce((
                      select r.max_overdraw from leave_rules r where r.leave_type_id = new.leave_type_id and daterange(r.valid_from, r.valid_until) @> balance.day), 0)) then
                    raise exception 'the balance does not cover it' using errcode = '23514', constraint = 'tr_leave_entries_balance';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_balance after insert on organization.leave_entries
                  deferrable initially deferred for each row execute function organization.refuse_overdrawn_leave();

                create function organization.refuse_unbalanced_carry() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if new.transfer_id is null or (
                    select count(*) <> 2 or sum(amount) <> 0 or count(distinct (employee_id, leave_type_id, kind)) <> 1 from leave_entries where transfer_id = new.transfer_id) then
                    raise exception 'what is carried out is not carried in' using errcode = '23514', constraint = 'tr_leave_entries_carry';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_carry after insert on organization.leave_entries
                  deferrable initially deferred for each row when (new.kind = 'CARRY' or new.transfer_id is not null) execute function organization.refuse_unbalanced_carry();

                create function organization.refuse_other_reversal() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if new.kind <> 'REVERSE' or not exists (
                    select from leave_entries e where e.id = new.reverses_id and e.kind <> 'REVERSE' and e.employee_id = new.employee_id and e.leave_type_id = new.leave_type_id
                      and e.amount = -new.amount and e.day = new.day and e.expires_on is not distinct from new.expires_on) then
                    raise exception 'not the opposite of what is reversed' using errcode = '23514', constraint = 'tr_leave_entries_reversal';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_reversal after insert on organization.leave_entries
                  for each row when (new.kind = 'REVERSE' or new.reverses_id is not null) execute function organization.refuse_other_reversal();

                create function organization.refuse_blocked_leave() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                declare
                  zone text := (select time_zone from work_calendars where is_default);
                  days daterange := daterange((new."from" at time zone zone)::date, ((new.until - interval '1 microsecond') at time zone zone)::date, '[]');
                begin
                  if exists (
                    with recursive above as (
                      select department_id as id from employees where id = new.employee_id
                      union
                      select p.parent_id from above a join department_placements p on p.department_id = a.id and daterange(p.valid_from, p.valid_until) && days)
                    select from leave_blocks b where daterange(b.first, b.last, '[]') && days and (b.department_id is null or b.department_id in (select id from above))) then
                    raise exception 'leave is blocked on these days' using errcode = '23514', constraint = 'tr_leave_requests_blocked';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_requests_blocked after insert on organization.leave_requests
                  for each row execute function organization.refuse_blocked_leave();

                -- Approved leave is an absence, and an absence for leave is approved leave.
                create function organization.refuse_leave_without_absence() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (
                    select from absences a where a.leave_request_id = new.id and a.employee_id = new.employee_id and a."from" = new."from" and a.until = new.until
                      and a.deputy_id = new.deputy_id and a.cancelled_at is null) then
                    raise exception 'approved leave is no absence' using errcode = '23514', constraint = 'tr_leave_requests_absence';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_requests_absence after insert or update on organization.leave_requests
                  deferrable initially deferred for each row when (new.status = 'APPROVED') execute function organization.refuse_leave_without_absence();

                create function organization.refuse_absence_without_leave() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (select from leave_requests r where r.id = new.leave_request_id and r.status = 'APPROVED' and r.employee_id = new.employee_id) then
                    raise exception 'no leave was approved' using errcode = '23514', constraint = 'tr_absences_leave';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_absences_leave after insert on organization.absences
                  deferrable initially deferred for each row when (new.kind = 'LEAVE' or new.leave_request_id is not null) execute function organization.refuse_absence_without_leave();

                create function organization.refuse_absent_deputy() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  -- Two people who stand in for each other are judged one after the other; locks are taken in one order.
                  perform pg_advisory_xact_lock(hashtextextended('organization.absence ' || least(new.employee_id, new.deputy_id), 0));
                  perform pg_advisory_xact_lock(hashtextextended('organization.absence ' || greatest(new.employee_id, new.deputy_id), 0));
                  if exists (
                    select from absences a where a.cancelled_at is null and tstzrange(a."from", a.until) && tstzrange(new."from", new.until)
                      and (a.employee_id = new.deputy_id or a.deputy_id = new.employee_id)) then
                    raise exception 'the deputy is away' using errcode = '23514', constraint = 'tr_absences_deputy';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_absences_deputy after insert on organization.absences
                  for each row when (new.leave_request_id is not null) execute function organization.refuse_absent_deputy();

                create function organization.refuse_too_much_overtime() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.overtime ' || new.employee_id, 0));
                  if exists (
                    select from time_policies p where daterange(p.valid_from, p.valid_until) @> new.day and (
                      p.overtime_per_day < (
                        select sum(r.until - r."from") from overtime_requests r
                        where r.employee_id = new.employee_id and r.status in ('REQUESTED', 'APPROVED') and r.day = new.day) or
                      p.overtime_per_month < (
                        select sum(r.until - r."from") from overtime_requests r
                        where r.employee_id = new.employee_id and r.status in ('REQUESTED', 'APPROVED') and date_trunc('month', r.day) = date_trunc('month', new.day)))) then
                    raise exception 'too much overtime' using errcode = '23514', constraint = 'tr_overtime_requests_caps';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_overtime_requests_caps after insert on organization.overtime_requests
                  for each row execute function organization.refuse_too_much_overtime();

                insert into organization.time_policies (id, version, valid_from, source, overtime_per_day, overtime_per_month, workday_rate, rest_day_rate, statutory_holiday_rate, corrections_per_month)
                  values ('01900000-0000-7000-8000-000000000010', 1, '1995-01-01', '劳动法（1995年1月1日起施行）第四十一条、第四十四条；每月补卡次数为公司规定',
                    interval '3 hours', interval '36 hours', 150, 200, 300, 3);
                insert into organization.leave_types (id, version, code, name, unit, absence) values
                  ('01900000-0000-7000-8000-000000000020', 1, 'ANNUAL', '年休假', 'HALF_DAY', 'LEAVE'),
                  ('01900000-0000-7000-8000-000000000021', 1, 'COMPENSATORY', '补休', 'HOUR', 'LEAVE'),
                  ('01900000-0000-7000-8000-000000000022', 1, 'PERSONAL', '事假', 'HOUR', 'LEAVE'),
                  ('01900000-0000-7000-8000-000000000023', 1, 'SICK', '病假', 'HOUR', 'SICKNESS'),
                  ('01900000-0000-7000-8000-000000000024', 1, 'MATERNITY', '产假', 'DAY', 'LEAVE');
                insert into organization.leave_rules (id, version, leave_type_id, valid_from, source, from_balance, max_overdraw, counts_rest_days, notice_days, carry_limit, carry_months, grant_months) values
                  ('01900000-0000-7000-8000-000000000030', 1, '01900000-0000-7000-8000-000000000020', '2008-01-01', '职工带薪年休假条例（国务院令第514号）第三条、第五条；提前申请天数为公司规定', true, 0, false, 1, 15, 12, null),
                  ('01900000-0000-7000-8000-000000000031', 1, '01900000-0000-7000-8000-000000000021', '1995-01-01', '劳动法第四十四条第二项；有效期为公司规定', true, 0, false, 1, 0, 0, 6),
                  ('01900000-0000-7000-8000-000000000032', 1, '01900000-0000-7000-8000-000000000022', '1995-01-01', '公司规定', false, 0, false, 1, 0, 0, null),
                  ('01900000-0000-7000-8000-000000000033', 1, '01900000-0000-7000-8000-000000000023', '1995-01-01', '企业职工患病或非因工负伤医疗期规定（劳部发〔1994〕479号）', false, 0, false, null, 0, 0, null),
                  ('01900000-0000-7000-8000-000000000034', 1, '01900000-0000-7000-8000-000000000024', '2012-04-28', '女职工劳动保护特别规定（国务院令第619号）第七条', false, 0, true, 1, 0, 0, null);
                insert into organization.leave_grant_steps (id, version, rule_id, after_years, days)
                  select gen_random_uuid(), 1, '01900000-0000-7000-8000-000000000030', step.years, step.days from (values (1, 5), (10, 10), (20, 15)) step(years, days);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_absences_leave on organization.absences;
                drop trigger tr_absences_deputy on organization.absences;
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_absences_leave_requests_leave_request_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropTable(
                name: "leave_blocks",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "leave_entries",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "leave_grant_steps",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "roster_entries",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "service_periods",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "shift_versions",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "time_policies",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "leave_requests",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "overtime_requests",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "leave_rules",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "shifts",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "leave_types",
                schema: "organization");

            migrationBuilder.DropCheckConstraint(
                name: "ck_calendar_days_statutory",
                schema: "organization",
                table: "calendar_days");

            migrationBuilder.DropIndex(
                name: "ix_absences_leave_request_id_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropIndex(
                name: "ux_absences_leave",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropColumn(
                name: "source",
                schema: "organization",
                table: "calendar_days");

            migrationBuilder.DropColumn(
                name: "statutory",
                schema: "organization",
                table: "calendar_days");

            migrationBuilder.DropColumn(
                name: "handed_over_at",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropColumn(
                name: "leave_request_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropColumn(
                name: "taken_back_at",
                schema: "organization",
                table: "absences");

            migrationBuilder.Sql("""
                drop function organization.refuse_overdrawn_leave(), organization.refuse_unbalanced_carry(), organization.refuse_other_reversal(), organization.refuse_blocked_leave(),
                  organization.refuse_leave_without_absence(), organization.refuse_absence_without_leave(), organization.refuse_absent_deputy(), organization.refuse_too_much_overtime();
                """);
        }
    }
}

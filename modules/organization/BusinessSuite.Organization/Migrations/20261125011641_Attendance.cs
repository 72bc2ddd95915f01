using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class Attendance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attendance_corrections",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    approver_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_corrections", x => x.id);
                    table.CheckConstraint("ck_attendance_corrections_ahead", "kind = 'FIELD_WORK' or greatest(arrived_at, left_at) <= requested_at");
                    table.CheckConstraint("ck_attendance_corrections_approval", "status <> 'APPROVED' or approver_id is not null and decided_at is not null");
                    table.CheckConstraint("ck_attendance_corrections_approver", "approver_id <> employee_id");
                    table.CheckConstraint("ck_attendance_corrections_evidence", "kind <> 'FIELD_WORK' or coalesce(evidence, '') <> ''");
                    table.CheckConstraint("ck_attendance_corrections_times", "case kind when 'FIELD_WORK' then arrived_at is not null and left_at is not null else arrived_at is not null or left_at is not null end and (arrived_at is null or left_at is null or left_at > arrived_at)");
                    table.ForeignKey(
                        name: "fk_attendance_corrections_employees_approver_id",
                        column: x => x.approver_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_attendance_corrections_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendance_days",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    shift_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    planned_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    planned_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    window_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    window_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    worked = table.Column<TimeSpan>(type: "interval", nullable: false),
                    late = table.Column<TimeSpan>(type: "interval", nullable: false),
                    early = table.Column<TimeSpan>(type: "interval", nullable: false),
                    on_leave = table.Column<TimeSpan>(type: "interval", nullable: false),
                    overtime = table.Column<TimeSpan>(type: "interval", nullable: false),
                    for_rest = table.Column<TimeSpan>(type: "interval", nullable: false),
                    overtime_class = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_days", x => x.id);
                    table.ForeignKey(
                        name: "fk_attendance_days_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_attendance_days_shift_versions_shift_version_id",
                        column: x => x.shift_version_id,
                        principalSchema: "organization",
                        principalTable: "shift_versions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "attendance_months",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_months", x => x.id);
                    table.CheckConstraint("ck_attendance_months_month", "extract(day from month) = 1");
                    table.ForeignKey(
                        name: "fk_attendance_months_employees_closed_by_id",
                        column: x => x.closed_by_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "clock_events",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    direction = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    device = table.Column<string>(type: "text", nullable: false),
                    device_event_id = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_events", x => x.id);
                    table.CheckConstraint("ck_clock_events_ahead", "at <= received_at + interval '5 minutes'");
                    table.ForeignKey(
                        name: "fk_clock_events_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendance_figures",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    planned_days = table.Column<int>(type: "integer", nullable: false),
                    late_days = table.Column<int>(type: "integer", nullable: false),
                    early_days = table.Column<int>(type: "integer", nullable: false),
                    half_days = table.Column<int>(type: "integer", nullable: false),
                    absent_days = table.Column<int>(type: "integer", nullable: false),
                    missing_punches = table.Column<int>(type: "integer", nullable: false),
                    worked = table.Column<TimeSpan>(type: "interval", nullable: false),
                    on_leave = table.Column<TimeSpan>(type: "interval", nullable: false),
                    workday_overtime = table.Column<TimeSpan>(type: "interval", nullable: false),
                    rest_day_overtime = table.Column<TimeSpan>(type: "interval", nullable: false),
                    statutory_holiday_overtime = table.Column<TimeSpan>(type: "interval", nullable: false),
                    for_rest = table.Column<TimeSpan>(type: "interval", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance_figures", x => x.id);
                    table.ForeignKey(
                        name: "fk_attendance_figures_attendance_months_month_id",
                        column: x => x.month_id,
                        principalSchema: "organization",
                        principalTable: "attendance_months",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_attendance_figures_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_corrections_approver_id_id",
                schema: "organization",
                table: "attendance_corrections",
                columns: new[] { "approver_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_corrections_day_id",
                schema: "organization",
                table: "attendance_corrections",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_corrections_employee_id_id",
                schema: "organization",
                table: "attendance_corrections",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_corrections_status",
                schema: "organization",
                table: "attendance_corrections",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_attendance_days_day_id",
                schema: "organization",
                table: "attendance_days",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_days_shift_version_id_id",
                schema: "organization",
                table: "attendance_days",
                columns: new[] { "shift_version_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_days_status",
                schema: "organization",
                table: "attendance_days",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ux_attendance_days_day",
                schema: "organization",
                table: "attendance_days",
                columns: new[] { "employee_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attendance_figures_employee_id_id",
                schema: "organization",
                table: "attendance_figures",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_attendance_figures_employee",
                schema: "organization",
                table: "attendance_figures",
                columns: new[] { "month_id", "employee_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attendance_months_closed_by_id_id",
                schema: "organization",
                table: "attendance_months",
                columns: new[] { "closed_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attendance_months_month_id",
                schema: "organization",
                table: "attendance_months",
                columns: new[] { "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_attendance_months_month",
                schema: "organization",
                table: "attendance_months",
                column: "month",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clock_events_at_id",
                schema: "organization",
                table: "clock_events",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clock_events_employee_id_id",
                schema: "organization",
                table: "clock_events",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_clock_events_device",
                schema: "organization",
                table: "clock_events",
                columns: new[] { "device", "device_event_id" },
                unique: true);

            // What EF Core cannot say: months that stay closed, and how often a month is corrected.
            migrationBuilder.Sql("""
                create function organization.refuse_closed_month() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  -- Who closes a month holds this lock alone.
                  perform pg_advisory_xact_lock_shared(hashtextextended('organization.attendance', 0));
                  if exists (select from attendance_months where month = date_trunc('month', new.day)::date) then
                    raise exception 'the month is closed' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_attendance_days_closed after insert or update on organization.attendance_days
                  for each row execute function organization.refuse_closed_month();
                create constraint trigger tr_attendance_corrections_closed after insert or update on organization.attendance_corrections
                  for each row when (new.status in ('REQUESTED', 'APPROVED')) execute function organization.refuse_closed_month();

                create function organization.refuse_gap_in_months() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.attendance', 0));
                  if new.month <> (select (max(month) + interval '1 month')::date from attendance_months where id <> new.id) then
                    raise exception 'months are closed one after the other' using errcode = '23514', constraint = 'tr_attendance_months_order';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_attendance_months_order after insert on organization.attendance_months
                  for each row execute function organization.refuse_gap_in_months();

                create function organization.refuse_too_many_corrections() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.correction ' || new.employee_id, 0));
                  if (select p.corrections_per_month from time_policies p where daterange(p.valid_from, p.valid_until) @> new.day) < (
                    select count(*) from attendance_corrections c
                    where c.employee_id = new.employee_id and c.kind = 'MISSING_PUNCH' and c.status in ('REQUESTED', 'APPROVED') and date_trunc('month', c.day) = date_trunc('month', new.day)) then
                    raise exception 'too many corrections' using errcode = '23514', constraint = 'tr_attendance_corrections_quota';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_attendance_corrections_quota after insert on organization.attendance_corrections
                  for each row when (new.kind = 'MISSING_PUNCH') execute function organization.refuse_too_many_corrections();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attendance_corrections",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "attendance_days",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "attendance_figures",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "clock_events",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "attendance_months",
                schema: "organization");

            migrationBuilder.Sql("drop function organization.refuse_closed_month(), organization.refuse_gap_in_months(), organization.refuse_too_many_corrections();");
        }
    }
}

using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "organization");

            migrationBuilder.CreateTable(
                name: "departments",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_departments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "duties",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_calendars",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_calendars", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "department_placements",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_department_placements", x => x.id);
                    table.CheckConstraint("ck_department_placements_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_department_placements_departments_department_id",
                        column: x => x.department_id,
                        principalSchema: "organization",
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_department_placements_departments_parent_id",
                        column: x => x.parent_id,
                        principalSchema: "organization",
                        principalTable: "departments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "employees",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employees", x => x.id);
                    table.ForeignKey(
                        name: "fk_employees_departments_department_id",
                        column: x => x.department_id,
                        principalSchema: "organization",
                        principalTable: "departments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "posts",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reports_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_head = table.Column<bool>(type: "boolean", nullable: false),
                    roles = table.Column<List<string>>(type: "text[]", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    limit_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    limit_currency = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.CheckConstraint("ck_posts_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_posts_departments_department_id",
                        column: x => x.department_id,
                        principalSchema: "organization",
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_posts_posts_reports_to_id",
                        column: x => x.reports_to_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "calendar_days",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    calendar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_days", x => x.id);
                    table.ForeignKey(
                        name: "fk_calendar_days_work_calendars_calendar_id",
                        column: x => x.calendar_id,
                        principalSchema: "organization",
                        principalTable: "work_calendars",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "absences",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                    table.CheckConstraint("ck_absences_deputy", "deputy_id <> employee_id");
                    table.CheckConstraint("ck_absences_period", "until > \"from\"");
                    table.ForeignKey(
                        name: "fk_absences_employees_deputy_id",
                        column: x => x.deputy_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_absences_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delegations",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope_text = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    limit_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    limit_currency = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegations", x => x.id);
                    table.CheckConstraint("ck_delegations_period", "valid_until > valid_from");
                    table.CheckConstraint("ck_delegations_self", "from_id <> to_id");
                    table.ForeignKey(
                        name: "fk_delegations_duties_duty_id",
                        column: x => x.duty_id,
                        principalSchema: "organization",
                        principalTable: "duties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_delegations_employees_from_id",
                        column: x => x.from_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_delegations_employees_to_id",
                        column: x => x.to_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_team_members_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_team_members_teams_team_id",
                        column: x => x.team_id,
                        principalSchema: "organization",
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "post_duties",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_duties", x => x.id);
                    table.CheckConstraint("ck_post_duties_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_post_duties_duties_duty_id",
                        column: x => x.duty_id,
                        principalSchema: "organization",
                        principalTable: "duties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_post_duties_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "post_holdings",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_primary = table.Column<bool>(type: "boolean", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_holdings", x => x.id);
                    table.CheckConstraint("ck_post_holdings_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_post_holdings_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_post_holdings_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "calendar_hours",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    calendar_id = table.Column<Guid>(type: "uuid", nullable: false),
                    weekday = table.Column<string>(type: "text", nullable: true),
                    day_id = table.Column<Guid>(type: "uuid", nullable: true),
                    start = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    end = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_hours", x => x.id);
                    table.CheckConstraint("ck_calendar_hours_of", "(weekday is null) <> (day_id is null)");
                    table.CheckConstraint("ck_calendar_hours_order", "\"end\" > start or \"end\" = '00:00'");
                    table.ForeignKey(
                        name: "fk_calendar_hours_calendar_days_day_id",
                        column: x => x.day_id,
                        principalSchema: "organization",
                        principalTable: "calendar_days",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_calendar_hours_work_calendars_calendar_id",
                        column: x => x.calendar_id,
                        principalSchema: "organization",
                        principalTable: "work_calendars",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absences_deputy_id",
                schema: "organization",
                table: "absences",
                column: "deputy_id");

            migrationBuilder.CreateIndex(
                name: "ix_absences_employee_id",
                schema: "organization",
                table: "absences",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_days_day_id",
                schema: "organization",
                table: "calendar_days",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_days_kind",
                schema: "organization",
                table: "calendar_days",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ux_calendar_days_day",
                schema: "organization",
                table: "calendar_days",
                columns: new[] { "calendar_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calendar_hours_calendar_id",
                schema: "organization",
                table: "calendar_hours",
                column: "calendar_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_hours_day_id",
                schema: "organization",
                table: "calendar_hours",
                column: "day_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_duty_id",
                schema: "organization",
                table: "delegations",
                column: "duty_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_from_id",
                schema: "organization",
                table: "delegations",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_to_id",
                schema: "organization",
                table: "delegations",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ix_department_placements_department_id",
                schema: "organization",
                table: "department_placements",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_department_placements_parent_id",
                schema: "organization",
                table: "department_placements",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_departments_closed_on",
                schema: "organization",
                table: "departments",
                column: "closed_on");

            migrationBuilder.CreateIndex(
                name: "ix_departments_code_id",
                schema: "organization",
                table: "departments",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_departments_name_id",
                schema: "organization",
                table: "departments",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_departments_code",
                schema: "organization",
                table: "departments",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duties_code_id",
                schema: "organization",
                table: "duties",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_duties_code",
                schema: "organization",
                table: "duties",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employees_department_id",
                schema: "organization",
                table: "employees",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_employees_name_id",
                schema: "organization",
                table: "employees",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employees_number_id",
                schema: "organization",
                table: "employees",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_employees_account",
                schema: "organization",
                table: "employees",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_employees_number",
                schema: "organization",
                table: "employees",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_duties_duty_id",
                schema: "organization",
                table: "post_duties",
                column: "duty_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_duties_post_id",
                schema: "organization",
                table: "post_duties",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_holdings_employee_id",
                schema: "organization",
                table: "post_holdings",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_holdings_post_id",
                schema: "organization",
                table: "post_holdings",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_code_id",
                schema: "organization",
                table: "posts",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_department_id",
                schema: "organization",
                table: "posts",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_reports_to_id",
                schema: "organization",
                table: "posts",
                column: "reports_to_id");

            migrationBuilder.CreateIndex(
                name: "ux_posts_code",
                schema: "organization",
                table: "posts",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_team_members_employee_id",
                schema: "organization",
                table: "team_members",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ux_team_members_member",
                schema: "organization",
                table: "team_members",
                columns: new[] { "team_id", "employee_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_teams_code_id",
                schema: "organization",
                table: "teams",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_teams_code",
                schema: "organization",
                table: "teams",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_calendars_code_id",
                schema: "organization",
                table: "work_calendars",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_work_calendars_code",
                schema: "organization",
                table: "work_calendars",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_work_calendars_default",
                schema: "organization",
                table: "work_calendars",
                column: "is_default",
                unique: true,
                filter: "is_default");

            // What EF Core cannot say: periods that may not overlap, trees without circles, and the calendar that all start with.
            migrationBuilder.Sql("""
                create extension if not exists btree_gist;
                alter table organization.calendar_hours add constraint ex_calendar_hours_overlap exclude using gist (
                  calendar_id with =, coalesce(weekday, '') with =, coalesce(day_id, '00000000-0000-0000-0000-000000000000') with =,
                  int4range((extract(epoch from start))::int, case when "end" = '00:00' then 86400 else (extract(epoch from "end"))::int end) with &&);
                alter table organization.department_placements add constraint ex_department_placements_overlap exclude using gist (
                  department_id with =, daterange(valid_from, valid_until) with &&);
                alter table organization.post_holdings add constraint ex_post_holdings_primary exclude using gist (
                  employee_id with =, daterange(valid_from, valid_until) with &&) where (is_primary);
                alter table organization.post_holdings add constraint ex_post_holdings_overlap exclude using gist (
                  employee_id with =, post_id with =, daterange(valid_from, valid_until) with &&);
                alter table organization.post_duties add constraint ex_post_duties_overlap exclude using gist (
                  post_id with =, duty_id with =, daterange(valid_from, valid_until) with &&);
                alter table organization.absences add constraint ex_absences_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (cancelled_at is null);

                create function organization.refuse_department_cycle() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (
                    with recursive above as (
                      select new.parent_id as id, daterange(new.valid_from, new.valid_until) as period
                      union all
                      select p.parent_id, a.period * daterange(p.valid_from, p.valid_until)
                      from above a join department_placements p on p.department_id = a.id and daterange(p.valid_from, p.valid_until) && a.period
                      where a.id is distinct from new.department_id and not isempty(a.period))
                    select from above where id = new.department_id and not isempty(period)) then
                    raise exception 'a department would lie below itself' using errcode = '23514', constraint = 'tr_department_placements_cycle';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_department_placements_cycle after insert or update on organization.department_placements
                  deferrable initially deferred for each row execute function organization.refuse_department_cycle();

                create function organization.refuse_post_cycle() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (
                    with recursive above as (
                      select new.reports_to_id as id
                      union
                      select p.reports_to_id from above a join posts p on p.id = a.id where a.id is distinct from new.id)
                    select from above where id = new.id) then
                    raise exception 'a post would report to itself' using errcode = '23514', constraint = 'tr_posts_cycle';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_posts_cycle after insert or update of reports_to_id on organization.posts
                  deferrable initially deferred for each row execute function organization.refuse_post_cycle();

                insert into organization.work_calendars (id, version, code, name, time_zone, is_default)
                  values ('01900000-0000-7000-8000-000000000001', 1, 'STANDARD', '标准工作日历', 'Asia/Shanghai', true);
                insert into organization.calendar_hours (id, version, calendar_id, weekday, start, "end")
                  select gen_random_uuid(), 1, '01900000-0000-7000-8000-000000000001', day, hours.start, hours."end"
                  from unnest(array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']) day,
                    (values (time '09:00', time '12:00'), (time '13:00', time '18:00')) hours(start, "end");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "calendar_hours",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "delegations",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "department_placements",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "post_duties",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "post_holdings",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "team_members",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "calendar_days",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "duties",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "posts",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "employees",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "teams",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "work_calendars",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "departments",
                schema: "organization");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class WorkAndService : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<TimeSpan>(
                name: "planned",
                schema: "organization",
                table: "overtime_requests",
                type: "interval",
                nullable: false,
                defaultValue: new TimeSpan(0, 0, 0, 0, 0));

            migrationBuilder.AddColumn<bool>(
                name: "ends_at_noon",
                schema: "organization",
                table: "leave_requests",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "first_day",
                schema: "organization",
                table: "leave_requests",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "last_day",
                schema: "organization",
                table: "leave_requests",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "starts_at_noon",
                schema: "organization",
                table: "leave_requests",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "rule_id",
                schema: "organization",
                table: "leave_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "year",
                schema: "organization",
                table: "leave_entries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_overtime_requests_planned",
                schema: "organization",
                table: "overtime_requests",
                sql: "planned between interval '0' and until - \"from\" and (planned = interval '0' or class = 'STATUTORY_HOLIDAY')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_leave_requests_days",
                schema: "organization",
                table: "leave_requests",
                sql: "(first_day is null) = (last_day is null) and (first_day is not null or not starts_at_noon and not ends_at_noon) and last_day >= first_day");

            migrationBuilder.CreateIndex(
                name: "ix_leave_entries_rule_id_id",
                schema: "organization",
                table: "leave_entries",
                columns: new[] { "rule_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_leave_entries_automatic",
                schema: "organization",
                table: "leave_entries",
                sql: "(rule_id is null) = (year is null) and (rule_id is null or kind = 'GRANT' and overtime_id is null)");

            migrationBuilder.AddForeignKey(
                name: "fk_leave_entries_leave_rules_rule_id",
                schema: "organization",
                table: "leave_entries",
                column: "rule_id",
                principalSchema: "organization",
                principalTable: "leave_rules",
                principalColumn: "id");

            // What EF Core cannot say, and what follows for rows of before.
            migrationBuilder.Sql("""
                -- What counted as granted for a year until now still does; what was reversed does not.
                update organization.leave_entries e set rule_id = r.id, year = extract(year from e.expires_on)
                  from organization.leave_rules r
                  where e.kind = 'GRANT' and e.overtime_id is null and e.expires_on = make_date(extract(year from e.day)::int, 12, 31)
                    and r.leave_type_id = e.leave_type_id and daterange(r.valid_from, r.valid_until) @> e.expires_on
                    and exists (select from organization.leave_grant_steps s where s.rule_id = r.id)
                    and not exists (select from organization.leave_entries x where x.reverses_id = e.id);

                create function organization.refuse_automatic_reversal() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from leave_entries e where e.id = new.reverses_id and e.rule_id is not null) then
                    raise exception 'the rule grants it again' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_automatic after insert on organization.leave_entries
                  for each row when (new.reverses_id is not null) execute function organization.refuse_automatic_reversal();

                create function organization.refuse_grant_without_rule() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (
                    select from unnest(array[new.day, coalesce(new.expires_on, new.day)]) moment
                    where not exists (select from leave_rules r where r.leave_type_id = new.leave_type_id and daterange(r.valid_from, r.valid_until) @> moment)) then
                    raise exception 'the type has no rule then' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_rule after insert on organization.leave_entries
                  for each row when (new.kind = 'GRANT' and new.rule_id is null and new.overtime_id is null) execute function organization.refuse_grant_without_rule();

                -- Leave in days follows the roster until it begins; of leave by the hour the time is what was asked for.
                create function organization.refuse_moved_leave() returns trigger language plpgsql as $f$
                begin
                  raise exception 'the time of the leave stays' using errcode = '23514', constraint = tg_name;
                end $f$;
                create constraint trigger tr_leave_requests_time after update of "from", until on organization.leave_requests
                  for each row when ((new."from", new.until) is distinct from (old."from", old.until) and (old.first_day is null or new.status not in ('REQUESTED', 'APPROVED')))
                  execute function organization.refuse_moved_leave();

                -- Days beside each other move in one transaction.
                alter table organization.leave_requests drop constraint ex_leave_requests_overlap;
                alter table organization.leave_requests add constraint ex_leave_requests_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (status in ('REQUESTED', 'APPROVED')) deferrable initially immediate;
                alter table organization.absences drop constraint ex_absences_overlap;
                alter table organization.absences add constraint ex_absences_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (cancelled_at is null) deferrable initially immediate;

                create or replace function organization.refuse_too_much_overtime() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.overtime ' || new.employee_id, 0));
                  if exists (
                    select from time_policies p where daterange(p.valid_from, p.valid_until) @> new.day and (
                      p.overtime_per_day < (
                        select sum(r.until - r."from" - r.planned) from overtime_requests r
                        where r.employee_id = new.employee_id and r.status in ('REQUESTED', 'APPROVED') and r.day = new.day) or
                      p.overtime_per_month < (
                        select sum(r.until - r."from" - r.planned) from overtime_requests r
                        where r.employee_id = new.employee_id and r.status in ('REQUESTED', 'APPROVED') and date_trunc('month', r.day) = date_trunc('month', new.day)))) then
                    raise exception 'too much overtime' using errcode = '23514', constraint = 'tr_overtime_requests_caps';
                  end if;
                  return null;
                end $f$;

                create or replace function organization.refuse_too_many_corrections() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.correction ' || new.employee_id, 0));
                  if (select p.corrections_per_month from time_policies p where daterange(p.valid_from, p.valid_until) @> new.day) < (
                    select sum(num_nonnulls(c.arrived_at, c.left_at)) from attendance_corrections c
                    where c.employee_id = new.employee_id and c.kind = 'MISSING_PUNCH' and c.status in ('REQUESTED', 'APPROVED') and date_trunc('month', c.day) = date_trunc('month', new.day)) then
                    raise exception 'too many corrections' using errcode = '23514', constraint = 'tr_attendance_corrections_quota';
                  end if;
                  return null;
                end $f$;

                -- Whoever has left works no shift and serves no longer. An end that was foreseen comes earlier.
                alter table organization.roster_entries disable trigger user;
                alter table organization.service_periods disable trigger user;
                delete from organization.roster_entries r using organization.employees e where e.id = r.employee_id and r.valid_from >= e.left_on;
                update organization.roster_entries r set valid_until = e.left_on from organization.employees e where e.id = r.employee_id and coalesce(r.valid_until, 'infinity') > e.left_on;
                delete from organization.service_periods s using organization.employees e where e.id = s.employee_id and s.employer is null and s."from" >= e.left_on;
                update organization.service_periods s set until = e.left_on from organization.employees e where e.id = s.employee_id and s.employer is null and coalesce(s.until, 'infinity') > e.left_on;
                alter table organization.roster_entries enable trigger user;
                alter table organization.service_periods enable trigger user;

                create function organization.refuse_time_after_leaving() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if new.left_on < greatest(
                    (select max(coalesce(r.valid_until, 'infinity')) from roster_entries r where r.employee_id = new.id),
                    (select max(coalesce(s.until, 'infinity')) from service_periods s where s.employee_id = new.id and s.employer is null)) then
                    raise exception 'roster or service go on' using errcode = '23514', constraint = 'tr_employees_left_time';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_employees_left_time after update of left_on on organization.employees
                  deferrable initially deferred for each row when (new.left_on is not null) execute function organization.refuse_time_after_leaving();

                -- The column named by the trigger holds the end.
                create function organization.refuse_time_of_leaver() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from employees e where e.id = new.employee_id and e.left_on < coalesce((to_jsonb(new) ->> tg_argv[0])::date, 'infinity')) then
                    raise exception 'the employee has left' using errcode = '23514', constraint = 'tr_employees_left_time';
                  end if;
                  return null;
                end $f$;
                create trigger tr_roster_entries_left after update of valid_until on organization.roster_entries for each row execute function organization.refuse_time_of_leaver('valid_until');
                create trigger tr_service_periods_left after insert or update of until on organization.service_periods
                  for each row when (new.employer is null) execute function organization.refuse_time_of_leaver('until');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_service_periods_left on organization.service_periods;
                drop trigger tr_roster_entries_left on organization.roster_entries;
                drop trigger tr_employees_left_time on organization.employees;
                drop trigger tr_leave_requests_time on organization.leave_requests;
                drop trigger tr_leave_entries_rule on organization.leave_entries;
                drop trigger tr_leave_entries_automatic on organization.leave_entries;
                drop function organization.refuse_time_of_leaver(), organization.refuse_time_after_leaving(), organization.refuse_moved_leave(), organization.refuse_grant_without_rule(), organization.refuse_automatic_reversal();
                alter table organization.leave_requests drop constraint ex_leave_requests_overlap;
                alter table organization.leave_requests add constraint ex_leave_requests_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (status in ('REQUESTED', 'APPROVED'));
                alter table organization.absences drop constraint ex_absences_overlap;
                alter table organization.absences add constraint ex_absences_overlap exclude using gist (
                  employee_id with =, tstzrange("from", until) with &&) where (cancelled_at is null);
                create or replace function organization.refuse_too_much_overtime() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
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
                create or replace function organization.refuse_too_many_corrections() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.correction ' || new.employee_id, 0));
                  if (select p.corrections_per_month from time_policies p where daterange(p.valid_from, p.valid_until) @> new.day) < (
                    select count(*) from attendance_corrections c
                    where c.employee_id = new.employee_id and c.kind = 'MISSING_PUNCH' and c.status in ('REQUESTED', 'APPROVED') and date_trunc('month', c.day) = date_trunc('month', new.day)) then
                    raise exception 'too many corrections' using errcode = '23514', constraint = 'tr_attendance_corrections_quota';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_leave_entries_leave_rules_rule_id",
                schema: "organization",
                table: "leave_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_overtime_requests_planned",
                schema: "organization",
                table: "overtime_requests");

            migrationBuilder.DropCheckConstraint(
                name: "ck_leave_requests_days",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropIndex(
                name: "ix_leave_entries_rule_id_id",
                schema: "organization",
                table: "leave_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_leave_entries_automatic",
                schema: "organization",
                table: "leave_entries");

            migrationBuilder.DropColumn(
                name: "planned",
                schema: "organization",
                table: "overtime_requests");

            migrationBuilder.DropColumn(
                name: "ends_at_noon",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropColumn(
                name: "first_day",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropColumn(
                name: "last_day",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropColumn(
                name: "starts_at_noon",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropColumn(
                name: "rule_id",
                schema: "organization",
                table: "leave_entries");

            migrationBuilder.DropColumn(
                name: "year",
                schema: "organization",
                table: "leave_entries");
        }
    }
}

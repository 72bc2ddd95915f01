using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130060000_TimeGuarantees")]
    public partial class TimeGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                alter table organization.calendar_hours drop constraint ex_calendar_hours_overlap;
                alter table organization.calendar_hours add constraint ex_calendar_hours_overlap exclude using gist (
                  calendar_id with =, coalesce(weekday, '') with =, coalesce(day_id, '00000000-0000-0000-0000-000000000000') with =, daterange(valid_from, valid_until) with &&,
                  int4range((extract(epoch from start))::int, case when "end" = '00:00' then 86400 else (extract(epoch from "end"))::int end) with &&);

                create function organization.refuse_long_shift() returns trigger language plpgsql as $f$
                begin
                  raise exception 'the shift is too long' using errcode = '23514', constraint = tg_name;
                end $f$;
                -- Not later than its start is the next day. Shifts of before may be longer, and end.
                create constraint trigger tr_shift_versions_length after insert on organization.shift_versions
                  for each row when ((extract(epoch from new."end" - new.start)::int + 86399) % 86400 + 1 > 57600) execute function organization.refuse_long_shift();

                create function organization.refuse_rest_days_by_hour() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from leave_types where id = new.leave_type_id and unit = 'HOUR') then
                    raise exception 'rest days have no hours' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_rules_rest_days after insert on organization.leave_rules
                  for each row when (new.counts_rest_days) execute function organization.refuse_rest_days_by_hour();

                create function organization.refuse_uncovered_leave() returns trigger language plpgsql as $f$
                begin
                  raise exception 'the balance does not cover the leave' using errcode = '23514', constraint = tg_name;
                end $f$;
                create constraint trigger tr_leave_requests_covered after update of status on organization.leave_requests
                  for each row when (new.status = 'APPROVED' and old.status <> 'APPROVED' and new.uncovered > 0) execute function organization.refuse_uncovered_leave();

                create function organization.refuse_carry_beyond_limit() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.leave ' || new.employee_id || new.leave_type_id, 0));
                  if coalesce((select r.carry_limit from leave_rules r where r.leave_type_id = new.leave_type_id and daterange(r.valid_from, r.valid_until) @> new.expires_on), 0) < (
                    select -sum(e.amount) from leave_entries e
                    where e.employee_id = new.employee_id and e.leave_type_id = new.leave_type_id and e.kind = 'CARRY' and e.expires_on = new.expires_on and e.day > e.expires_on) then
                    raise exception 'more is carried than the rule lets' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_carry_limit after insert on organization.leave_entries
                  for each row when (new.kind = 'CARRY' and new.amount < 0 and new.day > new.expires_on) execute function organization.refuse_carry_beyond_limit();

                create function organization.refuse_unworked_rest() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (
                    select from overtime_requests r join attendance_months m on m.month = date_trunc('month', r.day)::date
                    where r.id = new.overtime_id and r.employee_id = new.employee_id and r.status = 'APPROVED' and r.compensation = 'REST'
                      and new.amount <= round(extract(epoch from r.until - r."from") / 3600, 4)) then
                    raise exception 'no such overtime was worked' using errcode = '23514', constraint = 'tr_leave_entries_rest';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_leave_entries_rest after insert on organization.leave_entries
                  deferrable initially deferred for each row when (new.kind = 'GRANT' and new.overtime_id is not null) execute function organization.refuse_unworked_rest();

                create constraint trigger tr_overtime_requests_closed after insert or update of status on organization.overtime_requests
                  for each row when (new.status in ('APPROVED', 'CANCELLED')) execute function organization.refuse_closed_month();

                create function organization.refuse_running_month() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from attendance_days where day >= new.month and day < new.month + interval '1 month' and window_until > new.closed_at) then
                    raise exception 'a shift of the month is not over' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_attendance_months_over after insert on organization.attendance_months
                  for each row execute function organization.refuse_running_month();

                -- What a closed month was judged by is what was entered until then: whoever enters something with an earlier time while it is being closed does so again.
                create function organization.refuse_time_before_closing() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  -- Who closes a month holds this lock alone.
                  perform pg_advisory_xact_lock_shared(hashtextextended('organization.attendance', 0));
                  if exists (select from attendance_months where closed_at >= (to_jsonb(new) ->> tg_argv[0])::timestamptz) then
                    raise exception 'a month was closed meanwhile' using errcode = '40001';
                  end if;
                  return null;
                end $f$;
                create trigger tr_clock_events_time after insert on organization.clock_events
                  for each row execute function organization.refuse_time_before_closing('received_at');
                create trigger tr_absences_time_recorded after insert on organization.absences
                  for each row execute function organization.refuse_time_before_closing('recorded_at');
                create trigger tr_absences_time_cancelled after update of cancelled_at on organization.absences
                  for each row when (new.cancelled_at is distinct from old.cancelled_at) execute function organization.refuse_time_before_closing('cancelled_at');
                create trigger tr_absences_time_ended after update of until on organization.absences
                  for each row when (new.until is distinct from old.until) execute function organization.refuse_time_before_closing('until');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                alter table organization.calendar_hours drop constraint ex_calendar_hours_overlap;
                alter table organization.calendar_hours add constraint ex_calendar_hours_overlap exclude using gist (
                  calendar_id with =, coalesce(weekday, '') with =, coalesce(day_id, '00000000-0000-0000-0000-000000000000') with =,
                  int4range((extract(epoch from start))::int, case when "end" = '00:00' then 86400 else (extract(epoch from "end"))::int end) with &&);
                drop trigger tr_absences_time_ended on organization.absences;
                drop trigger tr_absences_time_cancelled on organization.absences;
                drop trigger tr_absences_time_recorded on organization.absences;
                drop trigger tr_clock_events_time on organization.clock_events;
                drop trigger tr_attendance_months_over on organization.attendance_months;
                drop trigger tr_overtime_requests_closed on organization.overtime_requests;
                drop trigger tr_leave_entries_rest on organization.leave_entries;
                drop trigger tr_leave_entries_carry_limit on organization.leave_entries;
                drop trigger tr_leave_requests_covered on organization.leave_requests;
                drop trigger tr_leave_rules_rest_days on organization.leave_rules;
                drop trigger tr_shift_versions_length on organization.shift_versions;
                drop function organization.refuse_time_before_closing(), organization.refuse_running_month(), organization.refuse_unworked_rest(), organization.refuse_carry_beyond_limit(),
                  organization.refuse_uncovered_leave(), organization.refuse_rest_days_by_hour(), organization.refuse_long_shift();
                """);
        }
    }
}

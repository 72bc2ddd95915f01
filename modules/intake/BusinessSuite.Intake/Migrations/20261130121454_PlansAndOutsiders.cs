using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class PlansAndOutsiders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                update intake.report_plans set ended_at = now(), version = version + 1 where ended_at is null and starts_on not between '2000-01-01' and '2100-01-01';

                create function intake.belongs_within(employee uuid, department uuid, at timestamptz) returns boolean language sql stable security definer set search_path = intake, pg_temp as $f$
                  with recursive within(id) as (
                    select department
                    union
                    select p.department_id from organization.department_placements p join within w on p.parent_id = w.id
                    where p.valid_from <= at::date and (p.valid_until is null or p.valid_until > at::date))
                  select exists (select from within w where organization.belongs_to(employee, w.id, at))
                $f$;
                create or replace function intake.require_outside_verifier() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare
                  judge uuid := coalesce(new.verified_by_id, new.withdrawn_by_id);
                begin
                  if judge is null then
                    return null;
                  end if;
                  if belongs_within(judge, new.department_id, coalesce(new.verified_at, new.withdrawn_at)) then
                    raise exception 'a person outside the department verifies or withdraws' using errcode = '23514', constraint = 'tr_rectifications_outside';
                  end if;
                  if judge = (select about_id from complaints where id = new.complaint_id) then
                    raise exception 'the person complained of neither verifies nor withdraws' using errcode = '23514', constraint = 'tr_rectifications_impartial';
                  end if;
                  return null;
                end $f$;

                -- Who declares an interest holds the lock alone, so that nobody is given what he takes away at the same time.
                create function intake.share_interest(employee uuid) returns void language sql as $f$
                  select pg_advisory_xact_lock_shared(hashtextextended('interest ' || employee, 0)) where employee is not null
                $f$;
                create or replace function intake.refuse_conflict() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status not in ('ASSIGNED', 'COMPLETED') or new.historical then
                    return null;
                  end if;
                  perform share_interest(new.assignee_id), share_interest(new.completed_by_id);
                  if exists (
                    select from conflicts_of_interest c
                    where c.withdrawn_at is null and c.employee_id in (new.assignee_id, new.completed_by_id)
                      and c.contact_id in (select same_person(a.applicant_id) from applications a where a.id = new.application_id)) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_tasks_conflict';
                  end if;
                  return null;
                end $f$;
                create or replace function intake.refuse_partial() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  perform share_interest(new.responsible_id);
                  if exists (
                    select from conflicts_of_interest c
                    where c.withdrawn_at is null and c.employee_id = new.responsible_id and c.contact_id in (select same_person(new.applicant_id))) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_applications_conflict';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.AddCheckConstraint(
                name: "ck_report_plans_starts",
                schema: "intake",
                table: "report_plans",
                sql: "ended_at is not null or starts_on between '2000-01-01' and '2100-01-01'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create or replace function intake.refuse_partial() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if exists (
                    select from conflicts_of_interest c
                    where c.withdrawn_at is null and c.employee_id = new.responsible_id and c.contact_id in (select same_person(new.applicant_id))) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_applications_conflict';
                  end if;
                  return null;
                end $f$;
                create or replace function intake.refuse_conflict() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status in ('ASSIGNED', 'COMPLETED') and not new.historical and exists (
                    select from conflicts_of_interest c
                    where c.withdrawn_at is null and c.employee_id in (new.assignee_id, new.completed_by_id)
                      and c.contact_id in (select same_person(a.applicant_id) from applications a where a.id = new.application_id)) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_tasks_conflict';
                  end if;
                  return null;
                end $f$;
                drop function intake.share_interest(uuid);
                create or replace function intake.require_outside_verifier() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare
                  judge uuid := coalesce(new.verified_by_id, new.withdrawn_by_id);
                begin
                  if judge is null then
                    return null;
                  end if;
                  if organization.belongs_to(judge, new.department_id, coalesce(new.verified_at, new.withdrawn_at)) then
                    raise exception 'a person outside the department verifies or withdraws' using errcode = '23514', constraint = 'tr_rectifications_outside';
                  end if;
                  if judge = (select about_id from complaints where id = new.complaint_id) then
                    raise exception 'the person complained of neither verifies nor withdraws' using errcode = '23514', constraint = 'tr_rectifications_impartial';
                  end if;
                  return null;
                end $f$;
                drop function intake.belongs_within(uuid, uuid, timestamptz);
                """);

            migrationBuilder.DropCheckConstraint(
                name: "ck_report_plans_starts",
                schema: "intake",
                table: "report_plans");
        }
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(IntakeDbContext))]
    [Migration("20261130043500_CaseRules")]
    public partial class CaseRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create or replace function intake.require_result() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare since timestamptz := coalesce((select max(at) from reopenings where application_id = new.id), '-infinity');
                begin
                  -- What is entered as closed was closed in another system.
                  if new.status <> 'CLOSED' or (tg_op = 'INSERT' and new.external_id is not null) then
                    return null;
                  end if;
                  if not exists (select from result_notices where application_id = new.id and at >= since and status = 'DELIVERED')
                    and (exists (select from result_notices where application_id = new.id and at >= since and status = 'PENDING')
                      or (select coalesce(sum(failed_tries), 0) from result_notices where application_id = new.id and at >= since) < 3) then
                    raise exception 'the result arrives, or three tries fail, before an application is closed' using errcode = '23514', constraint = 'tr_applications_told';
                  end if;
                  if exists (select from tasks where application_id = new.id and status in ('OPEN', 'ASSIGNED')) then
                    raise exception 'tasks are done before an application is closed' using errcode = '23514', constraint = 'tr_applications_tasks';
                  end if;
                  return null;
                end $f$;

                create or replace function intake.require_one_notice() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if (select count(*) from supplement_notices where application_id = new.application_id) > 1 + (select count(*) from review_faults where application_id = new.application_id) then
                    raise exception 'a further notice takes a recorded fault of the reviewer' using errcode = '23514', constraint = 'tr_supplement_notices_once';
                  end if;
                  if exists (select from checklist_items where application_id = new.application_id and verdict = 'UNJUDGED') then
                    raise exception 'every item has a verdict before the notice' using errcode = '23514', constraint = 'tr_supplement_notices_verdicts';
                  end if;
                  return null;
                end $f$;

                -- Faults of before may name nobody.
                alter table intake.review_faults add constraint ck_review_faults_reviewer check (reviewer_id is not null) not valid;

                create function intake.refuse_after_review() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if (select status not in ('RECEIVED', 'SUPPLEMENT_REQUESTED') from applications where id = new.application_id) then
                    raise exception 'after the review no verdict changes' using errcode = '23514', constraint = 'tr_checklist_items_undecided';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_checklist_items_undecided after update of verdict on intake.checklist_items
                  deferrable initially deferred for each row when (old.verdict is distinct from new.verdict) execute function intake.refuse_after_review();

                create or replace function intake.refuse_conflict() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status in ('ASSIGNED', 'COMPLETED') and not new.historical and exists (
                    select from conflicts_of_interest c
                    where c.employee_id = new.assignee_id and c.contact_id in (select same_person(a.applicant_id) from applications a where a.id = new.application_id)) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_tasks_conflict';
                  end if;
                  return null;
                end $f$;
                drop trigger tr_tasks_conflict on intake.tasks;
                create constraint trigger tr_tasks_conflict after insert or update of assignee_id, status on intake.tasks
                  deferrable initially deferred for each row execute function intake.refuse_conflict();

                create function intake.refuse_partial() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if exists (select from conflicts_of_interest c where c.employee_id = new.responsible_id and c.contact_id in (select same_person(new.applicant_id))) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_applications_conflict';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_applications_conflict after insert or update of responsible_id on intake.applications
                  deferrable initially deferred for each row when (new.responsible_id is not null and new.ended_at is null) execute function intake.refuse_partial();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function intake.refuse_partial() cascade;
                drop function intake.refuse_after_review() cascade;
                alter table intake.review_faults drop constraint ck_review_faults_reviewer;
                """);
        }
    }
}

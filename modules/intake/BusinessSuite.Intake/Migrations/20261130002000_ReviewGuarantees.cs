using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(IntakeDbContext))]
    [Migration("20261130002000_ReviewGuarantees")]
    public partial class ReviewGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create trigger tr_required_competences_draft before insert on intake.required_competences for each row execute function intake.refuse_published();

                create function intake.require_fit_verdict() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare asked material_requirements;
                begin
                  if new.verdict <> 'PRESENT' then
                    if exists (select from supplement_notices where application_id = new.application_id) and not exists (select from notice_items where checklist_item_id = new.id) then
                      raise exception 'what the notice did not name is not claimed later' using errcode = '23514', constraint = 'tr_checklist_items_named';
                    end if;
                    return null;
                  end if;
                  select * into asked from material_requirements where id = new.requirement_id;
                  if coalesce(new.count, 0) < asked.count then
                    raise exception 'as many are present as are asked for' using errcode = '23514', constraint = 'tr_checklist_items_enough';
                  end if;
                  if asked.valid_days is not null and new.issued_on is null then
                    raise exception 'what may only be so old has a day of issue' using errcode = '23514', constraint = 'tr_checklist_items_dated';
                  end if;
                  if new.issued_on < organization.day_of((select received_at from applications where id = new.application_id)) - asked.valid_days then
                    raise exception 'what is present was not too old on the day of receipt' using errcode = '23514', constraint = 'tr_checklist_items_fresh';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_checklist_items_named after insert or update of verdict, count, issued_on on intake.checklist_items
                  deferrable initially deferred for each row when (new.verdict in ('PRESENT', 'DEFECTIVE', 'MISSING')) execute function intake.require_fit_verdict();

                create function intake.refuse_incompetent() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status = 'ASSIGNED' and exists (
                    select from applications a join required_competences r on r.type_version_id = a.type_version_id
                    where a.id = new.application_id and not organization.is_competent(
                      new.assignee_id, r.competence_id, r.least_level, coalesce((select max(at) from assignments where task_id = new.id and employee_id = new.assignee_id), now()))) then
                    raise exception 'the employee lacks a competence that the task asks for' using errcode = '23514', constraint = 'tr_tasks_competence';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_tasks_competence after insert or update of assignee_id on intake.tasks
                  deferrable initially deferred for each row execute function intake.refuse_incompetent();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_required_competences_draft on intake.required_competences;
                drop function intake.require_fit_verdict() cascade;
                drop function intake.refuse_incompetent() cascade;
                """);
        }
    }
}

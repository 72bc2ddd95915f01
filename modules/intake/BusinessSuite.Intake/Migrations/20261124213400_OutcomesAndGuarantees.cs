using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class OutcomesAndGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "stamped_by_id",
                schema: "intake",
                table: "outcome_documents",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "outcome_dispatches",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outcome_dispatches", x => x.id);
                    table.CheckConstraint("ck_outcome_dispatches_addressed", "length(trim(channel)) > 0 and length(trim(recipient)) > 0");
                    table.ForeignKey(
                        name: "fk_outcome_dispatches_outcome_documents_document_id",
                        column: x => x.document_id,
                        principalSchema: "intake",
                        principalTable: "outcome_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_result_notices_told",
                schema: "intake",
                table: "result_notices",
                sql: "length(trim(channel)) > 0 and length(trim(recipient)) > 0 and length(trim(text)) > 0");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_documents_stamped_by_id_id",
                schema: "intake",
                table: "outcome_documents",
                columns: new[] { "stamped_by_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_contacts_merge",
                schema: "intake",
                table: "contacts",
                sql: "merged_into_id <> id");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_dispatches_channel",
                schema: "intake",
                table: "outcome_dispatches",
                column: "channel");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_dispatches_document_id_id",
                schema: "intake",
                table: "outcome_dispatches",
                columns: new[] { "document_id", "id" });

            migrationBuilder.Sql("""
                alter table intake.outcome_documents disable trigger user;
                update intake.outcome_documents d set stamped_by_id = a.department_id from intake.applications a where a.id = d.application_id;
                alter table intake.outcome_documents enable trigger user;
                alter table intake.outcome_documents alter column stamped_by_id drop default;

                create function intake.same_person(contact uuid) returns setof uuid language sql stable security definer set search_path = intake, pg_temp as $f$
                  with recursive up as (
                    select id, merged_into_id from contacts where id = contact
                    union select c.id, c.merged_into_id from up join contacts c on c.id = up.merged_into_id),
                  down as (
                    select id from up where merged_into_id is null
                    union select c.id from down join contacts c on c.merged_into_id = down.id)
                  select id from down
                $f$;

                create function intake.require_one_notice() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare notices int := (select count(*) from supplement_notices where application_id = new.application_id);
                begin
                  if notices > 1 + (select count(*) from review_faults where application_id = new.application_id) then
                    raise exception 'a further notice takes a recorded fault of the reviewer' using errcode = '23514', constraint = 'tr_supplement_notices_once';
                  end if;
                  if notices = 1 and exists (select from checklist_items where application_id = new.application_id and verdict = 'UNJUDGED') then
                    raise exception 'every item has a verdict before the notice' using errcode = '23514', constraint = 'tr_supplement_notices_verdicts';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_supplement_notices_once after insert on intake.supplement_notices
                  deferrable initially deferred for each row execute function intake.require_one_notice();

                create function intake.require_result() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  -- What was entered from the records of another system was closed there.
                  if new.status <> 'CLOSED' or new.external_id is not null then
                    return null;
                  end if;
                  if not exists (select from result_notices where application_id = new.id) then
                    raise exception 'the result is told before an application is closed' using errcode = '23514', constraint = 'tr_applications_told';
                  end if;
                  if exists (select from tasks where application_id = new.id and status in ('OPEN', 'ASSIGNED')) then
                    raise exception 'tasks are done before an application is closed' using errcode = '23514', constraint = 'tr_applications_tasks';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_applications_told after insert or update of status on intake.applications
                  deferrable initially deferred for each row execute function intake.require_result();

                create function intake.refuse_conflict() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status = 'ASSIGNED' and exists (
                    select from conflicts_of_interest c
                    where c.employee_id = new.assignee_id and c.contact_id in (select same_person(a.applicant_id) from applications a where a.id = new.application_id)) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_tasks_conflict';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_tasks_conflict after insert or update of assignee_id on intake.tasks
                  deferrable initially deferred for each row execute function intake.refuse_conflict();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function intake.require_one_notice() cascade;
                drop function intake.require_result() cascade;
                drop function intake.refuse_conflict() cascade;
                drop function intake.same_person(uuid);
                """);

            migrationBuilder.DropTable(
                name: "outcome_dispatches",
                schema: "intake");

            migrationBuilder.DropCheckConstraint(
                name: "ck_result_notices_told",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ix_outcome_documents_stamped_by_id_id",
                schema: "intake",
                table: "outcome_documents");

            migrationBuilder.DropCheckConstraint(
                name: "ck_contacts_merge",
                schema: "intake",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "stamped_by_id",
                schema: "intake",
                table: "outcome_documents");
        }
    }
}

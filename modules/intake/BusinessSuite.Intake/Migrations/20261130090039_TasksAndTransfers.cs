using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class TasksAndTransfers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_conflicts_of_interest_pair",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropIndex(
                name: "ix_applications_open",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ux_anomalies_open",
                schema: "intake",
                table: "anomalies");

            migrationBuilder.AddColumn<string>(
                name: "cancel_reason",
                schema: "intake",
                table: "tasks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "completed_by_id",
                schema: "intake",
                table: "tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "planned_at",
                schema: "intake",
                table: "tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "untold_since",
                schema: "intake",
                table: "tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "to_id",
                schema: "intake",
                table: "handovers",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "from_department_id",
                schema: "intake",
                table: "handovers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "to_department_id",
                schema: "intake",
                table: "handovers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "declared_at",
                schema: "intake",
                table: "conflicts_of_interest",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "withdrawal_reason",
                schema: "intake",
                table: "conflicts_of_interest",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "withdrawn_at",
                schema: "intake",
                table: "conflicts_of_interest",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "task_id",
                schema: "intake",
                table: "anomalies",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "task_changes",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    due_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    criteria_replaced = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_changes", x => x.id);
                    table.CheckConstraint("ck_task_changes_ahead", "due_after > at");
                    table.CheckConstraint("ck_task_changes_reason", "length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "fk_task_changes_tasks_task_id",
                        column: x => x.task_id,
                        principalSchema: "intake",
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_completed_by_id_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "completed_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_undone",
                schema: "intake",
                table: "tasks",
                columns: new[] { "due_at", "application_id" },
                filter: "status in ('OPEN', 'ASSIGNED')")
                .Annotation("Npgsql:IndexInclude", new[] { "assignee_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_untold",
                schema: "intake",
                table: "tasks",
                column: "untold_since",
                filter: "untold_since is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_tasks_ahead",
                schema: "intake",
                table: "tasks",
                sql: "due_at > planned_at");

            migrationBuilder.CreateIndex(
                name: "ix_handovers_from_department_id_id",
                schema: "intake",
                table: "handovers",
                columns: new[] { "from_department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_handovers_to_department_id_id",
                schema: "intake",
                table: "handovers",
                columns: new[] { "to_department_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_handovers_transfer",
                schema: "intake",
                table: "handovers",
                sql: "(from_department_id is null) = (to_department_id is null) and from_department_id <> to_department_id and coalesce(to_id, to_department_id) is not null");

            migrationBuilder.CreateIndex(
                name: "ix_conflicts_of_interest_employee_id_id",
                schema: "intake",
                table: "conflicts_of_interest",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_conflicts_of_interest_pair",
                schema: "intake",
                table: "conflicts_of_interest",
                columns: new[] { "employee_id", "contact_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_conflicts_of_interest_withdrawn",
                schema: "intake",
                table: "conflicts_of_interest",
                sql: "(withdrawn_at is null) = (withdrawal_reason is null) and length(trim(withdrawal_reason)) > 0");

            migrationBuilder.CreateIndex(
                name: "ix_applications_open",
                schema: "intake",
                table: "applications",
                columns: new[] { "department_id", "responsible_id", "planned_end_at" },
                filter: "ended_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "status", "type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_task_id_id",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "task_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_anomalies_open",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "application_id", "kind", "task_id" },
                unique: true,
                filter: "resolved_at is null")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.AddCheckConstraint(
                name: "ck_anomalies_task",
                schema: "intake",
                table: "anomalies",
                sql: "(kind = 'OVERDUE_TASK') = (task_id is not null)");

            migrationBuilder.CreateIndex(
                name: "ix_task_changes_by_id_id",
                schema: "intake",
                table: "task_changes",
                columns: new[] { "by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_task_changes_task_id_id",
                schema: "intake",
                table: "task_changes",
                columns: new[] { "task_id", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_anomalies_tasks_task_id",
                schema: "intake",
                table: "anomalies",
                column: "task_id",
                principalSchema: "intake",
                principalTable: "tasks",
                principalColumn: "id");

            migrationBuilder.Sql("""
                create or replace function intake.require_result() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare since timestamptz := coalesce((select max(at) from reopenings where application_id = new.id), '-infinity');
                begin
                  -- What is entered as closed was closed in another system.
                  if new.status not in ('CLOSED', 'CANCELLED') or (tg_op = 'INSERT' and new.external_id is not null) then
                    return null;
                  end if;
                  if new.status = 'CLOSED' and not exists (select from result_notices where application_id = new.id and at >= since and status = 'DELIVERED')
                    and (exists (select from result_notices where application_id = new.id and at >= since and status = 'PENDING')
                      or (select coalesce(sum(failed_tries), 0) from result_notices where application_id = new.id and at >= since) < 3) then
                    raise exception 'the result arrives, or three tries fail, before an application is closed' using errcode = '23514', constraint = 'tr_applications_told';
                  end if;
                  if exists (select from tasks where application_id = new.id and status in ('OPEN', 'ASSIGNED')) then
                    raise exception 'an application ends with its tasks' using errcode = '23514', constraint = 'tr_applications_tasks';
                  end if;
                  return null;
                end $f$;

                create function intake.require_accepted() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare stands text := (select status from applications where id = new.application_id);
                begin
                  -- What is completed may be the last thing before the application is closed.
                  if stands <> 'ACCEPTED' and not (new.status = 'COMPLETED' and stands = 'CLOSED') then
                    raise exception 'tasks are worked on while their application is accepted' using errcode = '23514', constraint = 'tr_tasks_accepted';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_tasks_accepted after insert or update of status, assignee_id on intake.tasks
                  deferrable initially deferred for each row when (new.status <> 'CANCELLED' and not new.historical) execute function intake.require_accepted();

                create function intake.require_task_change() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if not exists (select from task_changes where task_id = new.id and due_after = new.due_at) then
                    raise exception 'a deadline moves with a record of why' using errcode = '23514', constraint = 'tr_tasks_deadline';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_tasks_deadline after update of due_at on intake.tasks
                  deferrable initially deferred for each row when (old.due_at is distinct from new.due_at) execute function intake.require_task_change();

                create function intake.refuse_fixed_criteria() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if (select status from tasks where id = old.task_id) <> 'OPEN' then
                    raise exception 'criteria change while nobody has the task' using errcode = '23514', constraint = 'tr_quality_criteria_open';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_quality_criteria_open after delete on intake.quality_criteria
                  deferrable initially deferred for each row execute function intake.refuse_fixed_criteria();

                create function intake.require_transfer() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if not exists (select from handovers where application_id = new.id and from_department_id = old.department_id and to_department_id = new.department_id) then
                    raise exception 'an application goes to another department with a record of why' using errcode = '23514', constraint = 'tr_applications_transferred';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_applications_transferred after update of department_id on intake.applications
                  deferrable initially deferred for each row when (old.department_id is distinct from new.department_id) execute function intake.require_transfer();

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

                create or replace function intake.refuse_partial() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if exists (
                    select from conflicts_of_interest c
                    where c.withdrawn_at is null and c.employee_id = new.responsible_id and c.contact_id in (select same_person(new.applicant_id))) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_applications_conflict';
                  end if;
                  return null;
                end $f$;

                -- Who completed what was completed before is not known.
                alter table intake.tasks add constraint ck_tasks_completed_by check (status <> 'COMPLETED' or historical or completed_by_id is not null) not valid;

                update intake.tasks t set status = 'CANCELLED', cancel_reason = 'The application was cancelled. 申请已撤销。', version = version + 1
                where status in ('OPEN', 'ASSIGNED') and exists (select from intake.applications where id = t.application_id and status = 'CANCELLED');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function intake.require_accepted() cascade;
                drop function intake.require_task_change() cascade;
                drop function intake.refuse_fixed_criteria() cascade;
                drop function intake.require_transfer() cascade;
                alter table intake.tasks drop constraint ck_tasks_completed_by;

                create or replace function intake.refuse_conflict() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status in ('ASSIGNED', 'COMPLETED') and not new.historical and exists (
                    select from conflicts_of_interest c
                    where c.employee_id = new.assignee_id and c.contact_id in (select same_person(a.applicant_id) from applications a where a.id = new.application_id)) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_tasks_conflict';
                  end if;
                  return null;
                end $f$;

                create or replace function intake.refuse_partial() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if exists (select from conflicts_of_interest c where c.employee_id = new.responsible_id and c.contact_id in (select same_person(new.applicant_id))) then
                    raise exception 'the employee keeps away from the applicant' using errcode = '23514', constraint = 'tr_applications_conflict';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_anomalies_tasks_task_id",
                schema: "intake",
                table: "anomalies");

            migrationBuilder.DropTable(
                name: "task_changes",
                schema: "intake");

            migrationBuilder.DropIndex(
                name: "ix_tasks_completed_by_id_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_undone",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_untold",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_tasks_ahead",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_handovers_from_department_id_id",
                schema: "intake",
                table: "handovers");

            migrationBuilder.DropIndex(
                name: "ix_handovers_to_department_id_id",
                schema: "intake",
                table: "handovers");

            migrationBuilder.DropCheckConstraint(
                name: "ck_handovers_transfer",
                schema: "intake",
                table: "handovers");

            migrationBuilder.DropIndex(
                name: "ix_conflicts_of_interest_employee_id_id",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropIndex(
                name: "ux_conflicts_of_interest_pair",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropCheckConstraint(
                name: "ck_conflicts_of_interest_withdrawn",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropIndex(
                name: "ix_applications_open",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_anomalies_task_id_id",
                schema: "intake",
                table: "anomalies");

            migrationBuilder.DropIndex(
                name: "ux_anomalies_open",
                schema: "intake",
                table: "anomalies");

            migrationBuilder.DropCheckConstraint(
                name: "ck_anomalies_task",
                schema: "intake",
                table: "anomalies");

            migrationBuilder.DropColumn(
                name: "cancel_reason",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "completed_by_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "planned_at",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "untold_since",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "from_department_id",
                schema: "intake",
                table: "handovers");

            migrationBuilder.DropColumn(
                name: "to_department_id",
                schema: "intake",
                table: "handovers");

            migrationBuilder.DropColumn(
                name: "declared_at",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropColumn(
                name: "withdrawal_reason",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropColumn(
                name: "withdrawn_at",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropColumn(
                name: "task_id",
                schema: "intake",
                table: "anomalies");

            migrationBuilder.AlterColumn<Guid>(
                name: "to_id",
                schema: "intake",
                table: "handovers",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_conflicts_of_interest_pair",
                schema: "intake",
                table: "conflicts_of_interest",
                columns: new[] { "employee_id", "contact_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applications_open",
                schema: "intake",
                table: "applications",
                columns: new[] { "department_id", "responsible_id", "planned_end_at" },
                filter: "ended_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "status", "type_id" });

            migrationBuilder.CreateIndex(
                name: "ux_anomalies_open",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "application_id", "kind" },
                unique: true,
                filter: "resolved_at is null");
        }
    }
}

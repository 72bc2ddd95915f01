using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class TypeUse : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_material_requirements_count",
                schema: "intake",
                table: "material_requirements");

            migrationBuilder.DropCheckConstraint(
                name: "ck_escalations_other",
                schema: "intake",
                table: "escalations");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retired_at",
                schema: "intake",
                table: "application_types",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_application_types_retired_at",
                schema: "intake",
                table: "application_types",
                column: "retired_at");

            migrationBuilder.Sql("""
                -- What was written before stays as it was.
                alter table intake.type_versions add constraint ck_type_versions_time check (status = 'RETIRED' or (processing_time > interval '0' and processing_time <= interval '2000 days')) not valid;
                alter table intake.material_requirements add constraint ck_material_requirements_count check (count > 0 and (valid_days is null or valid_days between 1 and 36500)) not valid;
                alter table intake.form_fields add constraint ck_form_fields_choices check (kind <> 'CHOICE' or length(trim(array_to_string(choices, ''))) > 0) not valid;
                alter table intake.escalations add constraint ck_escalations_other check (answered_by_id <> raised_by_id and (rank = 0 or answered_by_id <> subject_id)) not valid;
                alter table intake.application_types add constraint ck_application_types_name check (length(trim(name)) > 0) not valid;

                create function intake.require_condition() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare field form_fields;
                begin
                  select * into field from form_fields where type_version_id = new.type_version_id and key = new.when_field;
                  if field.id is null or new.when_operator is null or coalesce(trim(new.when_value), '') = ''
                    or (new.when_operator in ('ABOVE', 'BELOW') and field.kind <> 'NUMBER')
                    or (field.kind = 'NUMBER' and new.when_value !~ '^-?[0-9]+(\.[0-9]+)?$')
                    or (field.kind = 'BOOLEAN' and new.when_value not in ('true', 'false'))
                    or (field.kind = 'DATE' and new.when_value !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
                    or (field.kind = 'CHOICE' and new.when_value <> all (field.choices)) then
                    raise exception 'a condition compares the answer to a field with what can be one' using errcode = '23514', constraint = 'tr_material_requirements_condition';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_material_requirements_condition after insert on intake.material_requirements
                  deferrable initially deferred for each row when (num_nonnulls(new.when_field, new.when_operator, new.when_value) > 0) execute function intake.require_condition();

                create function intake.refuse_retired() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if (select retired_at from application_types where id = new.type_id) is not null then
                    raise exception 'nothing is received of a type that is not in use' using errcode = '23514', constraint = 'tr_applications_type';
                  end if;
                  return null;
                end $f$;
                -- What is entered of the past may be of a type that is not in use any more.
                create constraint trigger tr_applications_type after insert on intake.applications
                  deferrable initially deferred for each row when (new.external_id is null) execute function intake.refuse_retired();

                -- Of a case whose clock stands still before it was due, nobody knows the end.
                update intake.applications a set planned_end_at = null
                where ended_at is null and planned_end_at is not null
                  and exists (select from intake.service_clocks where application_id = a.id and target = 'COMPLETION' and state = 'PAUSED' and due_at is null);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function intake.refuse_retired() cascade;
                drop function intake.require_condition() cascade;
                """);

            migrationBuilder.DropCheckConstraint(
                name: "ck_type_versions_time",
                schema: "intake",
                table: "type_versions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_material_requirements_count",
                schema: "intake",
                table: "material_requirements");

            migrationBuilder.DropCheckConstraint(
                name: "ck_form_fields_choices",
                schema: "intake",
                table: "form_fields");

            migrationBuilder.DropCheckConstraint(
                name: "ck_escalations_other",
                schema: "intake",
                table: "escalations");

            migrationBuilder.DropIndex(
                name: "ix_application_types_retired_at",
                schema: "intake",
                table: "application_types");

            migrationBuilder.DropCheckConstraint(
                name: "ck_application_types_name",
                schema: "intake",
                table: "application_types");

            migrationBuilder.DropColumn(
                name: "retired_at",
                schema: "intake",
                table: "application_types");

            migrationBuilder.AddCheckConstraint(
                name: "ck_material_requirements_count",
                schema: "intake",
                table: "material_requirements",
                sql: "count > 0 and (valid_days is null or valid_days > 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_escalations_other",
                schema: "intake",
                table: "escalations",
                sql: "answered_by_id <> raised_by_id");
        }
    }
}

using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class NoticesDelivered : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "delivered_at",
                schema: "intake",
                table: "result_notices",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "failed_tries",
                schema: "intake",
                table: "result_notices",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "message_id",
                schema: "intake",
                table: "result_notices",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "status",
                schema: "intake",
                table: "result_notices",
                type: "text",
                nullable: false,
                defaultValue: "DELIVERED");

            migrationBuilder.AddColumn<Guid>(
                name: "message_id",
                schema: "intake",
                table: "outcome_dispatches",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "channels",
                schema: "intake",
                table: "contacts",
                type: "text[]",
                nullable: false,
                defaultValueSql: "\'{}\'");

            migrationBuilder.AddColumn<string>(
                name: "language",
                schema: "intake",
                table: "contacts",
                type: "text",
                nullable: false,
                defaultValue: "ZH");

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_application_id",
                schema: "intake",
                table: "result_notices",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_message_id_id",
                schema: "intake",
                table: "result_notices",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_status",
                schema: "intake",
                table: "result_notices",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ux_result_notices_pending",
                schema: "intake",
                table: "result_notices",
                column: "application_id",
                unique: true,
                filter: "status = 'PENDING'");

            migrationBuilder.Sql("""
                -- A notice may now be under way, so its row changes.
                drop trigger if exists ao_result_notices on intake.result_notices;
                drop trigger if exists ao_result_notices_truncate on intake.result_notices;
                -- Every notice that is there was told.
                update intake.result_notices set delivered_at = at;

                create function intake.keep_told() returns trigger language plpgsql as $f$
                begin
                  if old.status = 'DELIVERED' then
                    raise exception 'what was told is not rewritten' using errcode = '23514', constraint = 'wo_result_notices_told';
                  end if;
                  return new;
                end $f$;
                create trigger wo_result_notices_told before update on intake.result_notices for each row execute function intake.keep_told();

                create or replace function intake.require_result() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.status <> 'CLOSED' or new.external_id is not null then
                    return null;
                  end if;
                  if not exists (select from result_notices where application_id = new.id and status = 'DELIVERED')
                    and (exists (select from result_notices where application_id = new.id and status = 'PENDING')
                      or (select coalesce(sum(failed_tries), 0) from result_notices where application_id = new.id) < 3) then
                    raise exception 'the result arrives, or three tries fail, before an application is closed' using errcode = '23514', constraint = 'tr_applications_told';
                  end if;
                  if exists (select from tasks where application_id = new.id and status in ('OPEN', 'ASSIGNED')) then
                    raise exception 'tasks are done before an application is closed' using errcode = '23514', constraint = 'tr_applications_tasks';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.AddCheckConstraint(
                name: "ck_result_notices_delivered",
                schema: "intake",
                table: "result_notices",
                sql: "(status = 'DELIVERED') = (delivered_at is not null)");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_dispatches_message_id_id",
                schema: "intake",
                table: "outcome_dispatches",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_language",
                schema: "intake",
                table: "contacts",
                column: "language");

            migrationBuilder.AddCheckConstraint(
                name: "ck_contacts_channels",
                schema: "intake",
                table: "contacts",
                sql: "array_to_string(channels, ',') ~ '^([A-Z_]{1,32}(,[A-Z_]{1,32})*)?$'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function intake.keep_told() cascade;");

            migrationBuilder.DropIndex(
                name: "ix_result_notices_application_id",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ix_result_notices_message_id_id",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ix_result_notices_status",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ux_result_notices_pending",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropCheckConstraint(
                name: "ck_result_notices_delivered",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ix_outcome_dispatches_message_id_id",
                schema: "intake",
                table: "outcome_dispatches");

            migrationBuilder.DropIndex(
                name: "ix_contacts_language",
                schema: "intake",
                table: "contacts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_contacts_channels",
                schema: "intake",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "delivered_at",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropColumn(
                name: "failed_tries",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropColumn(
                name: "message_id",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropColumn(
                name: "status",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropColumn(
                name: "message_id",
                schema: "intake",
                table: "outcome_dispatches");

            migrationBuilder.DropColumn(
                name: "channels",
                schema: "intake",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "language",
                schema: "intake",
                table: "contacts");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class CaseGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_service_clocks_quiet",
                schema: "intake",
                table: "service_clocks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_checklist_items_reason",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "waits_since",
                schema: "intake",
                table: "tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "applies",
                schema: "intake",
                table: "checklist_items",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<Guid>(
                name: "judged_by_id",
                schema: "intake",
                table: "checklist_items",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "entered_at",
                schema: "intake",
                table: "applications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_event_at",
                schema: "intake",
                table: "applications",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.Sql("""
                update intake.applications a set last_event_at = greatest(
                  a.received_at, a.ended_at, (select max(at) from intake.progress_entries where application_id = a.id), (select max(last_event_at) from intake.service_clocks where application_id = a.id));
                update intake.checklist_items set reason = 'Waived before reasons were asked for. 此前免交未要求说明理由。' where verdict = 'NOT_APPLICABLE';
                """);

            migrationBuilder.DropColumn(
                name: "last_event_at",
                schema: "intake",
                table: "service_clocks");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_at_hand",
                schema: "intake",
                table: "tasks",
                columns: new[] { "assignee_id", "application_id" },
                filter: "status = 'ASSIGNED'");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_waiting",
                schema: "intake",
                table: "tasks",
                column: "waits_since",
                filter: "waits_since is not null");

            migrationBuilder.CreateIndex(
                name: "ix_checklist_items_judged_by_id_id",
                schema: "intake",
                table: "checklist_items",
                columns: new[] { "judged_by_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_checklist_items_asked",
                schema: "intake",
                table: "checklist_items",
                sql: "applies or verdict = 'NOT_APPLICABLE'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_checklist_items_reason",
                schema: "intake",
                table: "checklist_items",
                sql: "verdict <> 'DEFECTIVE' or coalesce(length(trim(reason)), 0) > 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_checklist_items_waived",
                schema: "intake",
                table: "checklist_items",
                sql: "not applies or verdict <> 'NOT_APPLICABLE' or coalesce(length(trim(reason)), 0) > 0");

            migrationBuilder.CreateIndex(
                name: "ix_applications_quiet",
                schema: "intake",
                table: "applications",
                columns: new[] { "service_level_id", "last_event_at" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_applications_unmeasured",
                schema: "intake",
                table: "applications",
                column: "planned_end_at",
                filter: "ended_at is null and service_level_id is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_at_hand",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_waiting",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_checklist_items_judged_by_id_id",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropCheckConstraint(
                name: "ck_checklist_items_asked",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropCheckConstraint(
                name: "ck_checklist_items_reason",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropCheckConstraint(
                name: "ck_checklist_items_waived",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropIndex(
                name: "ix_applications_quiet",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_unmeasured",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "waits_since",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "applies",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropColumn(
                name: "judged_by_id",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropColumn(
                name: "entered_at",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "last_event_at",
                schema: "intake",
                table: "applications");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_event_at",
                schema: "intake",
                table: "service_clocks",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_quiet",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "service_level_id", "last_event_at" },
                filter: "state = 'RUNNING'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_checklist_items_reason",
                schema: "intake",
                table: "checklist_items",
                sql: "verdict <> 'DEFECTIVE' or length(trim(reason)) > 0");
        }
    }
}

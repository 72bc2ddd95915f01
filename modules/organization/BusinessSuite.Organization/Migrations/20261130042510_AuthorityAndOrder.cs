using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class AuthorityAndOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_signatures_source",
                schema: "organization",
                table: "signatures");

            migrationBuilder.DropCheckConstraint(
                name: "ck_discipline_cases_hearing",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of_id",
                schema: "organization",
                table: "overtime_requests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of_id",
                schema: "organization",
                table: "leave_requests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "appeal_signature_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dismissal_reason",
                schema: "organization",
                table: "discipline_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "dismissed_at",
                schema: "organization",
                table: "discipline_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "dismissed_by_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "notice_evidence",
                schema: "organization",
                table: "discipline_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "notice_message_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "notice_reached_at",
                schema: "organization",
                table: "discipline_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "notice_reached_by",
                schema: "organization",
                table: "discipline_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "notice_recorded_by_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of_id",
                schema: "organization",
                table: "attendance_corrections",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_signatures_source",
                schema: "organization",
                table: "signatures",
                sql: "(source <> 'DELEGATION') = (post_holding_id is not null) and (source = 'DELEGATION') = (delegation_id is not null) and (source = 'DEPUTY') = (absence_id is not null)");

            migrationBuilder.CreateIndex(
                name: "ix_overtime_requests_on_behalf_of_id_id",
                schema: "organization",
                table: "overtime_requests",
                columns: new[] { "on_behalf_of_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leave_requests_on_behalf_of_id_id",
                schema: "organization",
                table: "leave_requests",
                columns: new[] { "on_behalf_of_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_appeal_signature_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "appeal_signature_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_dismissed_by_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "dismissed_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_notice_recorded_by_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "notice_recorded_by_id", "id" });

            // Who was decided about unheard before proofs were kept counts as reached when he was notified.
            migrationBuilder.Sql("update organization.discipline_cases set notice_reached_at = notified_at where decided_at is not null and stated_at is null;");

            migrationBuilder.AddCheckConstraint(
                name: "ck_discipline_cases_hearing",
                schema: "organization",
                table: "discipline_cases",
                sql: "decided_at is null or coalesce(notified_at <= decided_at and (stated_at <= decided_at or (notice_reached_at <= statement_due and statement_due <= decided_at)), false)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_discipline_cases_notice",
                schema: "organization",
                table: "discipline_cases",
                sql: "case when notice_reached_at is null then notice_reached_by is null else coalesce(notice_reached_at >= notified_at, false) and (notice_reached_by is distinct from 'HANDED_OVER' or coalesce(btrim(notice_evidence) <> '' and notice_recorded_by_id is not null, false)) end");

            migrationBuilder.CreateIndex(
                name: "ix_attendance_corrections_on_behalf_of_id_id",
                schema: "organization",
                table: "attendance_corrections",
                columns: new[] { "on_behalf_of_id", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_attendance_corrections_employees_on_behalf_of_id",
                schema: "organization",
                table: "attendance_corrections",
                column: "on_behalf_of_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_discipline_cases_employees_dismissed_by_id",
                schema: "organization",
                table: "discipline_cases",
                column: "dismissed_by_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_discipline_cases_employees_notice_recorded_by_id",
                schema: "organization",
                table: "discipline_cases",
                column: "notice_recorded_by_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_discipline_cases_signatures_appeal_signature_id",
                schema: "organization",
                table: "discipline_cases",
                column: "appeal_signature_id",
                principalSchema: "organization",
                principalTable: "signatures",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_leave_requests_employees_on_behalf_of_id",
                schema: "organization",
                table: "leave_requests",
                column: "on_behalf_of_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_overtime_requests_employees_on_behalf_of_id",
                schema: "organization",
                table: "overtime_requests",
                column: "on_behalf_of_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_attendance_corrections_employees_on_behalf_of_id",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.DropForeignKey(
                name: "fk_discipline_cases_employees_dismissed_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropForeignKey(
                name: "fk_discipline_cases_employees_notice_recorded_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropForeignKey(
                name: "fk_discipline_cases_signatures_appeal_signature_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropForeignKey(
                name: "fk_leave_requests_employees_on_behalf_of_id",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropForeignKey(
                name: "fk_overtime_requests_employees_on_behalf_of_id",
                schema: "organization",
                table: "overtime_requests");

            migrationBuilder.DropCheckConstraint(
                name: "ck_signatures_source",
                schema: "organization",
                table: "signatures");

            migrationBuilder.DropIndex(
                name: "ix_overtime_requests_on_behalf_of_id_id",
                schema: "organization",
                table: "overtime_requests");

            migrationBuilder.DropIndex(
                name: "ix_leave_requests_on_behalf_of_id_id",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropIndex(
                name: "ix_discipline_cases_appeal_signature_id_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropIndex(
                name: "ix_discipline_cases_dismissed_by_id_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropIndex(
                name: "ix_discipline_cases_notice_recorded_by_id_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropCheckConstraint(
                name: "ck_discipline_cases_hearing",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropCheckConstraint(
                name: "ck_discipline_cases_notice",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropIndex(
                name: "ix_attendance_corrections_on_behalf_of_id_id",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.DropColumn(
                name: "on_behalf_of_id",
                schema: "organization",
                table: "overtime_requests");

            migrationBuilder.DropColumn(
                name: "on_behalf_of_id",
                schema: "organization",
                table: "leave_requests");

            migrationBuilder.DropColumn(
                name: "appeal_signature_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "dismissal_reason",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "dismissed_at",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "dismissed_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "notice_evidence",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "notice_message_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "notice_reached_at",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "notice_reached_by",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "notice_recorded_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "on_behalf_of_id",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.AddCheckConstraint(
                name: "ck_signatures_source",
                schema: "organization",
                table: "signatures",
                sql: "(source = 'POST') = (post_holding_id is not null) and (source = 'DELEGATION') = (delegation_id is not null) and (source = 'DEPUTY') = (absence_id is not null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_discipline_cases_hearing",
                schema: "organization",
                table: "discipline_cases",
                sql: "decided_at is null or coalesce(notified_at <= decided_at and (stated_at <= decided_at or statement_due <= decided_at), false)");
        }
    }
}

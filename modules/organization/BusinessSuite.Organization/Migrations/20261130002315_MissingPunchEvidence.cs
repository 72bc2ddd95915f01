using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class MissingPunchEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_signatures_absences_absence_id",
                schema: "organization",
                table: "signatures");

            migrationBuilder.DropCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.AddCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections",
                sql: "coalesce(evidence, '') <> ''");

            migrationBuilder.AddForeignKey(
                name: "fk_signatures_absences_absence_id",
                schema: "organization",
                table: "signatures",
                column: "absence_id",
                principalSchema: "organization",
                principalTable: "absences",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_signatures_absences_absence_id",
                schema: "organization",
                table: "signatures");

            migrationBuilder.DropCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.AddCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections",
                sql: "kind <> 'FIELD_WORK' or coalesce(evidence, '') <> ''");

            migrationBuilder.AddForeignKey(
                name: "fk_signatures_absences_absence_id",
                schema: "organization",
                table: "signatures",
                column: "absence_id",
                principalSchema: "organization",
                principalTable: "absences",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}

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
            migrationBuilder.DropCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.AddCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections",
                sql: "coalesce(evidence, '') <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections");

            migrationBuilder.AddCheckConstraint(
                name: "ck_attendance_corrections_evidence",
                schema: "organization",
                table: "attendance_corrections",
                sql: "kind <> 'FIELD_WORK' or coalesce(evidence, '') <> ''");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class EmployeeLanguage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_signatures_absences_absence_id",
                schema: "organization",
                table: "signatures");

            migrationBuilder.AddColumn<string>(
                name: "language",
                schema: "organization",
                table: "employees",
                type: "text",
                nullable: false,
                defaultValue: "ZH");

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

            migrationBuilder.DropColumn(
                name: "language",
                schema: "organization",
                table: "employees");

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

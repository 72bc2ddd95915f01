using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class BoardOfWhatIsSeen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_applications_finished",
                schema: "intake",
                table: "applications");

            migrationBuilder.CreateIndex(
                name: "ix_applications_finished",
                schema: "intake",
                table: "applications",
                column: "ended_at",
                filter: "status = 'CLOSED'")
                .Annotation("Npgsql:IndexInclude", new[] { "department_id", "responsible_id", "ended_late", "type_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_applications_finished",
                schema: "intake",
                table: "applications");

            migrationBuilder.CreateIndex(
                name: "ix_applications_finished",
                schema: "intake",
                table: "applications",
                column: "ended_at",
                filter: "status = 'CLOSED'")
                .Annotation("Npgsql:IndexInclude", new[] { "department_id", "responsible_id", "ended_late", "type_id" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class RectificationLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "level",
                schema: "intake",
                table: "rectifications",
                type: "text",
                nullable: false,
                defaultValue: "INTERNAL");

            migrationBuilder.Sql("update intake.rectifications r set level = c.level from intake.complaints c where c.id = r.complaint_id and c.level <> r.level;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // An older host derives its own.
            migrationBuilder.Sql("drop policy if exists suite_rows on intake.rectifications;");

            migrationBuilder.DropColumn(
                name: "level",
                schema: "intake",
                table: "rectifications");
        }
    }
}

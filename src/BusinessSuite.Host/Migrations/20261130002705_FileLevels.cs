using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class FileLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "level",
                schema: "suite",
                table: "uploads",
                type: "text",
                nullable: false,
                defaultValue: "INTERNAL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // An older host derives its own.
            migrationBuilder.Sql("drop policy if exists suite_rows on suite.uploads;");

            migrationBuilder.DropColumn(
                name: "level",
                schema: "suite",
                table: "uploads");
        }
    }
}

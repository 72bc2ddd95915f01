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
            migrationBuilder.DropColumn(
                name: "level",
                schema: "suite",
                table: "uploads");
        }
    }
}

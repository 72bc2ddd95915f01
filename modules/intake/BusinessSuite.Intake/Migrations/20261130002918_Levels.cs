using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class Levels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "level",
                schema: "intake",
                table: "material_requirements",
                type: "text",
                nullable: false,
                defaultValue: "INTERNAL");

            migrationBuilder.AddColumn<string>(
                name: "level",
                schema: "intake",
                table: "filed_materials",
                type: "text",
                nullable: false,
                defaultValue: "INTERNAL");

            migrationBuilder.AddColumn<string>(
                name: "level",
                schema: "intake",
                table: "complaints",
                type: "text",
                nullable: false,
                defaultValue: "INTERNAL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_material_requirements_level",
                schema: "intake",
                table: "material_requirements",
                sql: "level <> 'PUBLIC'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_filed_materials_level",
                schema: "intake",
                table: "filed_materials",
                sql: "level <> 'PUBLIC'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_complaints_level",
                schema: "intake",
                table: "complaints",
                sql: "level <> 'PUBLIC'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // An older host derives its own.
            migrationBuilder.Sql("drop policy if exists suite_rows on intake.complaints; drop policy if exists suite_rows on intake.filed_materials;");

            migrationBuilder.DropCheckConstraint(
                name: "ck_material_requirements_level",
                schema: "intake",
                table: "material_requirements");

            migrationBuilder.DropCheckConstraint(
                name: "ck_filed_materials_level",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropCheckConstraint(
                name: "ck_complaints_level",
                schema: "intake",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "level",
                schema: "intake",
                table: "material_requirements");

            migrationBuilder.DropColumn(
                name: "level",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropColumn(
                name: "level",
                schema: "intake",
                table: "complaints");
        }
    }
}

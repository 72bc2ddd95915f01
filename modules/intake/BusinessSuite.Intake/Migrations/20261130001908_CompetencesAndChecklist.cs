using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class CompetencesAndChecklist : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "count",
                schema: "intake",
                table: "checklist_items",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "issued_on",
                schema: "intake",
                table: "checklist_items",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "required_competences",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competence_id = table.Column<Guid>(type: "uuid", nullable: false),
                    least_level = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_required_competences", x => x.id);
                    table.CheckConstraint("ck_required_competences_level", "least_level between 1 and 5");
                    table.ForeignKey(
                        name: "fk_required_competences_type_versions_type_version_id",
                        column: x => x.type_version_id,
                        principalSchema: "intake",
                        principalTable: "type_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_checklist_items_issued",
                schema: "intake",
                table: "checklist_items",
                sql: "issued_on <= (greatest(judged_at, corrected_at) at time zone 'UTC')::date + 1");

            migrationBuilder.CreateIndex(
                name: "ix_required_competences_competence_id_id",
                schema: "intake",
                table: "required_competences",
                columns: new[] { "competence_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_required_competences_competence",
                schema: "intake",
                table: "required_competences",
                columns: new[] { "type_version_id", "competence_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "required_competences",
                schema: "intake");

            migrationBuilder.DropCheckConstraint(
                name: "ck_checklist_items_issued",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropColumn(
                name: "count",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropColumn(
                name: "issued_on",
                schema: "intake",
                table: "checklist_items");
        }
    }
}

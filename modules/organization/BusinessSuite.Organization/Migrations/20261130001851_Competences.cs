using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class Competences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_signatures_absences_absence_id",
                schema: "organization",
                table: "signatures");

            migrationBuilder.CreateTable(
                name: "competences",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "employee_competences",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competence_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    assessed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employee_competences", x => x.id);
                    table.CheckConstraint("ck_employee_competences_evidence", "length(trim(evidence)) > 0");
                    table.CheckConstraint("ck_employee_competences_level", "level between 1 and 5");
                    table.CheckConstraint("ck_employee_competences_period", "valid_until > valid_from");
                    table.CheckConstraint("ck_employee_competences_self", "assessed_by_id <> employee_id");
                    table.ForeignKey(
                        name: "fk_employee_competences_competences_competence_id",
                        column: x => x.competence_id,
                        principalSchema: "organization",
                        principalTable: "competences",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_employee_competences_employees_assessed_by_id",
                        column: x => x.assessed_by_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_employee_competences_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_competences_code_id",
                schema: "organization",
                table: "competences",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_competences_code",
                schema: "organization",
                table: "competences",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employee_competences_assessed_by_id_id",
                schema: "organization",
                table: "employee_competences",
                columns: new[] { "assessed_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employee_competences_competence_id_id",
                schema: "organization",
                table: "employee_competences",
                columns: new[] { "competence_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employee_competences_employee_id_id",
                schema: "organization",
                table: "employee_competences",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employee_competences_level",
                schema: "organization",
                table: "employee_competences",
                column: "level");

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

            migrationBuilder.DropTable(
                name: "employee_competences",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "competences",
                schema: "organization");

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

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class RelationOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_members_employee_id",
                schema: "organization",
                table: "team_members");

            migrationBuilder.DropIndex(
                name: "ix_posts_department_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "ix_posts_reports_to_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "ix_post_holdings_employee_id",
                schema: "organization",
                table: "post_holdings");

            migrationBuilder.DropIndex(
                name: "ix_post_holdings_post_id",
                schema: "organization",
                table: "post_holdings");

            migrationBuilder.DropIndex(
                name: "ix_post_duties_duty_id",
                schema: "organization",
                table: "post_duties");

            migrationBuilder.DropIndex(
                name: "ix_post_duties_post_id",
                schema: "organization",
                table: "post_duties");

            migrationBuilder.DropIndex(
                name: "ix_employees_department_id",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropIndex(
                name: "ix_department_placements_department_id",
                schema: "organization",
                table: "department_placements");

            migrationBuilder.DropIndex(
                name: "ix_department_placements_parent_id",
                schema: "organization",
                table: "department_placements");

            migrationBuilder.DropIndex(
                name: "ix_delegations_duty_id",
                schema: "organization",
                table: "delegations");

            migrationBuilder.DropIndex(
                name: "ix_delegations_from_id",
                schema: "organization",
                table: "delegations");

            migrationBuilder.DropIndex(
                name: "ix_delegations_to_id",
                schema: "organization",
                table: "delegations");

            migrationBuilder.DropIndex(
                name: "ix_calendar_hours_calendar_id",
                schema: "organization",
                table: "calendar_hours");

            migrationBuilder.DropIndex(
                name: "ix_calendar_hours_day_id",
                schema: "organization",
                table: "calendar_hours");

            migrationBuilder.DropIndex(
                name: "ix_absences_deputy_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropIndex(
                name: "ix_absences_employee_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.CreateIndex(
                name: "ix_team_members_employee_id_id",
                schema: "organization",
                table: "team_members",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_department_id_id",
                schema: "organization",
                table: "posts",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_posts_reports_to_id_id",
                schema: "organization",
                table: "posts",
                columns: new[] { "reports_to_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_holdings_employee_id_id",
                schema: "organization",
                table: "post_holdings",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_holdings_post_id_id",
                schema: "organization",
                table: "post_holdings",
                columns: new[] { "post_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_duties_duty_id_id",
                schema: "organization",
                table: "post_duties",
                columns: new[] { "duty_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_duties_post_id_id",
                schema: "organization",
                table: "post_duties",
                columns: new[] { "post_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employees_account_id_id",
                schema: "organization",
                table: "employees",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employees_department_id_id",
                schema: "organization",
                table: "employees",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_department_placements_department_id_id",
                schema: "organization",
                table: "department_placements",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_department_placements_parent_id_id",
                schema: "organization",
                table: "department_placements",
                columns: new[] { "parent_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegations_duty_id_id",
                schema: "organization",
                table: "delegations",
                columns: new[] { "duty_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegations_from_id_id",
                schema: "organization",
                table: "delegations",
                columns: new[] { "from_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delegations_to_id_id",
                schema: "organization",
                table: "delegations",
                columns: new[] { "to_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_hours_calendar_id_id",
                schema: "organization",
                table: "calendar_hours",
                columns: new[] { "calendar_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_hours_day_id_id",
                schema: "organization",
                table: "calendar_hours",
                columns: new[] { "day_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_deputy_id_id",
                schema: "organization",
                table: "absences",
                columns: new[] { "deputy_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_employee_id_id",
                schema: "organization",
                table: "absences",
                columns: new[] { "employee_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_members_employee_id_id",
                schema: "organization",
                table: "team_members");

            migrationBuilder.DropIndex(
                name: "ix_posts_department_id_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "ix_posts_reports_to_id_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "ix_post_holdings_employee_id_id",
                schema: "organization",
                table: "post_holdings");

            migrationBuilder.DropIndex(
                name: "ix_post_holdings_post_id_id",
                schema: "organization",
                table: "post_holdings");

            migrationBuilder.DropIndex(
                name: "ix_post_duties_duty_id_id",
                schema: "organization",
                table: "post_duties");

            migrationBuilder.DropIndex(
                name: "ix_post_duties_post_id_id",
                schema: "organization",
                table: "post_duties");

            migrationBuilder.DropIndex(
                name: "ix_employees_account_id_id",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropIndex(
                name: "ix_employees_department_id_id",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropIndex(
                name: "ix_department_placements_department_id_id",
                schema: "organization",
                table: "department_placements");

            migrationBuilder.DropIndex(
                name: "ix_department_placements_parent_id_id",
                schema: "organization",
                table: "department_placements");

            migrationBuilder.DropIndex(
                name: "ix_delegations_duty_id_id",
                schema: "organization",
                table: "delegations");

            migrationBuilder.DropIndex(
                name: "ix_delegations_from_id_id",
                schema: "organization",
                table: "delegations");

            migrationBuilder.DropIndex(
                name: "ix_delegations_to_id_id",
                schema: "organization",
                table: "delegations");

            migrationBuilder.DropIndex(
                name: "ix_calendar_hours_calendar_id_id",
                schema: "organization",
                table: "calendar_hours");

            migrationBuilder.DropIndex(
                name: "ix_calendar_hours_day_id_id",
                schema: "organization",
                table: "calendar_hours");

            migrationBuilder.DropIndex(
                name: "ix_absences_deputy_id_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.DropIndex(
                name: "ix_absences_employee_id_id",
                schema: "organization",
                table: "absences");

            migrationBuilder.CreateIndex(
                name: "ix_team_members_employee_id",
                schema: "organization",
                table: "team_members",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_department_id",
                schema: "organization",
                table: "posts",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_reports_to_id",
                schema: "organization",
                table: "posts",
                column: "reports_to_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_holdings_employee_id",
                schema: "organization",
                table: "post_holdings",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_holdings_post_id",
                schema: "organization",
                table: "post_holdings",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_duties_duty_id",
                schema: "organization",
                table: "post_duties",
                column: "duty_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_duties_post_id",
                schema: "organization",
                table: "post_duties",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_employees_department_id",
                schema: "organization",
                table: "employees",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_department_placements_department_id",
                schema: "organization",
                table: "department_placements",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_department_placements_parent_id",
                schema: "organization",
                table: "department_placements",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_duty_id",
                schema: "organization",
                table: "delegations",
                column: "duty_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_from_id",
                schema: "organization",
                table: "delegations",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegations_to_id",
                schema: "organization",
                table: "delegations",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_hours_calendar_id",
                schema: "organization",
                table: "calendar_hours",
                column: "calendar_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_hours_day_id",
                schema: "organization",
                table: "calendar_hours",
                column: "day_id");

            migrationBuilder.CreateIndex(
                name: "ix_absences_deputy_id",
                schema: "organization",
                table: "absences",
                column: "deputy_id");

            migrationBuilder.CreateIndex(
                name: "ix_absences_employee_id",
                schema: "organization",
                table: "absences",
                column: "employee_id");
        }
    }
}

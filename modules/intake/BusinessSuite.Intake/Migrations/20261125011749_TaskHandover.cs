using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class TaskHandover : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of_id",
                schema: "intake",
                table: "tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_tasks_on_behalf_of_id_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "on_behalf_of_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_on_behalf_of_id_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "on_behalf_of_id",
                schema: "intake",
                table: "tasks");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class HoursByDate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_from",
                schema: "organization",
                table: "calendar_hours",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_until",
                schema: "organization",
                table: "calendar_hours",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_leave_entries_overtime",
                schema: "organization",
                table: "leave_entries",
                column: "overtime_id",
                unique: true,
                filter: "kind = 'GRANT'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_calendar_hours_period",
                schema: "organization",
                table: "calendar_hours",
                sql: "valid_until > valid_from and (weekday is not null or num_nonnulls(valid_from, valid_until) = 0)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_leave_entries_overtime",
                schema: "organization",
                table: "leave_entries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_calendar_hours_period",
                schema: "organization",
                table: "calendar_hours");

            migrationBuilder.DropColumn(
                name: "valid_from",
                schema: "organization",
                table: "calendar_hours");

            migrationBuilder.DropColumn(
                name: "valid_until",
                schema: "organization",
                table: "calendar_hours");
        }
    }
}

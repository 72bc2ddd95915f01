using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class RatingMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "message_id",
                schema: "intake",
                table: "ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ratings_message_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "message_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_ratings_message_id_id",
                schema: "intake",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "message_id",
                schema: "intake",
                table: "ratings");
        }
    }
}

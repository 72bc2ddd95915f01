using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class SecretMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "closed",
                schema: "suite",
                table: "messages",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_closed",
                schema: "suite",
                table: "messages",
                sql: "closed is null or status <> 'DELIVERED'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_closed",
                schema: "suite",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "closed",
                schema: "suite",
                table: "messages");
        }
    }
}

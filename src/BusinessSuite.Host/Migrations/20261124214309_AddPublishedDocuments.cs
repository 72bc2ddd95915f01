using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class AddPublishedDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "published_documents",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    app = table.Column<string>(type: "text", nullable: false),
                    app_version = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_published_documents_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_published_documents_account_id_id",
                schema: "suite",
                table: "published_documents",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_published_documents_hash",
                schema: "suite",
                table: "published_documents",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ux_published_documents_version",
                schema: "suite",
                table: "published_documents",
                columns: new[] { "app", "app_version", "hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "published_documents",
                schema: "suite");
        }
    }
}

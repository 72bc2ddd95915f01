using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class CountSchemaUsage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Documents can be withdrawn from now on; each of their other columns is still written once.
            migrationBuilder.Sql("""
                drop trigger if exists ao_published_documents on suite.published_documents;
                drop trigger if exists ao_published_documents_truncate on suite.published_documents;
                """);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "withdrawn_at",
                schema: "suite",
                table: "published_documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "schema_usages",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    app = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    coordinate = table.Column<string>(type: "text", nullable: false),
                    uses = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schema_usages", x => x.id);
                    table.CheckConstraint("ck_schema_usages_uses", "uses > 0");
                    table.ForeignKey(
                        name: "fk_schema_usages_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "served_schemas",
                schema: "suite",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_served_schemas", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_published_documents_app_version",
                schema: "suite",
                table: "published_documents",
                column: "app_version");

            migrationBuilder.CreateIndex(
                name: "ix_published_documents_withdrawn_at",
                schema: "suite",
                table: "published_documents",
                column: "withdrawn_at");

            migrationBuilder.CreateIndex(
                name: "ix_schema_usages_account_id_id",
                schema: "suite",
                table: "schema_usages",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_schema_usages_app_id",
                schema: "suite",
                table: "schema_usages",
                columns: new[] { "app", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_schema_usages_coordinate_id",
                schema: "suite",
                table: "schema_usages",
                columns: new[] { "coordinate", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_schema_usages_day_id",
                schema: "suite",
                table: "schema_usages",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_schema_usages_uses",
                schema: "suite",
                table: "schema_usages",
                column: "uses");

            migrationBuilder.CreateIndex(
                name: "ux_schema_usages_use",
                schema: "suite",
                table: "schema_usages",
                columns: new[] { "day", "app", "account_id", "coordinate" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "schema_usages",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "served_schemas",
                schema: "suite");

            migrationBuilder.DropIndex(
                name: "ix_published_documents_app_version",
                schema: "suite",
                table: "published_documents");

            migrationBuilder.DropIndex(
                name: "ix_published_documents_withdrawn_at",
                schema: "suite",
                table: "published_documents");

            migrationBuilder.DropColumn(
                name: "withdrawn_at",
                schema: "suite",
                table: "published_documents");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class Uploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stored_names",
                schema: "suite",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_names", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    expected_sha256 = table.Column<string>(type: "text", nullable: true),
                    sha256 = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true),
                    fault_detail = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stored_as = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploads", x => x.id);
                    table.CheckConstraint("ck_uploads_attached", "attached_at is null or state = 'STORED'");
                    table.CheckConstraint("ck_uploads_fault", "(fault is not null) = (state in ('REFUSED', 'QUARANTINED'))");
                    table.CheckConstraint("ck_uploads_hash", "coalesce(sha256, expected_sha256, repeat('0', 64)) ~ '^[0-9A-F]{64}$' and coalesce(expected_sha256, repeat('0', 64)) ~ '^[0-9A-F]{64}$'");
                    table.CheckConstraint("ck_uploads_kept", "state not in ('STORED', 'QUARANTINED') or (sha256 is not null and sha256 = coalesce(expected_sha256, sha256) and stored_as is not null and received_at is not null)");
                    table.CheckConstraint("ck_uploads_size", "size_bytes > 0");
                    table.ForeignKey(
                        name: "fk_uploads_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_uploads_account_id_id",
                schema: "suite",
                table: "uploads",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_uploads_created_at_id",
                schema: "suite",
                table: "uploads",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_uploads_expires_at",
                schema: "suite",
                table: "uploads",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_fault",
                schema: "suite",
                table: "uploads",
                column: "fault");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_media_type",
                schema: "suite",
                table: "uploads",
                column: "media_type");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_name_id",
                schema: "suite",
                table: "uploads",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_uploads_sha256",
                schema: "suite",
                table: "uploads",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_state",
                schema: "suite",
                table: "uploads",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ux_uploads_stored_as",
                schema: "suite",
                table: "uploads",
                column: "stored_as",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stored_names",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "suite");
        }
    }
}

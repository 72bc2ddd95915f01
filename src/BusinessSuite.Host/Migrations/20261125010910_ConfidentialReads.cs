using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class ConfidentialReads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "confidential_reads",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    record_type = table.Column<string>(type: "text", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    level = table.Column<string>(type: "text", nullable: true),
                    fields = table.Column<List<string>>(type: "text[]", nullable: false),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_confidential_reads", x => x.id);
                    table.ForeignKey(
                        name: "fk_confidential_reads_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "record_disclosures",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_type = table.Column<string>(type: "text", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    granted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_disclosures", x => x.id);
                    table.CheckConstraint("ck_record_disclosures_period", "valid_until > granted_at");
                    table.ForeignKey(
                        name: "fk_record_disclosures_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_confidential_reads_account_id_id",
                schema: "suite",
                table: "confidential_reads",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_confidential_reads_at_id",
                schema: "suite",
                table: "confidential_reads",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_confidential_reads_level",
                schema: "suite",
                table: "confidential_reads",
                column: "level");

            migrationBuilder.CreateIndex(
                name: "ix_confidential_reads_record_id",
                schema: "suite",
                table: "confidential_reads",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_confidential_reads_record_type",
                schema: "suite",
                table: "confidential_reads",
                column: "record_type");

            migrationBuilder.CreateIndex(
                name: "ix_record_disclosures_account_id_id",
                schema: "suite",
                table: "record_disclosures",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_record_disclosures_record_id",
                schema: "suite",
                table: "record_disclosures",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_disclosures_record_type",
                schema: "suite",
                table: "record_disclosures",
                column: "record_type");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "confidential_reads",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "record_disclosures",
                schema: "suite");
        }
    }
}

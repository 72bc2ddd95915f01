using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class RelationOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_service_keys_account_id",
                schema: "suite",
                table: "service_keys");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_account_id",
                schema: "suite",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_changes_entry_id",
                schema: "suite",
                table: "audit_changes");

            migrationBuilder.DropIndex(
                name: "ix_account_roles_role_id",
                schema: "suite",
                table: "account_roles");

            migrationBuilder.CreateIndex(
                name: "ix_service_keys_account_id_id",
                schema: "suite",
                table: "service_keys",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_account_id_id",
                schema: "suite",
                table: "audit_entries",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_changes_entry_id_id",
                schema: "suite",
                table: "audit_changes",
                columns: new[] { "entry_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_account_roles_role_id_id",
                schema: "suite",
                table: "account_roles",
                columns: new[] { "role_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_service_keys_account_id_id",
                schema: "suite",
                table: "service_keys");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_account_id_id",
                schema: "suite",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_changes_entry_id_id",
                schema: "suite",
                table: "audit_changes");

            migrationBuilder.DropIndex(
                name: "ix_account_roles_role_id_id",
                schema: "suite",
                table: "account_roles");

            migrationBuilder.CreateIndex(
                name: "ix_service_keys_account_id",
                schema: "suite",
                table: "service_keys",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_account_id",
                schema: "suite",
                table: "audit_entries",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_changes_entry_id",
                schema: "suite",
                table: "audit_changes",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_roles_role_id",
                schema: "suite",
                table: "account_roles",
                column: "role_id");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class MaterialsFromUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "upload_id",
                schema: "intake",
                table: "filed_materials",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_upload_id_id",
                schema: "intake",
                table: "filed_materials",
                columns: new[] { "upload_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_filed_materials_upload",
                schema: "intake",
                table: "filed_materials",
                column: "upload_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_filed_materials_upload_id_id",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropIndex(
                name: "ux_filed_materials_upload",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropColumn(
                name: "upload_id",
                schema: "intake",
                table: "filed_materials");
        }
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130000000_EvidenceOfMissingPunches")]
    public partial class EvidenceOfMissingPunches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                -- What was asked for before evidence was required is shown by its reason, also in months that are closed.
                alter table organization.attendance_corrections disable trigger tr_attendance_corrections_closed;
                update organization.attendance_corrections set evidence = coalesce(nullif(trim(reason), ''), '-') where coalesce(evidence, '') = '';
                alter table organization.attendance_corrections enable trigger tr_attendance_corrections_closed;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The reasons may stay where they are.
        }
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261125013800_Belonging")]
    public partial class Belonging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create function organization.belongs_to(employee uuid, department uuid, at timestamptz) returns boolean language sql stable security definer set search_path = organization, pg_temp as $f$
                  select exists (select from employees where id = employee and department_id = department)
                    or exists (
                      select from post_holdings h join posts p on p.id = h.post_id
                      where h.employee_id = employee and p.department_id = department and h.valid_from <= at::date and (h.valid_until is null or h.valid_until > at::date))
                $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function organization.belongs_to(uuid, uuid, timestamptz);");
        }
    }
}

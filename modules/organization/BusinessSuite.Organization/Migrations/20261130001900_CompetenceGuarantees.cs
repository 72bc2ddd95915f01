using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130001900_CompetenceGuarantees")]
    public partial class CompetenceGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                alter table organization.employee_competences add constraint ex_employee_competences_overlap exclude using gist (
                  employee_id with =, competence_id with =, daterange(valid_from, valid_until) with &&);

                create function organization.day_of(moment timestamptz) returns date language sql stable security definer set search_path = organization, pg_temp as $f$
                  select (moment at time zone time_zone)::date from work_calendars where is_default
                $f$;

                create function organization.is_competent(employee uuid, competence uuid, least_level int, moment timestamptz) returns boolean language sql stable security definer set search_path = organization, pg_temp as $f$
                  select exists (
                    select from employee_competences
                    where employee_id = employee and competence_id = competence and level >= least_level and daterange(valid_from, valid_until) @> day_of(moment))
                $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function organization.is_competent(uuid, uuid, int, timestamptz);
                drop function organization.day_of(timestamptz);
                alter table organization.employee_competences drop constraint ex_employee_competences_overlap;
                """);
        }
    }
}

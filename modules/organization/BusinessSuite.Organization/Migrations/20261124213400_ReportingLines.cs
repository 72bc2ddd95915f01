using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class ReportingLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "reporting_lines",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    above_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reporting_lines", x => x.id);
                    table.CheckConstraint("ck_reporting_lines_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_reporting_lines_posts_above_id",
                        column: x => x.above_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reporting_lines_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reporting_lines_above_id_id",
                schema: "organization",
                table: "reporting_lines",
                columns: new[] { "above_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reporting_lines_post_id_id",
                schema: "organization",
                table: "reporting_lines",
                columns: new[] { "post_id", "id" });

            migrationBuilder.Sql("""
                insert into organization.reporting_lines (id, version, post_id, above_id, valid_from, valid_until)
                  select gen_random_uuid(), 1, id, reports_to_id, valid_from, valid_until from organization.posts where reports_to_id is not null;
                drop trigger tr_posts_cycle on organization.posts;
                drop function organization.refuse_post_cycle();
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_posts_posts_reports_to_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.DropIndex(
                name: "ix_posts_reports_to_id_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "reports_to_id",
                schema: "organization",
                table: "posts");

            migrationBuilder.Sql("""
                create or replace function organization.refuse_department_cycle() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  -- Two changes at once could each be free of circles and make one together: they check one after the other.
                  perform pg_advisory_xact_lock(hashtextextended('organization.departments', 0));
                  if exists (
                    with recursive above as (
                      select new.parent_id as id, daterange(new.valid_from, new.valid_until) as period
                      union all
                      select p.parent_id, a.period * daterange(p.valid_from, p.valid_until)
                      from above a join department_placements p on p.department_id = a.id and daterange(p.valid_from, p.valid_until) && a.period
                      where a.id is distinct from new.department_id and not isempty(a.period))
                    select from above where id = new.department_id and not isempty(period)) then
                    raise exception 'a department would lie below itself' using errcode = '23514', constraint = 'tr_department_placements_cycle';
                  end if;
                  return null;
                end $f$;

                create function organization.refuse_reporting_cycle() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.reporting', 0));
                  if exists (
                    with recursive above as (
                      select new.above_id as id, daterange(new.valid_from, new.valid_until) as period
                      union all
                      select l.above_id, a.period * daterange(l.valid_from, l.valid_until)
                      from above a join reporting_lines l on l.post_id = a.id and daterange(l.valid_from, l.valid_until) && a.period
                      where a.id <> new.post_id and not isempty(a.period))
                    select from above where id = new.post_id and not isempty(period)) then
                    raise exception 'a post would report to itself' using errcode = '23514', constraint = 'tr_reporting_lines_cycle';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_reporting_lines_cycle after insert or update on organization.reporting_lines
                  deferrable initially deferred for each row execute function organization.refuse_reporting_cycle();
                alter table organization.reporting_lines add constraint ex_reporting_lines_overlap exclude using gist (
                  post_id with =, daterange(valid_from, valid_until) with &&);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reporting_lines",
                schema: "organization");

            migrationBuilder.AddColumn<Guid>(
                name: "reports_to_id",
                schema: "organization",
                table: "posts",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_posts_reports_to_id_id",
                schema: "organization",
                table: "posts",
                columns: new[] { "reports_to_id", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_posts_posts_reports_to_id",
                schema: "organization",
                table: "posts",
                column: "reports_to_id",
                principalSchema: "organization",
                principalTable: "posts",
                principalColumn: "id");

            migrationBuilder.Sql("""
                drop function organization.refuse_reporting_cycle();
                """);
        }
    }
}

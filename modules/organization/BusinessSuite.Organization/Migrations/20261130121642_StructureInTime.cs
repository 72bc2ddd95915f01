using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130121642_StructureInTime")]
    public partial class StructureInTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                -- What reaches beyond the end of its department or post never took effect.
                delete from organization.department_placements p using organization.departments d where d.id = p.department_id and p.valid_from >= d.closed_on;
                update organization.department_placements p set valid_until = d.closed_on from organization.departments d where d.id = p.department_id and coalesce(p.valid_until, 'infinity') > d.closed_on;
                delete from organization.reporting_lines l using organization.posts p where p.id = l.post_id and l.valid_from >= p.valid_until;
                update organization.reporting_lines l set valid_until = p.valid_until from organization.posts p where p.id = l.post_id and coalesce(l.valid_until, 'infinity') > p.valid_until;

                create or replace function organization.require_department() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if tg_op = 'UPDATE' and new.valid_until <= coalesce(old.valid_until, 'infinity') then
                    return null;
                  end if;
                  perform from departments d where d.id = new.department_id and (d.closed_on is null or d.closed_on >= new.valid_until) for share;
                  if not found then
                    raise exception 'the department is closed' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_department_placements_department after insert or update of valid_until on organization.department_placements
                  deferrable initially deferred for each row execute function organization.require_department();

                create or replace function organization.refuse_occupied_department() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from posts p where p.department_id = new.id and (p.valid_until is null or p.valid_until > new.closed_on)) then
                    raise exception 'the department has posts' using errcode = '23514', constraint = 'tr_posts_department';
                  end if;
                  if exists (select from department_placements p where p.department_id = new.id and (p.valid_until is null or p.valid_until > new.closed_on)) then
                    raise exception 'the department has a place' using errcode = '23514', constraint = 'tr_department_placements_department';
                  end if;
                  return null;
                end $f$;

                create or replace function organization.require_post() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if tg_op = 'UPDATE' and new.valid_until <= coalesce(old.valid_until, 'infinity') then
                    return null;
                  end if;
                  perform from posts p where p.id = new.post_id and daterange(p.valid_from, p.valid_until) @> daterange(new.valid_from, new.valid_until) for share;
                  if not found then
                    raise exception 'the post is not there' using errcode = '23514', constraint = tg_name;
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_reporting_lines_post after insert or update of valid_until on organization.reporting_lines
                  deferrable initially deferred for each row execute function organization.require_post();

                create or replace function organization.refuse_held_post() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from post_holdings h where h.post_id = new.id and (h.valid_until is null or h.valid_until > new.valid_until)) then
                    raise exception 'the post is held' using errcode = '23514', constraint = 'tr_post_holdings_post';
                  end if;
                  if exists (select from reporting_lines l where l.post_id = new.id and (l.valid_until is null or l.valid_until > new.valid_until)) then
                    raise exception 'the post reports' using errcode = '23514', constraint = 'tr_reporting_lines_post';
                  end if;
                  return null;
                end $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_department_placements_department on organization.department_placements;
                drop trigger tr_reporting_lines_post on organization.reporting_lines;
                create or replace function organization.refuse_occupied_department() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from posts p where p.department_id = new.id and (p.valid_until is null or p.valid_until > new.closed_on)) then
                    raise exception 'the department has posts' using errcode = '23514', constraint = 'tr_posts_department';
                  end if;
                  return null;
                end $f$;
                create or replace function organization.refuse_held_post() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from post_holdings h where h.post_id = new.id and (h.valid_until is null or h.valid_until > new.valid_until)) then
                    raise exception 'the post is held' using errcode = '23514', constraint = 'tr_post_holdings_post';
                  end if;
                  return null;
                end $f$;
                """);
        }
    }
}

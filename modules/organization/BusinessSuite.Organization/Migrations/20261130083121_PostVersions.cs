using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PostVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "post_versions",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    is_head = table.Column<bool>(type: "boolean", nullable: false),
                    roles = table.Column<List<string>>(type: "text[]", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    limit_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    limit_currency = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_versions", x => x.id);
                    table.CheckConstraint("ck_post_versions_period", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "fk_post_versions_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_post_versions_post_id_id",
                schema: "organization",
                table: "post_versions",
                columns: new[] { "post_id", "id" });

            migrationBuilder.Sql("""
                insert into organization.post_versions (id, version, post_id, title, is_head, limit_amount, limit_currency, roles, valid_from)
                  select gen_random_uuid(), 1, id, title, is_head, limit_amount, limit_currency, roles, valid_from from organization.posts;
                alter table organization.post_versions add constraint ex_post_versions_overlap exclude using gist (post_id with =, daterange(valid_from, valid_until) with &&);

                create function organization.require_post_version() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (select from post_versions v where v.post_id = new.id and v.valid_from <= new.valid_from and (v.valid_until is null or v.valid_until > new.valid_from)) then
                    raise exception 'nothing says what the post is' using errcode = '23514', constraint = 'tr_posts_version';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_posts_version after insert on organization.posts
                  deferrable initially deferred for each row execute function organization.require_post_version();

                create or replace function organization.require_authority() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if on_leave(new.signer_id, null, new.signed_at) or not exists (
                    select from post_holdings h join posts p on p.id = h.post_id
                    where h.id = new.post_holding_id and carries(h.id, new.duty_id, new.signed_at)
                      and (new.limit_amount is null or exists (
                        select from post_versions v where v.post_id = p.id and v.limit_currency = new.limit_currency and v.limit_amount >= new.limit_amount
                          and daterange(v.valid_from, v.valid_until) && daterange(new.signed_at::date - 1, new.signed_at::date + 2)))
                      and case when new.source = 'POST' then h.employee_id = new.signer_id
                        else on_leave(h.employee_id, new.signer_id, new.signed_at) and exists (select from absences a where a.id = new.absence_id and a.employee_id = h.employee_id) end
                    union all
                    select from delegations g
                    where g.id = new.delegation_id and g.to_id = new.signer_id and g.duty_id = new.duty_id
                      and g.valid_from <= new.signed_at and g.valid_until > new.signed_at and (g.revoked_at is null or g.revoked_at > new.signed_at)
                      and exists (select from post_holdings h where h.employee_id = g.from_id and carries(h.id, g.duty_id, new.signed_at))) then
                    raise exception 'the signer has no such authority' using errcode = '23514', constraint = 'tr_signatures_authority';
                  end if;
                  return null;
                end $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function organization.require_post_version() cascade;
                create or replace function organization.require_authority() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if on_leave(new.signer_id, null, new.signed_at) or not exists (
                    select from post_holdings h join posts p on p.id = h.post_id
                    where h.id = new.post_holding_id and carries(h.id, new.duty_id, new.signed_at)
                      and (new.limit_amount is null or coalesce(p.limit_currency = new.limit_currency and p.limit_amount >= new.limit_amount, false))
                      and case when new.source = 'POST' then h.employee_id = new.signer_id
                        else on_leave(h.employee_id, new.signer_id, new.signed_at) and exists (select from absences a where a.id = new.absence_id and a.employee_id = h.employee_id) end
                    union all
                    select from delegations g
                    where g.id = new.delegation_id and g.to_id = new.signer_id and g.duty_id = new.duty_id
                      and g.valid_from <= new.signed_at and g.valid_until > new.signed_at and (g.revoked_at is null or g.revoked_at > new.signed_at)
                      and exists (select from post_holdings h where h.employee_id = g.from_id and carries(h.id, g.duty_id, new.signed_at))) then
                    raise exception 'the signer has no such authority' using errcode = '23514', constraint = 'tr_signatures_authority';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.DropTable(
                name: "post_versions",
                schema: "organization");
        }
    }
}

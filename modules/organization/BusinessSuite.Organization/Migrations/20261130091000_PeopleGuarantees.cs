using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PeopleGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_policy_versions_days",
                schema: "organization",
                table: "policy_versions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_penalty_scales_terms",
                schema: "organization",
                table: "penalty_scales");

            migrationBuilder.DropCheckConstraint(
                name: "ck_penalties_severity",
                schema: "organization",
                table: "penalties");

            migrationBuilder.AddColumn<string>(
                name: "level",
                schema: "organization",
                table: "signatures",
                type: "text",
                nullable: false,
                defaultValue: "INTERNAL");

            migrationBuilder.AddColumn<string>(
                name: "appeal_grounds",
                schema: "organization",
                table: "discipline_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_evidence",
                schema: "organization",
                table: "discipline_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "decision_message_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "decision_reached_at",
                schema: "organization",
                table: "discipline_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reached_by",
                schema: "organization",
                table: "discipline_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "decision_recorded_by_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "statement_recorded_by_id",
                schema: "organization",
                table: "discipline_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                schema: "organization",
                table: "acknowledgements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "told_at",
                schema: "organization",
                table: "acknowledgements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_policy_versions_days",
                schema: "organization",
                table: "policy_versions",
                sql: "acknowledge_days between 0 and 3650");

            migrationBuilder.AddCheckConstraint(
                name: "ck_penalty_scales_terms",
                schema: "organization",
                table: "penalty_scales",
                sql: "statement_days between 1 and 365 and appeal_days between 1 and 365");

            migrationBuilder.AddCheckConstraint(
                name: "ck_penalties_severity",
                schema: "organization",
                table: "penalties",
                sql: "severity > 0 and expires_after_months between 1 and 1200");

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_decision_recorded_by_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "decision_recorded_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_statement_recorded_by_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "statement_recorded_by_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_discipline_cases_delivery",
                schema: "organization",
                table: "discipline_cases",
                sql: "case when decision_reached_at is null then decision_reached_by is null else coalesce(decision_reached_at >= decided_at, false) and (decision_reached_by is distinct from 'HANDED_OVER' or coalesce(btrim(decision_evidence) <> '' and decision_recorded_by_id is not null, false)) end");

            migrationBuilder.AddForeignKey(
                name: "fk_discipline_cases_employees_decision_recorded_by_id",
                schema: "organization",
                table: "discipline_cases",
                column: "decision_recorded_by_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_discipline_cases_employees_statement_recorded_by_id",
                schema: "organization",
                table: "discipline_cases",
                column: "statement_recorded_by_id",
                principalSchema: "organization",
                principalTable: "employees",
                principalColumn: "id");

            migrationBuilder.Sql("""
                -- What was recorded before is not judged by it.
                alter table organization.discipline_cases add constraint ck_discipline_cases_recorder check (
                  coalesce(notice_recorded_by_id not in (employee_id, reporter_id), true) and coalesce(statement_recorded_by_id not in (employee_id, reporter_id), true)
                  and coalesce(decision_recorded_by_id not in (employee_id, reporter_id), true)) not valid;

                alter table organization.signatures disable trigger user;
                update organization.signatures s set level = c.level from organization.discipline_cases c where s.record_type = 'DisciplineCase' and s.record_id = c.id;
                alter table organization.signatures enable trigger user;

                -- Nobody is told now of what was published long ago; who is overdue is reminded.
                alter table organization.acknowledgements disable trigger user;
                update organization.acknowledgements set told_at = now() where acknowledged_at is null;
                alter table organization.acknowledgements enable trigger user;

                -- Whether someone held a primary post before a day and has not left since.
                create function organization.in_service(employee uuid, day date) returns boolean language sql stable security definer set search_path = organization, pg_temp as $f$
                  select exists (
                    select from post_holdings h where h.employee_id = employee and h.is_primary and h.valid_from < day
                      and h.valid_from >= coalesce((
                        select max(c.effective_on) from staff_changes c where c.employee_id = employee and c.kind = 'LEAVING' and c.state = 'COMPLETED' and c.effective_on <= day), '-infinity'))
                $f$;

                create function organization.require_kind() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if in_service(new.employee_id, new.effective_on) <> (new.kind = 'MOVING') then
                    raise exception 'who is in service moves, who is not joins' using errcode = '23514', constraint = 'tr_staff_changes_kind';
                  end if;
                  return null;
                end $f$;
                create trigger tr_staff_changes_kind after insert or update of state on organization.staff_changes
                  for each row when (new.kind <> 'LEAVING' and new.state <> 'CANCELLED') execute function organization.require_kind();

                create or replace function organization.require_checklist() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                declare
                  needed text := case when in_service(new.employee_id, new.valid_from) then 'MOVING' else 'JOINING' end;
                begin
                  if exists (select from checklist_steps s where s.retired_at is null and (s.post_id is null or s.post_id = new.post_id) and s.kind = needed)
                    and not exists (
                      select from staff_changes c where c.employee_id = new.employee_id and c.post_id = new.post_id and c.effective_on = new.valid_from and c.kind = needed and c.state = 'COMPLETED') then
                    raise exception 'there is a checklist for it' using errcode = '23514', constraint = 'tr_post_holdings_checklist';
                  end if;
                  return null;
                end $f$;

                create function organization.require_open_change() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform from staff_changes c where c.id = new.staff_change_id and c.state = 'OPEN' for share;
                  if not found then
                    raise exception 'the staff change is over' using errcode = '23514', constraint = 'tr_staff_change_items_open';
                  end if;
                  return null;
                end $f$;
                create trigger tr_staff_change_items_open after update of done_at on organization.staff_change_items
                  for each row when (old.done_at is null and new.done_at is not null) execute function organization.require_open_change();

                -- The locks let what is just being closed be judged by what comes of that. What only becomes shorter is let pass.
                create function organization.require_department_above() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if tg_op = 'UPDATE' and new.parent_id is not distinct from old.parent_id and new.valid_until <= coalesce(old.valid_until, 'infinity') then
                    return null;
                  end if;
                  perform from departments d where d.id = new.parent_id and (d.closed_on is null or d.closed_on >= new.valid_until) for share;
                  if not found or not exists (select from department_placements p where p.department_id = new.parent_id and p.valid_from <= new.valid_from) then
                    raise exception 'the department above is not there' using errcode = '23514', constraint = 'tr_department_placements_parent';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_department_placements_parent after insert or update of parent_id, valid_until on organization.department_placements
                  deferrable initially deferred for each row when (new.parent_id is not null) execute function organization.require_department_above();

                create function organization.refuse_department_above() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from department_placements p where p.parent_id = new.id and (p.valid_until is null or p.valid_until > new.closed_on)) then
                    raise exception 'the department has departments below' using errcode = '23514', constraint = 'tr_department_placements_parent';
                  end if;
                  return null;
                end $f$;
                create trigger tr_departments_below after update of closed_on on organization.departments
                  for each row when (new.closed_on < coalesce(old.closed_on, 'infinity')) execute function organization.refuse_department_above();

                create function organization.require_post_above() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if tg_op = 'UPDATE' and new.above_id = old.above_id and new.valid_until <= coalesce(old.valid_until, 'infinity') then
                    return null;
                  end if;
                  perform from posts p where p.id = new.above_id and daterange(p.valid_from, p.valid_until) @> daterange(new.valid_from, new.valid_until) for share;
                  if not found then
                    raise exception 'the post above is not there' using errcode = '23514', constraint = 'tr_reporting_lines_above';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_reporting_lines_above after insert or update of above_id, valid_until on organization.reporting_lines
                  deferrable initially deferred for each row execute function organization.require_post_above();

                create function organization.refuse_post_above() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from reporting_lines l where l.above_id = new.id and (l.valid_until is null or l.valid_until > new.valid_until)) then
                    raise exception 'posts report to it' using errcode = '23514', constraint = 'tr_reporting_lines_above';
                  end if;
                  return null;
                end $f$;
                create trigger tr_posts_below after update of valid_until on organization.posts
                  for each row when (new.valid_until < coalesce(old.valid_until, 'infinity')) execute function organization.refuse_post_above();

                create or replace function organization.require_authority() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if on_leave(new.signer_id, null, new.signed_at) or not exists (
                    select from post_holdings h
                    where h.id = new.post_holding_id and carries(h.id, new.duty_id, new.signed_at) and limits(h.id, new.limit_amount, new.limit_currency, new.signed_at)
                      and case when new.source = 'POST' then h.employee_id = new.signer_id
                        else on_leave(h.employee_id, new.signer_id, new.signed_at) and exists (select from absences a where a.id = new.absence_id and a.employee_id = h.employee_id) end
                    union all
                    select from delegations g
                    where g.id = new.delegation_id and g.to_id = new.signer_id and g.duty_id = new.duty_id
                      and g.valid_from <= new.signed_at and g.valid_until > new.signed_at and (g.revoked_at is null or g.revoked_at > new.signed_at)
                      and (new.limit_amount is null or coalesce(g.limit_currency = new.limit_currency and g.limit_amount >= new.limit_amount, false))
                      and exists (
                        select from post_holdings h where h.employee_id = g.from_id and carries(h.id, g.duty_id, new.signed_at) and limits(h.id, new.limit_amount, new.limit_currency, new.signed_at))) then
                    raise exception 'the signer has no such authority' using errcode = '23514', constraint = 'tr_signatures_authority';
                  end if;
                  return null;
                end $f$;

                -- Whether a limit is within that of a held post at a moment; none always is. A day more on each side is let pass.
                create function organization.limits(holding uuid, amount numeric, unit text, moment timestamptz) returns boolean language sql stable security definer set search_path = organization, pg_temp as $f$
                  select amount is null or exists (
                    select from post_holdings h join post_versions v on v.post_id = h.post_id
                    where h.id = holding and v.limit_currency = unit and v.limit_amount >= amount and daterange(v.valid_from, v.valid_until) && daterange(moment::date - 1, moment::date + 2))
                $f$;

                create or replace function organization.require_ending() returns trigger language plpgsql as $f$
                begin
                  if new.state is distinct from old.state and (
                    (new.state = 'DISMISSED' and not coalesce(btrim(new.dismissal_reason) <> '' and new.dismissed_at is not null and new.dismissed_by_id not in (new.employee_id, new.reporter_id), false))
                    or (new.state = 'STATED' and not coalesce(btrim(new.statement) <> '', false))
                    or (new.state in ('FINAL', 'ANNULLED') and not coalesce(btrim(new.appeal_grounds) <> '' and new.appeal_signature_id is not null, false))) then
                    raise exception 'who ends a case says why, or signs' using errcode = '23514', constraint = 'tr_discipline_cases_ending';
                  end if;
                  return null;
                end $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create or replace function organization.require_ending() returns trigger language plpgsql as $f$
                begin
                  if new.state is distinct from old.state and (
                    (new.state = 'DISMISSED' and not coalesce(btrim(new.dismissal_reason) <> '' and new.dismissed_at is not null and new.dismissed_by_id not in (new.employee_id, new.reporter_id), false))
                    or (new.state in ('FINAL', 'ANNULLED') and new.appeal_signature_id is null)) then
                    raise exception 'who ends a case says why, or signs' using errcode = '23514', constraint = 'tr_discipline_cases_ending';
                  end if;
                  return null;
                end $f$;

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
                drop function organization.limits(uuid, numeric, text, timestamptz);
                drop function organization.refuse_post_above(), organization.require_post_above(), organization.refuse_department_above(), organization.require_department_above(),
                  organization.require_open_change(), organization.require_kind() cascade;

                create or replace function organization.require_checklist() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (
                    select from checklist_steps s where s.retired_at is null and (s.post_id is null or s.post_id = new.post_id)
                      and s.kind = case when exists (select from post_holdings h where h.employee_id = new.employee_id and h.is_primary and h.id <> new.id) then 'MOVING' else 'JOINING' end)
                    and not exists (
                      select from staff_changes c where c.employee_id = new.employee_id and c.post_id = new.post_id and c.effective_on = new.valid_from and c.state = 'COMPLETED') then
                    raise exception 'there is a checklist for it' using errcode = '23514', constraint = 'tr_post_holdings_checklist';
                  end if;
                  return null;
                end $f$;
                drop function organization.in_service(uuid, date);
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_discipline_cases_employees_decision_recorded_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropForeignKey(
                name: "fk_discipline_cases_employees_statement_recorded_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropCheckConstraint(
                name: "ck_policy_versions_days",
                schema: "organization",
                table: "policy_versions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_penalty_scales_terms",
                schema: "organization",
                table: "penalty_scales");

            migrationBuilder.DropCheckConstraint(
                name: "ck_penalties_severity",
                schema: "organization",
                table: "penalties");

            migrationBuilder.DropIndex(
                name: "ix_discipline_cases_decision_recorded_by_id_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropIndex(
                name: "ix_discipline_cases_statement_recorded_by_id_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropCheckConstraint(
                name: "ck_discipline_cases_delivery",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropCheckConstraint(
                name: "ck_discipline_cases_recorder",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "level",
                schema: "organization",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "appeal_grounds",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "decision_evidence",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "decision_message_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "decision_reached_at",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "decision_reached_by",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "decision_recorded_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "statement_recorded_by_id",
                schema: "organization",
                table: "discipline_cases");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                schema: "organization",
                table: "acknowledgements");

            migrationBuilder.DropColumn(
                name: "told_at",
                schema: "organization",
                table: "acknowledgements");

            migrationBuilder.AddCheckConstraint(
                name: "ck_policy_versions_days",
                schema: "organization",
                table: "policy_versions",
                sql: "acknowledge_days >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_penalty_scales_terms",
                schema: "organization",
                table: "penalty_scales",
                sql: "statement_days > 0 and appeal_days > 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_penalties_severity",
                schema: "organization",
                table: "penalties",
                sql: "severity > 0 and expires_after_months > 0");
        }
    }
}

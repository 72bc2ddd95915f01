using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130042600_AuthorityGuarantees")]
    public partial class AuthorityGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create function organization.on_leave(employee uuid, deputy uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = organization, pg_temp as $f$
                  select exists (
                    select from absences a where a.employee_id = employee and a.leave_request_id is not null and a.cancelled_at is null
                      and (deputy is null or a.deputy_id = deputy) and a."from" <= moment and a.until > moment)
                $f$;

                -- A calendar day has other bounds in other zones: a day more on each side is let pass.
                create function organization.carries(holding uuid, duty uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = organization, pg_temp as $f$
                  select exists (
                    select from post_holdings h join posts p on p.id = h.post_id join post_duties d on d.post_id = p.id
                    where h.id = holding and d.duty_id = duty
                      and daterange(h.valid_from, h.valid_until) && daterange(moment::date - 1, moment::date + 2)
                      and daterange(p.valid_from, p.valid_until) && daterange(moment::date - 1, moment::date + 2)
                      and daterange(d.valid_from, d.valid_until) && daterange(moment::date - 1, moment::date + 2))
                $f$;

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

                create function organization.require_writing() returns trigger language plpgsql as $f$
                begin
                  if btrim(new.scope_text) = '' or btrim(new.document) = '' then
                    raise exception 'a delegation is in writing' using errcode = '23514', constraint = 'tr_delegations_writing';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_delegations_writing after insert on organization.delegations for each row execute function organization.require_writing();

                -- The lock lets a post that is just being closed be judged by what comes of that. What only becomes shorter is let pass.
                create function organization.require_post() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if tg_op = 'UPDATE' and new.valid_until <= coalesce(old.valid_until, 'infinity') then
                    return null;
                  end if;
                  perform from posts p where p.id = new.post_id and daterange(p.valid_from, p.valid_until) @> daterange(new.valid_from, new.valid_until) for share;
                  if not found then
                    raise exception 'the post is not there' using errcode = '23514', constraint = 'tr_post_holdings_post';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_post_holdings_post after insert or update of valid_until on organization.post_holdings
                  deferrable initially deferred for each row execute function organization.require_post();

                create function organization.refuse_held_post() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from post_holdings h where h.post_id = new.id and (h.valid_until is null or h.valid_until > new.valid_until)) then
                    raise exception 'the post is held' using errcode = '23514', constraint = 'tr_post_holdings_post';
                  end if;
                  return null;
                end $f$;
                create trigger tr_posts_held after update of valid_until on organization.posts
                  for each row when (new.valid_until < coalesce(old.valid_until, 'infinity')) execute function organization.refuse_held_post();

                create function organization.require_department() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if tg_op = 'UPDATE' and new.valid_until <= coalesce(old.valid_until, 'infinity') then
                    return null;
                  end if;
                  perform from departments d where d.id = new.department_id and (d.closed_on is null or d.closed_on >= new.valid_until) for share;
                  if not found then
                    raise exception 'the department is closed' using errcode = '23514', constraint = 'tr_posts_department';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_posts_department after insert or update of valid_until on organization.posts
                  deferrable initially deferred for each row execute function organization.require_department();

                create function organization.refuse_occupied_department() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (select from posts p where p.department_id = new.id and (p.valid_until is null or p.valid_until > new.closed_on)) then
                    raise exception 'the department has posts' using errcode = '23514', constraint = 'tr_posts_department';
                  end if;
                  return null;
                end $f$;
                create trigger tr_departments_posts after update of closed_on on organization.departments
                  for each row when (new.closed_on < coalesce(old.closed_on, 'infinity')) execute function organization.refuse_occupied_department();

                create function organization.require_checklist() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
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
                create constraint trigger tr_post_holdings_checklist after insert on organization.post_holdings
                  deferrable initially deferred for each row when (new.is_primary) execute function organization.require_checklist();

                create function organization.require_present_decider() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if on_leave(new.approver_id, null, new.decided_at) then
                    raise exception 'who is on leave does not decide' using errcode = '23514', constraint = 'tr_approvals_away';
                  end if;
                  if new.on_behalf_of_id is not null and not on_leave(new.on_behalf_of_id, new.approver_id, new.decided_at) then
                    raise exception 'nobody stands in there' using errcode = '23514', constraint = 'tr_approvals_deputy';
                  end if;
                  return null;
                end $f$;
                create trigger tr_leave_requests_decider after insert or update of approver_id on organization.leave_requests
                  for each row when (new.approver_id is not null) execute function organization.require_present_decider();
                create trigger tr_overtime_requests_decider after insert or update of approver_id on organization.overtime_requests
                  for each row when (new.approver_id is not null) execute function organization.require_present_decider();
                create trigger tr_attendance_corrections_decider after insert or update of approver_id on organization.attendance_corrections
                  for each row when (new.approver_id is not null) execute function organization.require_present_decider();

                create function organization.require_ending() returns trigger language plpgsql as $f$
                begin
                  if new.state is distinct from old.state and (
                    (new.state = 'DISMISSED' and not coalesce(btrim(new.dismissal_reason) <> '' and new.dismissed_at is not null and new.dismissed_by_id not in (new.employee_id, new.reporter_id), false))
                    or (new.state in ('FINAL', 'ANNULLED') and new.appeal_signature_id is null)) then
                    raise exception 'who ends a case says why, or signs' using errcode = '23514', constraint = 'tr_discipline_cases_ending';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_discipline_cases_ending after insert or update of state on organization.discipline_cases for each row execute function organization.require_ending();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function organization.require_writing(), organization.require_post(), organization.refuse_held_post(), organization.require_department(), organization.refuse_occupied_department(),
                  organization.require_checklist(), organization.require_present_decider(), organization.require_ending() cascade;

                create or replace function organization.require_authority() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (
                    select from post_holdings h join post_duties d on d.post_id = h.post_id
                    where h.id = new.post_holding_id and h.employee_id = new.signer_id and d.duty_id = new.duty_id
                      and daterange(h.valid_from, h.valid_until) && daterange(new.signed_at::date - 1, new.signed_at::date + 2)
                      and daterange(d.valid_from, d.valid_until) && daterange(new.signed_at::date - 1, new.signed_at::date + 2)
                    union all
                    select from delegations g
                    where g.id = new.delegation_id and g.to_id = new.signer_id and g.duty_id = new.duty_id
                      and g.valid_from <= new.signed_at and g.valid_until > new.signed_at and (g.revoked_at is null or g.revoked_at > new.signed_at)) then
                    raise exception 'the signer has no such authority' using errcode = '23514', constraint = 'tr_signatures_authority';
                  end if;
                  return null;
                end $f$;

                drop function organization.carries(uuid, uuid, timestamptz);
                drop function organization.on_leave(uuid, uuid, timestamptz);
                """);
        }
    }
}

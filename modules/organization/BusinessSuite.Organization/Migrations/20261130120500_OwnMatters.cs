using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130120500_OwnMatters")]
    public partial class OwnMatters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create or replace function organization.require_present_decider() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if on_leave(new.approver_id, null, new.decided_at) then
                    raise exception 'who is on leave does not decide' using errcode = '23514', constraint = 'tr_approvals_away';
                  end if;
                  if new.on_behalf_of_id = new.employee_id then
                    raise exception 'nobody decides about himself through his deputy' using errcode = '23514', constraint = 'ck_' || tg_table_name || '_approver';
                  end if;
                  if new.on_behalf_of_id is not null and not on_leave(new.on_behalf_of_id, new.approver_id, new.decided_at) then
                    raise exception 'nobody stands in there' using errcode = '23514', constraint = 'tr_approvals_deputy';
                  end if;
                  return null;
                end $f$;

                -- No day from the entry's on may see less than nothing, or than the rule lets be overdrawn: neither of all nor of what expires on one day.
                create or replace function organization.refuse_overdrawn_leave() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  -- What gives leaves no day with less, and a debt that only moves leaves nobody with more of it, whatever the rule of its new day.
                  if new.amount > 0 or (new.kind = 'CARRY' and exists (
                    select from leave_entries o
                    where o.transfer_id = new.transfer_id and o.id <> new.id and o.day = new.day and o.expires_on < new.day
                      and (select sum(e.amount) from leave_entries e where e.employee_id = o.employee_id and e.leave_type_id = o.leave_type_id and e.expires_on = o.expires_on) <= 0)) then
                    return null;
                  end if;
                  -- Two entries at once could each be covered and together not: they are judged one after the other.
                  perform pg_advisory_xact_lock(hashtextextended('organization.leave ' || new.employee_id || new.leave_type_id, 0));
                  if exists (
                    select from (
                      select e.day, sum(e.amount) over (order by e.day) as total,
                        sum(e.amount) filter (where e.expires_on is not distinct from new.expires_on) over (order by e.day) as lot
                      from leave_entries e where e.employee_id = new.employee_id and e.leave_type_id = new.leave_type_id) balance
                    where balance.day >= new.day and least(total, lot) < -coalesce((
                      select r.max_overdraw from leave_rules r where r.leave_type_id = new.leave_type_id and daterange(r.valid_from, r.valid_until) @> balance.day), 0)) then
                    raise exception 'the balance does not cover it' using errcode = '23514', constraint = 'tr_leave_entries_balance';
                  end if;
                  return null;
                end $f$;

                create function organization.refuse_own_entry() returns trigger language plpgsql as $f$
                begin
                  if new.employee_id = suite.caller_employee() then
                    raise exception 'nobody decides about his own leave' using errcode = '23514', constraint = 'ck_leave_requests_approver';
                  end if;
                  return null;
                end $f$;
                create trigger tr_leave_entries_own after insert on organization.leave_entries
                  for each row when (new.rule_id is null and new.request_id is null and new.overtime_id is null and new.transfer_id is null) execute function organization.refuse_own_entry();

                -- Who signed, and by whose authority.
                create function organization.behind(signature uuid) returns uuid[] language sql stable security definer set search_path = organization, pg_temp as $f$
                  select array[s.signer_id, coalesce(h.employee_id, g.from_id)]
                  from signatures s left join post_holdings h on h.id = s.post_holding_id left join delegations g on g.id = s.delegation_id where s.id = signature
                $f$;

                create function organization.require_new_decider() returns trigger language plpgsql as $f$
                begin
                  if organization.behind(new.signature_id) && organization.behind(new.appeal_signature_id) then
                    raise exception 'who decided first decides no appeal, nor does his authority' using errcode = '23514', constraint = 'ck_discipline_cases_appeal';
                  end if;
                  return null;
                end $f$;
                create trigger tr_discipline_cases_decider after insert or update of appeal_signature_id on organization.discipline_cases
                  for each row when (new.appeal_signature_id is not null) execute function organization.require_new_decider();

                create function organization.refuse_longer_penalty() returns trigger language plpgsql as $f$
                begin
                  raise exception 'a penalty ends no later than it was decided' using errcode = '23514', constraint = tg_name;
                end $f$;
                create constraint trigger tr_discipline_cases_milder after update of effective_until on organization.discipline_cases
                  for each row when (old.effective_from is not null and coalesce(new.effective_until, 'infinity') > coalesce(old.effective_until, 'infinity'))
                  execute function organization.refuse_longer_penalty();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function organization.refuse_longer_penalty(), organization.require_new_decider(), organization.refuse_own_entry() cascade;
                drop function organization.behind(uuid);

                create or replace function organization.refuse_overdrawn_leave() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform pg_advisory_xact_lock(hashtextextended('organization.leave ' || new.employee_id || new.leave_type_id, 0));
                  if exists (
                    select from (
                      select e.day, sum(e.amount) over (order by e.day) as total, sum(e.amount) over (partition by e.expires_on order by e.day) as lot
                      from leave_entries e where e.employee_id = new.employee_id and e.leave_type_id = new.leave_type_id) balance
                    where least(total, lot) < -coalesce((
                      select r.max_overdraw from leave_rules r where r.leave_type_id = new.leave_type_id and daterange(r.valid_from, r.valid_until) @> balance.day), 0)) then
                    raise exception 'the balance does not cover it' using errcode = '23514', constraint = 'tr_leave_entries_balance';
                  end if;
                  return null;
                end $f$;

                create or replace function organization.require_present_decider() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if on_leave(new.approver_id, null, new.decided_at) then
                    raise exception 'who is on leave does not decide' using errcode = '23514', constraint = 'tr_approvals_away';
                  end if;
                  if new.on_behalf_of_id is not null and not on_leave(new.on_behalf_of_id, new.approver_id, new.decided_at) then
                    raise exception 'nobody stands in there' using errcode = '23514', constraint = 'tr_approvals_deputy';
                  end if;
                  return null;
                end $f$;
                """);
        }
    }
}

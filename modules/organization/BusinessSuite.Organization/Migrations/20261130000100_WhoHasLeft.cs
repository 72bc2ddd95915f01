using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130000100_WhoHasLeft")]
    public partial class WhoHasLeft : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                -- The columns named by the trigger hold employees. The lock lets whoever is just being released be judged by what comes of that.
                create function organization.require_employed() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                declare
                  named text;
                  gone boolean;
                begin
                  foreach named in array tg_argv loop
                    execute format('select left_on is not null from employees where id = ($1).%I for key share', named) into gone using new;
                    if gone then
                      raise exception 'the employee has left' using errcode = '23514', constraint = 'tr_employees_left';
                    end if;
                  end loop;
                  return null;
                end $f$;
                create trigger tr_post_holdings_employed after insert on organization.post_holdings for each row execute function organization.require_employed('employee_id');
                create trigger tr_delegations_employed after insert on organization.delegations for each row execute function organization.require_employed('from_id', 'to_id');
                create trigger tr_clearances_employed after insert on organization.clearances for each row execute function organization.require_employed('employee_id');
                create trigger tr_custody_items_employed after insert on organization.custody_items for each row execute function organization.require_employed('employee_id');
                create trigger tr_team_members_employed after insert on organization.team_members for each row execute function organization.require_employed('employee_id');
                create trigger tr_roster_entries_employed after insert on organization.roster_entries for each row execute function organization.require_employed('employee_id');
                create trigger tr_overtime_requests_employed after insert on organization.overtime_requests for each row execute function organization.require_employed('employee_id');
                create trigger tr_leave_requests_employed after insert or update of deputy_id on organization.leave_requests
                  for each row execute function organization.require_employed('employee_id', 'deputy_id');
                create trigger tr_absences_employed after insert or update of deputy_id on organization.absences
                  for each row when (new.deputy_id is not null) execute function organization.require_employed('deputy_id');
                create trigger tr_staff_changes_employed after insert on organization.staff_changes
                  for each row when (new.kind <> 'JOINING') execute function organization.require_employed('employee_id');
                create trigger tr_employees_employed after update of account_id on organization.employees
                  for each row when (new.account_id is not null and new.account_id is distinct from old.account_id) execute function organization.require_employed('id');

                drop trigger tr_absences_deputy on organization.absences;
                create constraint trigger tr_absences_deputy after insert or update of deputy_id on organization.absences
                  for each row when (new.leave_request_id is not null) execute function organization.refuse_absent_deputy();

                create or replace function organization.require_done() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if new.state = 'COMPLETED' and (
                    exists (select from staff_change_items i where i.staff_change_id = new.id and i.done_at is null)
                    or (new.kind = 'LEAVING' and (
                      exists (select from custody_items c where c.employee_id = new.employee_id and c.returned_at is null)
                      or exists (select from delegations d where (d.from_id = new.employee_id or d.to_id = new.employee_id) and d.revoked_at is null and d.valid_until > new.effective_on + 1)
                      or exists (select from absences a where a.deputy_id = new.employee_id and a.cancelled_at is null and a.until > new.effective_on + 1 and a.until > new.ended_at)
                      or exists (select from post_holdings h where h.employee_id = new.employee_id and (h.valid_until is null or h.valid_until > new.effective_on))))) then
                    raise exception 'something is still open' using errcode = '23514', constraint = 'tr_staff_changes_gate';
                  end if;
                  return null;
                end $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create or replace function organization.require_done() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if new.state = 'COMPLETED' and (
                    exists (select from staff_change_items i where i.staff_change_id = new.id and i.done_at is null)
                    or (new.kind = 'LEAVING' and (
                      exists (select from custody_items c where c.employee_id = new.employee_id and c.returned_at is null)
                      or exists (select from delegations d where (d.from_id = new.employee_id or d.to_id = new.employee_id) and d.revoked_at is null and d.valid_until > new.effective_on + 1)
                      or exists (select from post_holdings h where h.employee_id = new.employee_id and (h.valid_until is null or h.valid_until > new.effective_on))))) then
                    raise exception 'something is still open' using errcode = '23514', constraint = 'tr_staff_changes_gate';
                  end if;
                  return null;
                end $f$;

                drop trigger tr_absences_deputy on organization.absences;
                create constraint trigger tr_absences_deputy after insert on organization.absences
                  for each row when (new.leave_request_id is not null) execute function organization.refuse_absent_deputy();

                drop function organization.require_employed() cascade;
                """);
        }
    }
}

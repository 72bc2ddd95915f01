using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrganizationDbContext))]
    [Migration("20261130122500_AccountsOfEmployees")]
    public partial class AccountsOfEmployees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                -- Whoever unlinked himself could clear his employee as a stranger, and link himself again; an account unlinked before its employee leaves would outlast him.
                create function organization.require_account_of_another() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                declare
                  former uuid := case when tg_op = 'UPDATE' then old.account_id end;
                begin
                  if new.account_id is distinct from former then
                    if suite.caller_user() in (former, new.account_id) then
                      raise exception 'nobody links an account for himself' using errcode = '23514', constraint = 'tr_employees_own_account';
                    end if;
                    if suite.account_in_use(former) then
                      raise exception 'the account is open or has roles' using errcode = '23514', constraint = 'tr_employees_account_in_use';
                    end if;
                  end if;
                  return null;
                end $f$;
                create trigger tr_employees_account after insert or update of account_id on organization.employees
                  for each row execute function organization.require_account_of_another();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_employees_account on organization.employees;
                drop function organization.require_account_of_another();
                """);
        }
    }
}

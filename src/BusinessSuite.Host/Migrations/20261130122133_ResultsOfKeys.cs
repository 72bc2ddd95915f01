using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class ResultsOfKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "result",
                schema: "suite",
                table: "idempotency",
                type: "text",
                nullable: true);

            migrationBuilder.Sql("""
                -- Whether someone can sign in with an account or will be able to do something when it is opened again.
                create function suite.account_in_use(account uuid) returns boolean language sql stable security definer set search_path = suite, pg_temp as $f$
                  select exists (select from accounts a where a.id = account and not a.disabled) or exists (select from account_roles r where r.account_id = account)
                $f$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function suite.account_in_use(uuid);");

            migrationBuilder.DropColumn(
                name: "result",
                schema: "suite",
                table: "idempotency");
        }
    }
}

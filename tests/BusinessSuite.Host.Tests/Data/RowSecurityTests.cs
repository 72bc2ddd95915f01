using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using BusinessSuite.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusinessSuite.Host.Tests.Data;

public sealed class RowSecurityTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    [Trait("row", "RL-32")]
    public async Task Every_table_of_a_department_and_every_readable_one_has_forced_row_security_with_both_conditions()
    {
        const string Sql = """
            select string_agg(n.nspname || '.' || c.relname, ', ') from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'department_id')
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                select from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.policyname = 'suite_rows' and p.qual is not null and p.with_check is not null))
            """;
        (await suite.AsOwner(Sql)).Should().Be(DBNull.Value);
        ((long)(await suite.AsOwner("select count(*) from pg_policies where policyname = 'suite_rows'"))!).Should().BeGreaterThan(35);
    }

    [Fact]
    [Trait("row", "RL-32")]
    [Trait("row", "RL-07")]
    public async Task The_application_role_owns_nothing_and_has_no_way_around()
    {
        (await suite.AsOwner("select concat_ws(' ', rolsuper, rolbypassrls, rolcreatedb, rolcreaterole) from pg_roles where rolname = 'suite_app'")).Should().Be("f f f f");
        ((long)(await suite.AsOwner("select count(*) from pg_class where relowner = 'suite_app'::regrole"))!).Should().Be(0);
        foreach (var sql in new[] { "set role suite_owner", "alter table suite.accounts disable row level security", "drop table intake.applications", "create table suite.mine (x int)", "update suite.audit_entries set reason = ''", "truncate intake.applications", "delete from intake.applications" })
        {
            var act = () => suite.AsApp(sql);
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.SqlState.Should().BeOneOf("42501", "42809");
        }
    }

    [Fact]
    [Trait("row", "RL-07")]
    public async Task Every_table_grants_the_application_what_its_entity_declares_and_no_more()
    {
        using var scope = suite.Services.CreateScope();
        var entities = suite.Services.GetRequiredService<ModuleCatalog>().Modules.SelectMany(m => m.Contexts)
            .SelectMany(c => ((DbContext)scope.ServiceProvider.GetRequiredService(c)).Model.GetEntityTypes()).Where(e => e.ClrType.IsSubclassOf(typeof(Entity))).ToList();
        entities.Count(e => e.ClrType.IsDefined(typeof(AppendOnlyAttribute), false)).Should().BeGreaterThan(10);
        foreach (var entity in entities)
        {
            var table = $"{entity.GetSchema()}.{entity.GetTableName()}";
            var rights = await suite.AsOwner($"select concat_ws(' ', {string.Join(", ", new[] { "UPDATE", "DELETE", "TRUNCATE" }.Select(r => $"has_table_privilege('suite_app', '{table}', '{r}')"))})");
            var appendOnly = entity.ClrType.IsDefined(typeof(AppendOnlyAttribute), false);
            rights.Should().Be($"{(appendOnly ? "f" : "t")} {(entity.ClrType.IsDefined(typeof(RemovableAttribute), false) ? "t" : "f")} f", table);
            if (appendOnly)
            {
                var owner = () => suite.AsOwner($"truncate {table} cascade");
                (await owner.Should().ThrowAsync<PostgresException>(table)).Which.SqlState.Should().Be("42501", "not even the owner empties it");
            }
        }
    }

    [Fact]
    [Trait("row", "RL-32")]
    public async Task Without_a_caller_there_are_no_rows_and_a_broken_setting_is_nobody()
    {
        foreach (var caller in new[] { null, "", "not json", "[]", "{}", """{"scopes":{"suite.account.read":"SOME"}}""" })
        {
            ((long)(await suite.AsApp("select count(*) from suite.accounts", caller))!).Should().Be(0, caller ?? "no setting");
        }

        ((long)(await suite.AsApp("select count(*) from suite.accounts", """{"scopes":{"suite.account.read":"ALL"}}"""))!).Should().BePositive();
    }

    [Fact]
    [Trait("row", "RL-32")]
    public async Task Own_department_and_all_see_their_rows_over_the_api_and_in_sql()
    {
        async Task<string> Department(string code) => (string)(await suite.Admin.Do("createDepartment", new { code, name = code, validFrom = "2020-01-01" }, "department { id }"))["department"]!["id"]!;
        var (north, south) = (await Department("NORTH"), await Department("SOUTH"));
        async Task<string> Employee(string number, string department) => (string)(await suite.Admin.Do("registerEmployee", new { number, name = number, departmentId = department }, "employee { id }"))["employee"]!["id"]!;
        var (ann, bob, cora) = (await Employee("ANN", north), await Employee("BOB", north), await Employee("CORA", south));
        foreach (var (person, department) in new[] { (ann, north), (bob, north), (cora, south) })
        {
            await suite.Admin.Do("recordInquiry", new { question = "When?", channel = "DESK", departmentId = department, responsibleId = person, answer = "Now." }, "inquiry { id }");
        }

        async Task<int> Seen(string scope, string employee)
        {
            var person = await suite.Person([("intake.inquiry.read", scope)], employee);
            return (await person.Query("{ inquiries { totalCount nodes { id } } }"))["inquiries"]!["totalCount"]!.GetValue<int>();
        }

        (await Seen("OWN", ann)).Should().Be(1);
        (await Seen("DEPARTMENT", bob)).Should().Be(2);
        (await Seen("ALL", cora)).Should().Be(3);
        var denied = await (await suite.Person([], null)).Send("{ inquiries { totalCount } }");
        denied["data"]!["inquiries"].Should().BeNull();
        ((string)denied["errors"]![0]!["extensions"]!["code"]!).Should().Be("FORBIDDEN");

        // What a permission reaches holds for what is done, too.
        var southern = (string)(await suite.Admin.Query("{ inquiries(where: {department: {code: {eq: \"SOUTH\"}}}) { nodes { id } } }"))["inquiries"]!["nodes"]![0]!["id"]!;
        var clerk = await suite.Person([("intake.inquiry.read", "ALL"), ("intake.inquiry.record", "DEPARTMENT")], await Employee("DORA", north));
        (await clerk.Refused("answerInquiry", new { inquiryId = southern, answer = "Mine?" })).Should().Be("NOT_FOUND");
        (await clerk.Refused("recordInquiry", new { question = "?", channel = "DESK", departmentId = south, responsibleId = cora, answer = "x" })).Should().Be("OUT_OF_SCOPE");
    }

    [Fact]
    [Trait("row", "RL-32")]
    public async Task Rows_are_secured_in_parallel_plans_too()
    {
        // Large tables are read by several processes; PostgreSQL is brought to do so with small ones.
        const string Parallel = "set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0; set local min_parallel_table_scan_size = 0; set local enable_indexonlyscan = off; set local enable_indexscan = off; set local enable_bitmapscan = off; ";
        const string Caller = """{"scopes":{"organization.structure.read":"DEPARTMENT"},"departments":["00000000-0000-0000-0000-000000000001"]}""";
        await suite.Admin.Do("createDepartment", new { code = "PARALLEL", name = "Parallel", validFrom = "2020-01-01" }, "department { id }");
        ((string)(await suite.AsApp(Parallel + "explain select count(*) from organization.departments", Caller))!).Should().StartWith("Finalize Aggregate");
        (await suite.AsApp(Parallel + "select count(*) from organization.departments", Caller)).Should().Be(0L);
    }

    [Theory]
    [Trait("row", "RL-32")]
    [InlineData("""{"user":"00000000-0000-0000-0000-00000000000a","employee":"00000000-0000-0000-0000-00000000000b","departments":["00000000-0000-0000-0000-00000000000c","00000000-0000-0000-0000-00000000000d"]}""", "a b c d")]
    [InlineData("""{"user":"00000000-0000-0000-0000-00000000000a"}""", "a")]
    [InlineData("""{"user":"me","employee":"","departments":["mine"]}""", "")]
    [InlineData("""{"user":"00000000-0000-0000-0000-00000000000""", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public async Task Who_asks_is_what_the_setting_names_and_else_nobody(string? setting, string found) =>
        (await suite.AsApp(
            "select concat_ws(' ', right(suite.caller_user()::text, 1), right(suite.caller_employee()::text, 1), (select string_agg(right(d::text, 1), ' ') from unnest(suite.caller_departments()) d))",
            setting)).Should().Be(found);

    [Fact]
    [Trait("row", "RL-32")]
    public async Task Who_asks_never_leaks_to_the_next_user_of_a_pooled_connection()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(suite.Database.App) { MaxPoolSize = 1 });
        for (var i = 0; i < 2_000; i++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            if (i % 2 == 0)
            {
                batch.BatchCommands.Add(new("select set_config('suite.caller', '{\"scopes\":{\"*\":\"ALL\"}}', true)"));
            }

            batch.BatchCommands.Add(new("select count(*) > 0 from suite.accounts"));
            await using var reader = await batch.ExecuteReaderAsync();
            if (i % 2 == 0)
            {
                await reader.NextResultAsync();
            }

            await reader.ReadAsync();
            reader.GetBoolean(0).Should().Be(i % 2 == 0);
        }
    }
}

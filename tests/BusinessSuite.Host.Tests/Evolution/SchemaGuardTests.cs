using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Evolution;

[Trait("row", "EC-18")]
public sealed class SchemaGuardTests
{
    private const string Usage = """
        delete from suite.served_schemas;
        insert into suite.schema_usages (id, version, day, app, account_id, coordinate, uses) values
          (gen_random_uuid(), 1, current_date - 3, 'desk', null, 'Query.gone', 5),
          (gen_random_uuid(), 1, current_date - 9, 'desk', null, 'Query.gone', 5),
          (gen_random_uuid(), 1, current_date - 60, 'desk', null, 'Query.goneLongAgo', 5),
          (gen_random_uuid(), 1, current_date - 1, 'unnamed', (select id from suite.accounts limit 1), 'RoleWhere.gone', 1),
          (gen_random_uuid(), 1, current_date - 1, 'desk', null, 'Query.roles(first:)', 5);
        insert into suite.published_documents (id, version, app, app_version, hash, body, published_at, account_id, withdrawn_at)
          select gen_random_uuid(), 1, 'desk', v, h, b, now(), (select id from suite.accounts limit 1), w from (values
            ('1.0', repeat('a', 64), '{ roles { totalCount } }', null::timestamptz),
            ('1.0', repeat('b', 64), '{ roles { gone } }', null),
            ('0.9', repeat('c', 64), '{ roles { goneToo } }', now())) d(v, h, b, w);
        """;

    [Fact]
    public async Task A_schema_without_what_was_used_lately_or_published_does_not_start_and_the_message_names_it()
    {
        var database = await TestServer.Clone();
        await TestServer.Run(database.Owner, Usage);
        var day = (int ago) => DateTime.UtcNow.AddDays(-ago).ToString("yyyy-MM-dd");
        var expected = $"The schema lacks what applications rely on: Query.gone, used by desk, last on {day(3)}; RoleWhere.gone, used by admin, last on {day(1)}; "
            + $"the document sha256:{new string('b', 64)} of desk 1.0 is not valid any more (Cannot query field 'gone' on type 'RoleConnection').";
        for (var time = 0; time < 2; time++)
        {
            (await Awaiting(database).Should().ThrowAsync<ModuleRefusedException>()).Which.Message
                .Should().StartWith(expected).And.EndWith("or start with --Usage:Refuses=false.");
        }

        await TestServer.Prepare(database, "--Usage:Refuses=false");
        await TestServer.Prepare(database);
        await TestServer.Drop(database);
    }

    [Fact]
    public async Task After_its_time_a_part_may_go()
    {
        var database = await TestServer.Clone();
        await TestServer.Run(database.Owner, Usage + "update suite.published_documents set withdrawn_at = now() where app_version = '1.0'");
        await Awaiting(database, "--Usage:Protects=03:00:00:00").Should().ThrowAsync<ModuleRefusedException>();
        await TestServer.Prepare(database, "--Usage:Protects=00:00:00");
        await TestServer.Drop(database);
    }

    private static Func<Task> Awaiting(SuiteDatabase database, params string[] settings) => () => TestServer.Prepare(database, settings);
}

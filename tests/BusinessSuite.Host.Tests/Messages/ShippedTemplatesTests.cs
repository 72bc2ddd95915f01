using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class ShippedTemplatesTests
{
    /// <summary>What stood there before this version of the modules: in one language an older text of theirs, in the other an administrator's, both without the short one.</summary>
    private const string Before = """
        insert into suite.message_templates (id, version, code, language, number, origin, subject, short, body, at)
        select gen_random_uuid(), 1, code, language, 2, case language when 'EN' then 'SHIPPED' else 'WRITTEN' end, subject, null, body, at
        from suite.message_templates where code = 'suite.test'
        """;

    private const string Shown = """
        select string_agg(concat_ws(' ', language, number, origin, short is null), ', ' order by language, number) from suite.message_templates where code = 'suite.test'
        """;

    [Fact]
    public async Task A_new_text_of_a_module_comes_into_force_unless_an_administrators_is()
    {
        var database = await TestServer.Clone();
        await TestServer.Run(database.Owner, Before);
        for (var time = 0; time < 2; time++)
        {
            await TestServer.Prepare(database);
            (await TestServer.Run(database.Owner, Shown)).Should().Be(
                "EN 1 SHIPPED f, EN 2 SHIPPED t, EN 3 SHIPPED f, ZH 1 SHIPPED f, ZH 2 WRITTEN t");
            (await TestServer.Run(database.Owner, "select count(*) from suite.message_templates where code <> 'suite.test' and number > 1")).Should().Be(0L, "what is as it ships stays");
        }

        await TestServer.Drop(database);
    }
}

using BusinessSuite.Testing;
using Npgsql;
using static BusinessSuite.Testing.Constraints;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class MessageConstraintTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    public static TheoryData<string, string> Attempts() => new()
    {
        { "ux_messages_key", Copy("suite.messages") },
        { "ck_messages_delivered", "update suite.messages set delivered_at = now() where status = 'CALLING'" },
        { "ck_messages_due", "update suite.messages set due_at = now() where status = 'CALLING'" },
        { "ck_messages_closed", @"update suite.messages set closed = '\x00' where status = 'DELIVERED'" },
        { "st_messages_status", "update suite.messages set status = 'QUEUED' where status = 'DELIVERED'" },
        { "wo_messages", "update suite.messages set body = 'something else'" },
        { "ux_message_routes_position", Copy("suite.message_routes") },
        { "ck_message_attachments_content", "insert into suite.message_attachments (id, version, message_id, name, media_type) select gen_random_uuid(), 1, id, 'a', 'b/c' from suite.messages limit 1" },
        { "ck_message_attempts_call", Copy("suite.message_attempts", """{"channel": "PHONE"}""") },
        { "ux_phone_tasks_open", Copy("suite.phone_tasks", where: "status = 'OPEN'") },
        { "ck_phone_tasks_ended", "update suite.phone_tasks set ended_at = now() where status = 'OPEN'" },
        { "ux_message_templates_number", Copy("suite.message_templates") },
        { "ck_message_templates_text", Copy("suite.message_templates", """{"number": 99, "body": " "}""") },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Sql_is_refused_what_the_api_refuses(string constraint, string sql)
    {
        if ((long)(await suite.AsOwner("select count(*) from suite.phone_tasks"))! == 0)
        {
            await suite.Sent(("MAIL", "one@example.org"));
            await suite.Sent(("PHONE", "1"));
        }

        var attempt = () => suite.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
        (await attempt.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
    }

    [Theory]
    [InlineData("update suite.message_templates set body = 'x'")]
    [InlineData("update suite.message_routes set address = 'x'")]
    [InlineData("delete from suite.message_attempts")]
    public async Task What_was_sent_and_tried_cannot_be_rewritten(string sql)
    {
        var attempt = () => suite.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
        (await attempt.Should().ThrowAsync<PostgresException>(sql)).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("Webhooks:SMS:Secret=whsec_c2hvcnQ=", "Messages:Webhooks:SMS:Secret is no secret")]
    [InlineData("Webhooks:SMS:Secret=plain text", "Messages:Webhooks:SMS:Secret is no secret")]
    [InlineData("Webhooks:SMS:Url=localhost", "Messages:Webhooks:SMS:Url is no address")]
    [InlineData("Webhooks:MAIL:Url=http://127.0.0.1/", "Messages:Webhooks:MAIL is no name")]
    [InlineData("Mail:From=nobody in particular", "Messages:Mail:From is no mail address")]
    [InlineData("Quiet:Zone=Middle/Earth", "Messages:Quiet:Zone: Middle/Earth is not a time zone")]
    [InlineData("Lease=00:00:10", "Messages:Lease must be longer")]
    public async Task A_configuration_that_cannot_work_stops_the_start(string setting, string because)
    {
        await using var host = await SuiteHost.Build([
            .. TestServer.Settings(suite.Database, "--Work:Jobs=false"), "--Messages:Mail:Host=127.0.0.1", "--Messages:Mail:From=a@example.org",
            "--Messages:Webhooks:SMS:Url=http://127.0.0.1/", $"--Messages:Webhooks:SMS:Secret={WebhookReceiver.Secret}", $"--Messages:{setting}"]);
        var start = () => host.StartAsync();
        (await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>()).Which.Message.Should().StartWith(because);
    }
}

using BusinessSuite.Testing;
using SmtpServer.Protocol;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class MailTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    [Fact]
    public async Task A_mail_arrives_in_the_language_of_its_recipient_and_the_servers_word_is_kept_as_proof()
    {
        var id = await suite.Send(urgent: false, "ZH", ("MAIL", "zhang@example.org"));
        (await suite.Message(id))["status"]!.GetValue<string>().Should().Be("QUEUED", "it is sent after the operation, not in it");
        suite.Mail.To("zhang@example.org").Should().BeEmpty();

        await suite.DeliverMessages();
        var mail = suite.Mail.To("zhang@example.org").Should().ContainSingle().Which;
        mail.Subject.Should().Be("MAIL 渠道测试");
        mail.TextBody.Should().StartWith("张三，您好：").And.Contain("MAIL 渠道可以送达");
        mail.From.ToString().Should().Be("\"Service desk\" <desk@example.org>");
        mail.To.Mailboxes.Single().Name.Should().Be("张三");
        mail.Headers["Auto-Submitted"].Should().Be("auto-generated");
        mail.Body!.Headers["Content-Language"].Should().Be("zh-CN");

        var message = await suite.Message(id);
        message["status"]!.GetValue<string>().Should().Be("DELIVERED");
        message["deliveredBy"]!.GetValue<string>().Should().Be("MAIL");
        message["body"]!.GetValue<string>().ReplaceLineEndings().TrimEnd().Should().Be(mail.TextBody.ReplaceLineEndings().TrimEnd());
        var attempt = message["attempts"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        attempt["outcome"]!.GetValue<string>().Should().Be("DELIVERED");
        attempt["reply"]!.GetValue<string>().Should().StartWith("taken as ");
        mail.MessageId.Should().Be($"{attempt["sentAs"]}@example.org");
    }

    [Fact]
    public async Task A_server_that_cannot_now_is_asked_again_under_the_same_id()
    {
        suite.Mail.Faults.Enqueue(new SmtpResponse((SmtpReplyCode)451, "come back later"));
        var message = await suite.Sent(("MAIL", "later@example.org"));
        var id = message["id"]!.GetValue<string>();
        message["status"]!.GetValue<string>().Should().Be("QUEUED");
        message["attempts"]!["nodes"]![0]!["reply"]!.GetValue<string>().Should().Be("451 come back later");

        (await suite.After(TimeSpan.FromSeconds(4), id))["failedTries"]!.GetValue<int>().Should().Be(1, "five seconds are not over");
        suite.Mail.To("later@example.org").Should().BeEmpty();
        message = await suite.After(TimeSpan.FromSeconds(2), id);
        MessageSuite.Outcomes(message).Should().Equal("MAIL FAILED", "MAIL DELIVERED");
        var sentAs = message["attempts"]!["nodes"]!.AsArray().Select(a => (string)a!["sentAs"]!).Distinct().Should().ContainSingle().Which;
        suite.Mail.To("later@example.org").Should().ContainSingle().Which.MessageId.Should().Be($"{sentAs}@example.org");
    }

    [Fact]
    public async Task Who_has_no_mailbox_is_reached_by_the_next_channel_at_once()
    {
        var message = await suite.Sent(("MAIL", "nobody@example.org"), ("WECHAT", "+8613900000001"));
        MessageSuite.Outcomes(message).Should().Equal("MAIL FAILED", "WECHAT DELIVERED");
        message["attempts"]!["nodes"]![0]!["reply"]!.GetValue<string>().Should().StartWith("550 ");
        message["deliveredBy"]!.GetValue<string>().Should().Be("WECHAT");
        suite.Provider.To("+8613900000001").Should().ContainSingle();
    }

    [Fact]
    public async Task What_no_channel_delivers_is_a_dead_letter_that_an_administrator_sees_and_sends_again()
    {
        var message = await suite.Sent(("MAIL", "nobody@example.org"), ("MAIL", "no address"));
        var id = message["id"]!.GetValue<string>();
        message["status"]!.GetValue<string>().Should().Be("FAILED");
        message["failedTries"]!.GetValue<int>().Should().Be(2);
        var dead = (await suite.Admin.Query("{ messages(where: { status: { eq: FAILED } }, first: 100) { nodes { id } } }"))["messages"]!["nodes"]!.AsArray();
        dead.Select(m => (string)m!["id"]!).Should().Contain(id);

        var again = (await suite.Admin.Do("redeliverMessage", new { messageId = id }, "message { status redeliveries }"))["message"]!;
        again.ToJsonString().Should().Be("""{"status":"QUEUED","redeliveries":1}""");
        (await suite.Admin.Refused("redeliverMessage", new { messageId = id })).Should().Be("ILLEGAL_STATE");
        await suite.DeliverMessages();
        message = await suite.Message(id);
        message["failedTries"]!.GetValue<int>().Should().Be(4);
        message["attempts"]!["nodes"]!.AsArray().Select(a => (string)a!["sentAs"]!).Distinct().Should().HaveCount(2, "a provider that dropped the first would drop the same id again");
    }

    [Fact]
    public async Task A_message_without_a_way_that_this_installation_has_is_a_dead_letter_at_once()
    {
        var message = await suite.Sent();
        message["status"]!.GetValue<string>().Should().Be("FAILED");
        (await suite.Admin.Refused("redeliverMessage", new { messageId = message["id"]!.GetValue<string>() })).Should().Be("MESSAGE_UNADDRESSED");
        (await suite.Admin.Refused("sendTestMessage", new { name = "x", language = "EN", routes = new[] { new { channel = "PIGEON", address = "x" } } })).Should().Be("CHANNEL_UNKNOWN");
    }

    [Fact]
    public async Task Files_go_along_whether_they_are_kept_with_the_message_or_elsewhere()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), async (_, _) =>
        {
            var stock = (string)(await suite.Admin.Do("createStock", new { count = 7 }, "stock { id }"))["stock"]!["id"]!;
            await suite.Admin.Do("mailStock", new { stockId = stock, address = "store@example.org" }, "stock { id }");
        });
        await suite.DeliverMessages();
        var mail = suite.Mail.To("store@example.org").Should().ContainSingle("of one key there is one message").Which;
        mail.Subject.Should().Be("7 left");
        var files = mail.Attachments.Cast<MimeKit.MimePart>().Select(a =>
        {
            using var content = new MemoryStream();
            a.Content!.DecodeTo(content);
            return $"{a.FileName} {a.ContentType.MimeType} {System.Text.Encoding.UTF8.GetString(content.ToArray())}";
        });
        files.Should().Equal("库存.csv text/csv left\n7", "stock.html text/html <p>7</p>");
    }
}

/// <summary>A suite whose mail server wants to be spoken to in private, by someone it knows.</summary>
public sealed class SecureMailSuite : Suite
{
    public MailServer Mail { get; private set; } = null!;

    public string Fingerprint { get; init; } = "";

    protected override bool OwnClock => true;

    protected override string[] Settings =>
    [
        .. base.Settings, "--Messages:Mail:Host=127.0.0.1", $"--Messages:Mail:Port={Mail.Port}", "--Messages:Mail:From=desk@example.org",
        $"--Messages:Mail:User={MailServer.User}", $"--Messages:Mail:Password={MailServer.Secret}", $"--Messages:Mail:Fingerprint={(Fingerprint == "" ? Mail.Fingerprint : Fingerprint)}",
    ];

    public override async ValueTask InitializeAsync()
    {
        Mail = await MailServer.Start(secured: true);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public async Task<string> Send()
    {
        var id = (string)(await Admin.Do("sendTestMessage", new { name = "Li", language = "EN", routes = new[] { new { channel = "MAIL", address = "li@example.org" } } }, "message { id }"))["message"]!["id"]!;
        await DeliverMessages();
        return (await Admin.Query("query($id: ID!) { message(id: $id) { status attempts { nodes { outcome } } } }", new { id }))["message"]!.ToJsonString();
    }
}

[Trait("row", "IN-16")]
public sealed class SecureMailTests
{
    [Fact]
    public async Task Mail_goes_encrypted_and_signed_in_to_a_server_whose_certificate_is_known()
    {
        await using var suite = new SecureMailSuite();
        await suite.InitializeAsync();
        (await suite.Send()).Should().Be("""{"status":"DELIVERED","attempts":{"nodes":[{"outcome":"DELIVERED"}]}}""");
        suite.Mail.To("li@example.org").Should().ContainSingle();
    }

    [Fact]
    public async Task Neither_mail_nor_password_goes_to_a_server_that_nobody_vouches_for()
    {
        await using var suite = new SecureMailSuite { Fingerprint = new string('0', 64) };
        await suite.InitializeAsync();
        (await suite.Send()).Should().Be("""{"status":"QUEUED","attempts":{"nodes":[{"outcome":"FAILED"}]}}""");
        suite.Mail.Mails.Should().BeEmpty();
    }
}

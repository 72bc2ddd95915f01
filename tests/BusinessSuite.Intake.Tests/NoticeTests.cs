using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using MimeKit;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-16")]
public sealed class NoticeTests(MessageSuite world) : IClassFixture<MessageSuite>
{
    private const string Notice = "resultNotice { id status channel recipient failedTries message { id status } }";
    private static int _people;

    [Fact]
    public async Task The_result_goes_by_the_channel_and_in_the_language_that_the_applicant_prefers_and_only_then_the_case_is_closed()
    {
        var (contact, mail, _) = await Contact(channels: ["MAIL"], language: "EN");
        var application = await Accepted(contact);
        var notice = await Send(application, "The permit is granted.");
        notice["status"]!.GetValue<string>().Should().Be("PENDING");
        notice["channel"]!.GetValue<string>().Should().Be("MAIL");
        (await world.Admin.Refused("closeApplication", new { applicationId = application })).Should().Be("NOTICE_UNDER_WAY");
        (await world.Admin.Refused("sendResultNotice", new { applicationId = application, text = "Again." })).Should().Be("NOTICE_UNDER_WAY");

        await world.DeliverMessages();
        var sent = world.Mail.To(mail).Single(m => m.Subject!.StartsWith("The result", StringComparison.Ordinal));
        sent.TextBody.Should().Contain("The permit is granted.").And.Contain("(PERMIT)");
        notice = await Notices(application);
        notice["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("DELIVERED");
        notice["nodes"]![0]!["message"]!["attempts"]!["nodes"]![0]!["reply"]!.GetValue<string>().Should().StartWith("taken as");
        (await Close(application)).Should().Be("CLOSED");
        (await Steps(application)).Should().Contain("The result was told.");
    }

    [Fact]
    public async Task When_the_short_message_fails_the_mail_goes_and_the_notice_says_where_it_arrived()
    {
        var (contact, mail, phone) = await Contact();
        var application = await Accepted(contact);
        (await Send(application, "准予许可。"))["recipient"]!.GetValue<string>().Should().Be(phone);
        await world.DeliverMessages();
        var post = world.Provider.To(phone).Single(p => ((string)p.Data["template"]!) == "intake.result");
        post.Data["text"]!.GetValue<string>().Should().Contain("准予许可。").And.Contain("办理结果");
        (await WebhookReceiver.CallBack(world, "message.failed", post.Id)).Should().Be(204);
        await world.DeliverMessages();
        var notice = (await Notices(application))["nodes"]![0]!;
        notice["status"]!.GetValue<string>().Should().Be("DELIVERED");
        notice["recipient"]!.GetValue<string>().Should().Be(mail);
        world.Mail.To(mail).Should().ContainSingle(m => m.Subject!.EndsWith("的办理结果", StringComparison.Ordinal));
        (await Close(application)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task Three_failed_tries_close_a_case_too_but_not_two()
    {
        var contact = await Register(null, Nobody());
        var application = await Accepted(contact);
        for (var tries = 1; tries <= 2; tries++)
        {
            await Send(application, "Granted.");
            await world.DeliverMessages();
            var refused = await world.Admin.Try("closeApplication", new { applicationId = application }, "application { id }");
            refused["userErrors"]![0]!["code"]!.GetValue<string>().Should().Be("NOTICE_TRIES_LEFT");
            refused["userErrors"]![0]!["message"]!.GetValue<string>().Should().Contain($"{tries} of 3");
            await Refused($"update intake.applications set status = 'CLOSED', ended_at = now() where id = {Key(application)}");
        }

        await Send(application, "Granted.");
        await Refused($"update intake.applications set status = 'CLOSED', ended_at = now() where id = {Key(application)}");
        await world.DeliverMessages();
        (await Steps(application)).Should().Contain("We could not reach you to tell the result; please turn to us.");
        (await Close(application)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task A_call_is_recorded_and_a_reached_applicant_was_told()
    {
        var contact = await Register(Phone(), null);
        await world.Admin.Do("setContactPreferences", new { contactId = contact, channels = new[] { "PHONE" }, language = "ZH" }, "contact { channels language }");
        var application = await Accepted(contact);
        var message = (string)(await Send(application, "Refused."))["message"]!["id"]!;
        await world.DeliverMessages();
        var task = (string)(await world.Message(message))["phoneTasks"]!["nodes"]![0]!["id"]!;
        await world.Admin.Do("recordCall", new { phoneTaskId = task, reached = false, text = "No answer." }, "phoneTask { id }");
        (await world.Admin.Refused("closeApplication", new { applicationId = application })).Should().Be("NOTICE_UNDER_WAY");
        await world.Admin.Do("recordCall", new { phoneTaskId = task, reached = true, text = "Told her; she thanks." }, "phoneTask { id }");
        (await Notices(application))["nodes"]![0]!["channel"]!.GetValue<string>().Should().Be("PHONE");
        (await Close(application)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task A_dead_letter_that_is_sent_again_keeps_the_case_open_until_it_ends()
    {
        var contact = await Register(null, Nobody());
        var application = await Accepted(contact);
        var message = (string)(await Send(application, "Granted."))["message"]!["id"]!;
        await world.DeliverMessages();
        (await Notices(application))["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("FAILED");
        for (var again = 0; again < 2; again++)
        {
            await world.Admin.Do("redeliverMessage", new { messageId = message }, "message { id }");
            (await Notices(application))["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("PENDING");
            (await world.Admin.Refused("closeApplication", new { applicationId = application })).Should().Be("NOTICE_UNDER_WAY");
            await world.DeliverMessages();
        }

        (await Notices(application))["nodes"]![0]!["failedTries"]!.GetValue<int>().Should().Be(3);
        (await Close(application)).Should().Be("CLOSED");
    }

    [Fact]
    [Trait("row", "IN-13")]
    public async Task What_was_told_at_the_desk_is_not_said_to_have_failed_when_the_message_does()
    {
        foreach (var closes in new[] { true, false })
        {
            var application = await Accepted(await Register(null, Nobody()));
            var message = (string)(await Send(application, "Granted."))["message"]!["id"]!;
            await world.DeliverMessages();
            await world.Admin.Do("recordResultNotice", new { applicationId = application, channel = "DESK", recipient = "Zhang San", text = "Granted." }, "resultNotice { id }");
            await world.Admin.Do("redeliverMessage", new { messageId = message }, "message { id }");
            var before = await Steps(application);
            if (closes)
            {
                (await Close(application)).Should().Be("CLOSED");
            }

            await world.DeliverMessages();
            (await Notices(application))["nodes"]!.AsArray().Select(n => (string)n!["status"]!).Should().BeEquivalentTo("FAILED", "DELIVERED");
            (await Steps(application)).Count(Unreached).Should().Be(before.Count(Unreached));
        }
    }

    [Fact]
    public async Task What_was_told_at_the_desk_is_not_told_again_by_a_call()
    {
        var contact = await Register(Phone(), null);
        await world.Admin.Do("setContactPreferences", new { contactId = contact, channels = new[] { "PHONE" }, language = "ZH" }, "contact { id }");
        var application = await Accepted(contact);
        var message = (string)(await Send(application, "Granted."))["message"]!["id"]!;
        await world.DeliverMessages();
        (await world.Message(message))["phoneTasks"]!["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("OPEN");
        await world.Admin.Do("recordResultNotice", new { applicationId = application, channel = "DESK", recipient = "Zhang San", text = "Granted." }, "resultNotice { id }");
        (await world.Message(message))["status"]!.GetValue<string>().Should().Be("WITHDRAWN");
        (await world.Message(message))["phoneTasks"]!["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("DROPPED");
        (await Notices(application))["nodes"]!.AsArray().Select(n => (string)n!["status"]!).Should().BeEquivalentTo("WITHDRAWN", "DELIVERED");
        (await Close(application)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task Word_of_mouth_counts_at_once()
    {
        var application = await Accepted(await Register(null, Nobody()));
        await Send(application, "Granted.");
        await world.DeliverMessages();
        await world.Admin.Do("recordResultNotice", new { applicationId = application, channel = "DESK", recipient = "Zhang San", text = "Granted." }, "resultNotice { status deliveredAt }");
        (await Close(application)).Should().Be("CLOSED");
    }

    [Fact]
    [Trait("row", "IN-07")]
    public async Task The_receipt_for_materials_is_handed_to_the_customer_and_read_with_the_secret()
    {
        var (contact, mail, _) = await Contact(channels: ["MAIL"], language: "EN");
        var received = await world.Admin.Do(
            "receiveApplication",
            new { applicationTypeId = world.Type, applicantId = contact, departmentId = world.Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } },
            "application { id } trackingSecret");
        var (id, secret, content) = ((string)received["application"]!["id"]!, (string)received["trackingSecret"]!, Uploading.Pdf("receipt"));
        var number = (string)(await world.Admin.Do(
            "fileMaterials", new { applicationId = id, materials = new[] { new { uploadId = await world.Admin.Upload("plan.pdf", "application/pdf", content), pages = 3 } } }, "materialReceipt { number }"))["materialReceipt"]!["number"]!;
        await world.Admin.Do(
            "recordHistoricalMaterials",
            new { applicationId = id, receiptNumber = $"OLD-{id[^6..]}", issuedAt = "2020-01-01T00:00:00Z", materials = new[] { new { name = "old.pdf", pages = 2, sizeBytes = "10", sha256 = new string('a', 64) } } }, "materialReceipt { id }");
        await world.DeliverMessages();
        var sent = world.Mail.To(mail).Should().ContainSingle("what was entered of the past was handed out then").Which;
        sent.Subject.Should().Be($"Receipt {number} for your materials");
        sent.TextBody.Should().Contain($"plan.pdf, 3 pages, SHA-256 {Uploading.Sha256(content)}");
        var tracked = (await world.Nobody.Query(
            "query($id: ID!, $secret: String!) { trackApplication(applicationId: $id, secret: $secret) { receipts { number materials { name pages sha256 } } } }", new { id, secret }))["trackApplication"]!["receipts"]!.AsArray();
        tracked.Should().HaveCount(2);
        tracked[1]!.ToJsonString().Should().Be("{\"number\":\"" + number + "\",\"materials\":[{\"name\":\"plan.pdf\",\"pages\":3,\"sha256\":\"" + Uploading.Sha256(content) + "\"}]}");
    }

    [Theory]
    [Trait("row", "IN-07")]
    [InlineData("EN", true, "- plan.pdf, 3 pages, SHA-256 {0}\n- 1 more; read it with your tracking secret", "{0}: we have plan.pdf and 1 more; read it with your tracking secret.")]
    [InlineData("ZH", true, "- plan.pdf，3 页，SHA-256 {0}\n- 另有 1 份材料，请凭查询密钥查看", "{0}：已收到plan.pdf及另外 1 份材料，请凭查询密钥查看。")]
    [InlineData("EN", false, "- 1 material; read it with your tracking secret", "{0}: we have 1 material; read it with your tracking secret.")]
    [InlineData("ZH", false, "- 1 份材料，请凭查询密钥查看", "{0}：已收到 1 份材料，请凭查询密钥查看。")]
    public async Task Secret_materials_are_counted_in_the_message_and_named_to_the_tracking_secret_only(string language, bool open, string listed, string brief)
    {
        var type = await world.NewType($"MIXED-{language}-{open}".ToUpperInvariant(), $"MIXED{language}{open}-{{seq:4}}");
        var (contact, mail, _) = await Contact(channels: ["MAIL"], language: language);
        var received = await world.Admin.Do(
            "receiveApplication",
            new { applicationTypeId = type, applicantId = contact, departmentId = world.Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } }, "application { id } trackingSecret");
        var (id, secret) = ((string)received["application"]!["id"]!, (string)received["trackingSecret"]!);
        await world.AsOwner($"alter table intake.material_requirements disable trigger user; update intake.material_requirements set level = 'SECRET' where type_version_id = (select type_version_id from intake.applications order by received_at desc limit 1); alter table intake.material_requirements enable trigger user");
        var (plan, illness) = (Uploading.Pdf("plan"), Uploading.Pdf("illness"));
        var materials = new List<object> { new { uploadId = await world.Admin.Upload("illness.pdf", "application/pdf", illness), pages = 1, checklistItemId = (await world.Checklist(id))[0] } };
        if (open)
        {
            materials.Add(new { uploadId = await world.Admin.Upload("plan.pdf", "application/pdf", plan), pages = 3 });
        }

        await world.Admin.Do("fileMaterials", new { applicationId = id, materials }, "materialReceipt { id }");
        await world.DeliverMessages();
        var sent = world.Mail.To(mail).Should().ContainSingle().Which;
        sent.TextBody!.ReplaceLineEndings("\n").Should().Contain(string.Format(null, listed, Uploading.Sha256(plan))).And.NotContain("illness").And.NotContain(Uploading.Sha256(illness));
        var kept = (await world.Admin.Query("{ messages(first: 100, orderBy: [{ field: CREATED_AT, direction: DESC }]) { nodes { subject short body } } }"))["messages"]!["nodes"]![0]!;
        kept.ToJsonString().Should().NotContain("illness").And.NotContain(Uploading.Sha256(illness));
        kept["short"]!.GetValue<string>().Should().Be(string.Format(null, brief, ((string)kept["subject"]!).Split(' ', '（', '）').Single(w => w.StartsWith("REC-", StringComparison.Ordinal))));
        (await world.Nobody.Query("query($id: ID!, $secret: String!) { trackApplication(applicationId: $id, secret: $secret) { receipts { materials { name } } } }", new { id, secret })).ToJsonString().Should().Contain("illness.pdf");
    }

    [Fact]
    [Trait("row", "IN-04")]
    [Trait("row", "IN-05")]
    public async Task Outcome_documents_are_sent_and_their_dispatch_is_recorded_with_its_proof()
    {
        var (contact, mail, _) = await Contact(channels: ["MAIL"]);
        var application = await Receive(contact);
        await world.Judge(application, "MISSING", "It is missing.");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = application }, "supplementNotice { id }");
        await world.DeliverMessages();
        var sent = world.Mail.To(mail).Should().ContainSingle().Which;
        sent.Subject.Should().StartWith("补正通知书（SUP-");
        sent.TextBody.Should().Contain("请补正以下材料：Identity card: It is missing.");
        var document = (await world.Admin.Query(
            "query($id: ID!) { application(id: $id) { documents { nodes { kind dispatches { nodes { channel recipient message { status } } } } } } }", new { id = application }))["application"]!["documents"]!["nodes"]![0]!;
        document.ToJsonString().Should().Be($$$"""{"kind":"SUPPLEMENT","dispatches":{"nodes":[{"channel":"MAIL","recipient":"{{{mail}}}","message":{"status":"DELIVERED"}}]}}""");

        // The mail brings the document itself, the same page that the desk prints.
        var letter = sent.Attachments.OfType<MimePart>().Should().ContainSingle().Which;
        using var content = new MemoryStream();
        await letter.Content!.DecodeToAsync(content);
        var printed = (await world.Admin.Query(
            "query($id: ID!) { application(id: $id) { department { name } documents { nodes { number contentHash page { name mediaType content } } } } }", new { id = application }))["application"]!;
        var paper = printed["documents"]!["nodes"]![0]!;
        letter.FileName.Should().Be($"{paper["number"]}.html").And.Be((string)paper["page"]!["name"]!);
        Convert.ToBase64String(content.ToArray()).Should().Be((string)paper["page"]!["content"]!);
        Encoding.UTF8.GetString(content.ToArray()).Should().Contain("<h1>补正通知书</h1>").And.Contain("请补正以下材料：Identity card: It is missing.")
            .And.Contain($"<div class=\"stamp\">{printed["department"]!["name"]}<br>★<br>{paper["number"]}</div>").And.Contain((string)paper["contentHash"]!).And.MatchRegex("\\d{4}年\\d{1,2}月\\d{1,2}日").And.NotContain("http");
    }

    [Fact]
    public async Task Outcomes_make_no_calls_unless_the_applicant_wants_calls()
    {
        foreach (var (preferred, calls) in new[] { (Array.Empty<string>(), 0), (["PHONE"], 1) })
        {
            var phone = Phone();
            var contact = await Register(phone, null);
            await world.Admin.Do("setContactPreferences", new { contactId = contact, channels = preferred, language = "ZH" }, "contact { id }");
            await Accepted(contact);
            ((long)(await world.AsOwner($"select count(*) from suite.message_routes where channel = 'PHONE' and address = '{phone}'"))!).Should().Be(calls);
        }
    }

    [Fact]
    public async Task Messages_are_seen_by_the_people_of_their_department_only()
    {
        var (mine, other) = (await world.NewEmployee(), await world.NewEmployee(await world.NewDepartment($"OTHER-{Guid.NewGuid():N}"[..12])));
        var message = (string)(await Send(await Accepted((await Contact()).Id), "Granted."))["message"]!["id"]!;
        foreach (var (employee, sees) in new[] { (mine, true), (other, false) })
        {
            var person = await world.Person([("suite.message.read", "DEPARTMENT")], employee);
            var seen = (await person.Query("query($id: ID!) { message(id: $id) { routes { totalCount } } }", new { id = message }))["message"];
            (seen is not null).Should().Be(sees);
        }
    }

    [Fact]
    public async Task Preferences_name_channels_in_capitals_once_each()
    {
        var (contact, _, _) = await Contact();
        foreach (var wrong in new[] { new[] { "mail" }, ["MAIL", "MAIL"], [""], [new string('A', 33)] })
        {
            (await world.Admin.Refused("setContactPreferences", new { contactId = contact, channels = wrong, language = "EN" })).Should().Be("CHANNELS_INVALID");
        }
    }

    private static string Phone() => $"139{Interlocked.Increment(ref _people):D8}";

    private static string Nobody() => $"nobody@{Interlocked.Increment(ref _people)}.example.org";

    private static string Key(string id) => $"'{NodeId.Decode(id).Key}'";

    private async Task<(string Id, string Mail, string Phone)> Contact(string[]? channels = null, string language = "ZH")
    {
        var (phone, mail) = (Phone(), $"person{Interlocked.Increment(ref _people)}@example.org");
        var id = await Register(phone, mail);
        await world.Admin.Do("setContactPreferences", new { contactId = id, channels = channels ?? [], language }, "contact { id }");
        return (id, mail, phone);
    }

    private async Task<string> Register(string? phone, string? email) =>
        (string)(await world.Admin.Do("registerContact", new { name = "张三", phone, email }, "contact { id }"))["contact"]!["id"]!;

    private async Task<string> Receive(string contact) => (string)(await world.Admin.Do(
        "receiveApplication",
        new { applicationTypeId = world.Type, applicantId = contact, departmentId = world.Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } },
        "application { id }"))["application"]!["id"]!;

    private async Task<string> Accepted(string contact)
    {
        var application = await Receive(contact);
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        return application;
    }

    private async Task<JsonNode> Send(string application, string text) =>
        (await world.Admin.Do("sendResultNotice", new { applicationId = application, text }, Notice))["resultNotice"]!;

    private async Task<JsonNode> Notices(string application) => (await world.Admin.Query(
        "query($id: ID!) { application(id: $id) { resultNotices { nodes { status channel recipient failedTries message { attempts { nodes { reply } } } } } } }", new { id = application }))["application"]!["resultNotices"]!;

    private static bool Unreached(string step) => step.StartsWith("We could not reach you", StringComparison.Ordinal);

    private async Task<List<string>> Steps(string application) =>
        [.. (await world.Admin.Query("query($id: ID!) { application(id: $id) { progress { nodes { textEn } } } }", new { id = application }))["application"]!["progress"]!["nodes"]!.AsArray().Select(p => (string)p!["textEn"]!)];

    private async Task<string> Close(string application) =>
        (string)(await world.Admin.Do("closeApplication", new { applicationId = application }, "application { status }"))["application"]!["status"]!;

    private async Task Refused(string sql)
    {
        var attempt = () => world.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
        (await attempt.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_applications_told");
    }
}

using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>An application that is cancelled, and what its applicant learns.</summary>
[Trait("row", "IN-05")]
[Trait("row", "IN-16")]
public sealed class CancellationTests(InvitingWorld world) : IClassFixture<InvitingWorld>
{
    [Theory]
    [InlineData("EN", "Your application is cancelled ({0})", "is cancelled and is not worked on any more")]
    [InlineData("ZH", "申请已撤销（{0}）", "不再办理")]
    public async Task The_applicant_is_told_why(string language, string subject, string text)
    {
        var (contact, _, mail) = await world.Person(language, "MAIL");
        var application = await world.AcceptedFor(contact);
        var number = await Number(application);
        (await world.Admin.Refused("cancelApplication", new { applicationId = application, reason = " " })).Should().Be("CANCELLATION_REASON_MISSING");
        (await world.Admin.Do("cancelApplication", new { applicationId = application, reason = " You moved away. " }, "application { status cancellationReason }"))["application"]!.ToJsonString()
            .Should().Be("""{"status":"CANCELLED","cancellationReason":"You moved away."}""");
        await world.DeliverMessages();
        var told = world.Mail.To(mail).Single(m => m.Subject == string.Format(System.Globalization.CultureInfo.InvariantCulture, subject, number));
        told.TextBody.Should().Contain(text).And.Contain("You moved away.");
        var silence = () => world.AsOwner($"update intake.applications set cancellation_reason = ' ' where id = '{NodeId.Decode(application).Key}'");
        (await silence.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().BeOneOf("ck_applications_cancelled", "wo_applications");
    }

    [Fact]
    public async Task A_result_that_is_under_way_is_taken_back_and_whom_nothing_written_reaches_is_called()
    {
        var contact = await world.Make("registerContact", new { name = "Li", phone = "13411111111" }, "contact");
        await world.Admin.Do("setContactPreferences", new { contactId = contact, channels = new[] { "PHONE" }, language = "EN" }, "contact { id }");
        var application = await world.AcceptedFor(contact);
        await world.DeliverMessages();
        var message = (string)(await world.Admin.Do("sendResultNotice", new { applicationId = application, text = "Granted." }, "resultNotice { message { id } }"))["resultNotice"]!["message"]!["id"]!;
        await world.DeliverMessages();
        (await Standing(message)).Should().Be("CALLING OPEN");
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Taken back." }, "application { id }");
        (await Standing(message)).Should().Be("WITHDRAWN DROPPED");
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { resultNotices { nodes { status } } } }", new { id = application }))["application"]!["resultNotices"]!["nodes"]!.ToJsonString()
            .Should().Be("""[{"status":"WITHDRAWN"}]""");
        (await world.Admin.Refused("redeliverMessage", new { messageId = message })).Should().Be("ILLEGAL_STATE");
        await world.DeliverMessages();
        (await world.AsOwner($"select count(*) from suite.phone_tasks t join suite.messages m on m.id = t.message_id where m.template_code = 'intake.cancellation' and m.about_id = '{NodeId.Decode(application).Key}' and t.status = 'OPEN'"))
            .Should().Be(1L);
    }

    [Fact]
    public async Task Nobody_is_called_to_supply_what_is_cancelled()
    {
        var contact = await world.Make("registerContact", new { name = "Li", phone = "13411111112" }, "contact");
        await world.Admin.Do("setContactPreferences", new { contactId = contact, channels = new[] { "PHONE" }, language = "EN" }, "contact { id }");
        var application = await world.Make(
            "receiveApplication",
            new { applicationTypeId = world.Type, applicantId = contact, departmentId = world.Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } }, "application");
        await world.Judge(application, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = application }, "supplementNotice { id }");
        await world.DeliverMessages();
        (await Calls()).Should().Equal("intake.outcome");
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Taken back." }, "application { id }");
        await world.DeliverMessages();
        (await Calls()).Should().Equal("intake.cancellation");

        async Task<string[]> Calls() => (string[])(await world.AsOwner("select array_agg(m.template_code) from suite.phone_tasks t join suite.messages m on m.id = t.message_id where t.phone_number = '13411111112' and t.status = 'OPEN'"))!;
    }

    [Fact]
    public async Task A_provider_that_has_the_result_may_still_prove_that_it_arrived()
    {
        var (contact, phone, _) = await world.Person("EN", "SMS");
        var application = await world.AcceptedFor(contact);
        var message = (string)(await world.Admin.Do("sendResultNotice", new { applicationId = application, text = "Granted." }, "resultNotice { message { id } }"))["resultNotice"]!["message"]!["id"]!;
        await world.DeliverMessages();
        var sent = world.Provider.To(phone).Single(p => (string)p.Data["template"]! == "intake.result");
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Taken back." }, "application { id }");
        (await Standing(message)).Should().Be("WITHDRAWN ");
        (await Testing.WebhookReceiver.CallBack(world, "message.delivered", sent.Id)).Should().Be(204);
        (await Standing(message)).Should().Be("DELIVERED ");
    }

    private async Task<string> Standing(string message)
    {
        JsonNode shown = (await world.Admin.Query("query($id: ID!) { message(id: $id) { status phoneTasks { nodes { status } } } }", new { id = message }))["message"]!;
        return $"{shown["status"]} {string.Join(' ', shown["phoneTasks"]!["nodes"]!.AsArray().Select(t => (string)t!["status"]!))}";
    }

    private async Task<string> Number(string application) => (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { number } }", new { id = application }))["application"]!["number"]!;
}

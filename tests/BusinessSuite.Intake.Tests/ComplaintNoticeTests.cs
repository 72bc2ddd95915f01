using System.Text.Json.Nodes;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-17")]
public sealed class ComplaintNoticeTests(InvitingWorld world) : IClassFixture<InvitingWorld>
{
    [Theory]
    [InlineData("EN", "Your complaint has been received", "Our response to your complaint", "You are right.", "What we have corrected", "Your complaint is closed")]
    [InlineData("ZH", "您的投诉已收到", "投诉处理答复", "情况属实。", "整改情况告知", "您的投诉已结案")]
    [Trait("row", "IN-18")]
    public async Task The_customer_is_told_of_receipt_response_rectification_and_closing(string language, string received, string responded, string right, string rectified, string closed)
    {
        var (contact, _, mail) = await world.Person(language, "MAIL");
        var (id, number, _) = await world.Complain(contact);
        await world.Step("acknowledgeComplaint", id);
        await world.Step("assessComplaint", id);
        await world.Step("investigateComplaint", id);
        await world.Step("respondToComplaint", id);
        await world.Rectification(id, "VERIFIED");
        await world.DeliverMessages();
        world.Mail.To(mail).Select(m => m.Subject).Should().BeEquivalentTo($"{received}{Braced(language, number)}", $"{responded}{Braced(language, number)}", $"{rectified}{Braced(language, number)}");
        world.Mail.To(mail).Single(m => m.Subject!.StartsWith(responded, StringComparison.Ordinal)).TextBody.Should().Contain(right).And.Contain("We are sorry.");
        world.Mail.To(mail).Single(m => m.Subject!.StartsWith(rectified, StringComparison.Ordinal)).TextBody.Should().Contain("The drawer is emptied daily.");

        await world.Rate((string)(await world.Admin.Do("askAgain", new { complaintId = id }, "token"))["token"]!, 5);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
        await world.DeliverMessages();
        world.Mail.To(mail).Should().Contain(m => m.Subject == $"{closed}{Braced(language, number)}");
        (await Notices(id)).Select(n => $"{n!["kind"]} {n["status"]} {n["channel"]} {n["message"]!["status"]}").Should().BeEquivalentTo(
            "ACKNOWLEDGEMENT DELIVERED MAIL DELIVERED", "RESPONSE DELIVERED MAIL DELIVERED", "RECTIFICATION DELIVERED MAIL DELIVERED", "FOLLOW_UP DELIVERED MAIL DELIVERED", "CLOSING DELIVERED MAIL DELIVERED");
    }

    [Fact]
    public async Task A_complaint_does_not_close_before_the_response_arrived_or_its_tries_are_used_up()
    {
        var (contact, phone, _) = await world.Person("EN", "SMS");
        var id = await Rectified(contact);
        await Cannot(id, "NOTICE_UNDER_WAY");
        var number = await Number(id);
        var act = () => world.AsOwner($"update intake.complaints set status = 'CLOSED', closed_at = now(), recourse = 'x' where number = '{number}'");
        (await act.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_complaints_told");

        // The response before does not count for the one after the customer contested it.
        await world.DeliverMessages();
        var response = world.Provider.To(phone).Single(s => ((string)s.Data["text"]!).StartsWith("Response", StringComparison.Ordinal));
        (await WebhookReceiver.CallBack(world, "message.delivered", response.Id)).Should().Be(204);
        await world.Step("contestResponse", id);
        await world.Step("investigateComplaint", id);
        await world.Step("respondToComplaint", id);
        await world.Rate((string)(await world.Admin.Do("askAgain", new { complaintId = id }, "token"))["token"]!, 5);
        await Cannot(id, "NOTICE_UNDER_WAY");
        await world.Told(id);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task A_response_that_was_given_at_the_desk_is_not_sent_any_more()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var id = await world.Standing("RESPONDED", contact: contact);
        await world.Told(id);
        await world.DeliverMessages();
        (await Notices(id)).Where(n => (string)n!["kind"]! == "RESPONSE").Select(n => (string)n!["status"]!).Should().BeEquivalentTo("WITHDRAWN", "DELIVERED");
        world.Mail.To(mail).Should().NotContain(m => m.Subject!.StartsWith("Our response", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_reached_nobody_closes_after_three_tries_and_who_answers_for_it_is_told()
    {
        // The mail server knows no such address, and there is no phone.
        var contact = (string)(await world.Admin.Do("registerContact", new { name = "Nobody", email = "nobody@example.org", language = "EN" }, "contact { id }"))["contact"]!["id"]!;
        var handler = await world.NewEmployee();
        await world.Admin.Do("setWorkContact", new { employeeId = handler, email = "handler@example.org", language = "EN" }, "employee { id }");
        var id = await Rectified(contact, handler);
        await world.DeliverMessages();
        (await Notices(id)).Select(n => (string)n!["status"]!).Should().Equal("FAILED", "FAILED", "FAILED", "FAILED");
        await Cannot(id, "NOTICE_TRIES_LEFT");
        var response = (await Notices(id)).Single(n => (string)n!["kind"]! == "RESPONSE")!["message"]!["id"]!;
        for (var again = 0; again < 2; again++)
        {
            await world.Admin.Do("redeliverMessage", new { messageId = response }, "message { id }");
            await Cannot(id, "NOTICE_UNDER_WAY");
            await world.DeliverMessages();
        }

        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
        await world.DeliverMessages();
        world.Mail.To("handler@example.org").Count(m => m.Subject!.StartsWith("A notice did not reach the customer", StringComparison.Ordinal)).Should().Be(7, "five notices, one of them three times");
        world.Mail.To("handler@example.org").Should().ContainSingle(m => m.Subject!.StartsWith("A complaint is yours to handle", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("row", "IN-18")]
    public async Task That_the_customer_is_asked_again_is_a_notice_that_must_arrive_when_nothing_is_answered()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var id = await Rectified(contact, rates: false);
        await world.DeliverMessages();
        await world.Admin.Do("askAgain", new { complaintId = id }, "token");
        await world.Advance(TimeSpan.FromDays(31));
        await Cannot(id, "NOTICE_UNDER_WAY");
        await world.DeliverMessages();
        var asked = (await Notices(id)).Single(n => (string)n!["kind"]! == "FOLLOW_UP")!;
        ((string)asked["status"]!, (string)asked["channel"]!).Should().Be(("DELIVERED", "MAIL"));
        world.Invitations(mail).Should().ContainSingle();
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
        ((long)(await world.AsOwner($"select count(*) from intake.complaint_notices where kind = 'FOLLOW_UP' and text ~ 'https?://'"))!).Should().Be(0, "the link is the customer's");
    }

    [Fact]
    public async Task Who_handles_a_complaint_is_told_once_that_a_term_was_missed()
    {
        var handler = await world.NewEmployee();
        await world.Admin.Do("setWorkContact", new { employeeId = handler, email = "late@example.org", language = "EN" }, "employee { id }");
        var (id, number, _) = await world.Complain();
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler }, "complaint { id }");
        await world.Step("assessComplaint", id);
        await world.Advance(TimeSpan.FromDays(40));
        for (var run = 0; run < 2; run++)
        {
            await world.Tick("intake.find-late-complaints", world.Clock.GetUtcNow());
        }

        await world.DeliverMessages();
        world.Mail.To("late@example.org").Should().ContainSingle(m => m.Subject == $"A term of a complaint was missed ({number})");
    }

    [Fact]
    public async Task Who_complains_anonymously_is_sent_nothing_and_the_complaint_closes()
    {
        var id = await Rectified(null);
        (await Notices(id)).Should().BeEmpty();
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task What_was_told_by_word_of_mouth_is_recorded_and_stays()
    {
        var (contact, _, _) = await world.Person("EN", "MAIL");
        var (id, _, _) = await world.Complain(contact);
        object By(string kind = "RESPONSE", string channel = "DESK", string text = "We are sorry.") => new { complaintId = id, kind, channel, recipient = "Zhang San", text };
        (await world.Admin.Refused("recordComplaintNotice", By("ACKNOWLEDGEMENT"))).Should().Be("ILLEGAL_STATE", "nobody handles it yet");
        await world.Step("acknowledgeComplaint", id);
        (await world.Admin.Refused("recordComplaintNotice", By())).Should().Be("ILLEGAL_STATE", "there is no response yet");
        (await world.Admin.Refused("recordComplaintNotice", By("ACKNOWLEDGEMENT", channel: " "))).Should().Be("NOTHING_TOLD");
        (await world.Admin.Refused("recordComplaintNotice", By("ACKNOWLEDGEMENT", text: " "))).Should().Be("NOTHING_TOLD");
        await world.Admin.Do("recordComplaintNotice", By("ACKNOWLEDGEMENT"), "complaintNotice { id }");
        foreach (var (sql, constraint) in new[]
        {
            ("update intake.complaint_notices set recipient = 'x' where status = 'DELIVERED'", "wo_complaint_notices_told"),
            ("update intake.complaint_notices set text = 'x' where status <> 'DELIVERED'", "wo_complaint_notices"),
            ("update intake.complaint_notices set status = 'DELIVERED' where status <> 'DELIVERED'", "ck_complaint_notices_delivered"),
            ("insert into intake.complaint_notices (id, version, complaint_id, kind, channel, recipient, text, at, status, failed_tries) select gen_random_uuid(), 1, complaint_id, kind, ' ', recipient, text, at, 'PENDING', 0 from intake.complaint_notices limit 1", "ck_complaint_notices_told"),
        })
        {
            var act = () => world.AsOwner(sql);
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
        }
    }

    private static string Braced(string language, string number) => language == "EN" ? $" ({number})" : $"（{number}）";

    private async Task<string> Rectified(string? contact, string? handler = null, bool rates = true)
    {
        var (id, _, _) = await world.Complain(contact);
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler ?? world.Clerk }, "complaint { id }");
        await world.Step("assessComplaint", id);
        await world.Step("investigateComplaint", id);
        await world.Step("respondToComplaint", id);
        await world.Rectification(id, "VERIFIED");
        if (rates)
        {
            await world.Rate((string)(await world.Admin.Do("askAgain", new { complaintId = id }, "token"))["token"]!, 5);
        }

        return id;
    }

    private async Task<JsonArray> Notices(string complaint) => (await world.Admin.Query(
        "query($id: ID!) { complaint(id: $id) { notices { nodes { kind status channel failedTries message { id status } } } } }", new { id = complaint }))["complaint"]!["notices"]!["nodes"]!.AsArray();

    private async Task<string> Number(string complaint) => (string)(await world.Admin.Query("query($id: ID!) { complaint(id: $id) { number } }", new { id = complaint }))["complaint"]!["number"]!;

    private async Task Cannot(string complaint, string code) =>
        (await world.Admin.Refused("closeComplaint", new { complaintId = complaint, recourse = "The consumers' association." })).Should().Be(code);
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessSuite.Host;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Microsoft.AspNetCore.Http;

namespace BusinessSuite.Intake.Tests;

/// <summary>An office that knows where its customers rate, with a mail server and a provider of short messages.</summary>
public sealed class InvitingWorld : FeedbackWorld
{
    private MessageServers _servers = null!;
    private int _people;

    public MailServer Mail => _servers.Mail;

    public WebhookReceiver Provider => _servers.Provider;

    protected override string[] Settings => [.. base.Settings, .. _servers.Settings, "--Modules:intake:Feedback:RatingPage=https://example.org/rate#{token}"];

    public override async ValueTask InitializeAsync()
    {
        _servers = await MessageServers.Start();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _servers.DisposeAsync();
    }

    /// <summary>Someone who can be reached by phone and mail.</summary>
    public async Task<(string Id, string Phone, string Mail)> Person(string language, params string[] channels)
    {
        var (phone, mail) = ($"137{Interlocked.Increment(ref _people):D8}", $"rater{_people}@example.org");
        var id = (string)(await Admin.Do("registerContact", new { name = "张三", phone, email = mail }, "contact { id }"))["contact"]!["id"]!;
        await Admin.Do("setContactPreferences", new { contactId = id, channels, language }, "contact { id }");
        return (id, phone, mail);
    }

    /// <summary>An accepted application of that customer.</summary>
    public async Task<string> AcceptedFor(string contact)
    {
        var id = (string)(await Admin.Do(
            "receiveApplication",
            new { applicationTypeId = Type, applicantId = contact, departmentId = Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } },
            "application { id }"))["application"]!["id"]!;
        await Judge(id, "PRESENT");
        await Accept(id);
        return id;
    }

    /// <summary>A closed application of that customer.</summary>
    public async Task<string> ClosedFor(string contact)
    {
        var id = await AcceptedFor(contact);
        await Close(id);
        return id;
    }

    /// <summary>The mails that asked someone to rate.</summary>
    public List<Invitation> Invitations(string mail) =>
        [.. Mail.To(mail).Select(m => new Invitation(m.Subject!, m.TextBody!)).Where(m => m.Text.Contains("https://example.org/rate", StringComparison.Ordinal))];
}

/// <summary>A mail that asks for a rating.</summary>
public sealed record Invitation(string Subject, string Text);

[Trait("row", "IN-17")]
public sealed partial class RatingInvitationTests(InvitingWorld world) : IClassFixture<InvitingWorld>
{
    private const string Asked = "query($id: ID!) { application(id: $id) { number ratings { nodes { message { id status subject short body deliveredBy attempts { nodes { channel reply } } } } } } }";

    [Theory]
    [InlineData("EN", "How satisfied are you? ({0})", "your application {0} (PERMIT) is finished")]
    [InlineData("ZH", "请评价本次办理（{0}）", "您的申请 {0}（PERMIT）已办结")]
    public async Task Whose_case_is_closed_gets_one_mail_in_his_language_with_a_link_that_rates_once(string language, string subject, string text)
    {
        var (contact, _, mail) = await world.Person(language, "MAIL");
        var application = await world.ClosedFor(contact);
        // Thirty days, as they are counted in Shanghai.
        var until = world.Clock.GetUtcNow().AddDays(30).AddHours(8);
        await world.DeliverMessages();
        await world.Advance(TimeSpan.FromDays(1));
        await world.DeliverMessages();
        var sent = world.Invitations(mail).Should().ContainSingle().Which;
        var asked = (await world.Admin.Query(Asked, new { id = application }))["application"]!;
        sent.Subject.Should().Be(string.Format(null, subject, (string)asked["number"]!));
        sent.Text.Should().Contain(string.Format(null, text, (string)asked["number"]!)).And.Contain($"{until:yyyy-MM-dd}");
        asked["ratings"]!["nodes"]![0]!["message"]!["status"]!.GetValue<string>().Should().Be("DELIVERED");

        var token = Token(sent.Text);
        await world.Rate(token, 5);
        (await world.Nobody.Refused("rateApplication", new { token, score = 1 })).Should().Be("RATING_GIVEN");
    }

    [Fact]
    public async Task The_link_is_told_to_nobody_but_the_customer()
    {
        var (contact, phone, _) = await world.Person("EN");
        // A provider that repeats what it was sent.
        world.Provider.Answers(phone).Enqueue(Taken);
        world.Provider.Answers(phone).Enqueue(http =>
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return http.Response.WriteAsync(world.Provider.To(phone)[^1].Body);
        });
        var application = await world.ClosedFor(contact);
        await world.DeliverMessages();
        var said = world.Provider.To(phone).Should().HaveCount(2).And.Subject.Last();
        var token = Token((string)said.Data["text"]!);
        Token((string)said.Data["body"]!).Should().Be(token);

        var message = (await world.Admin.Query(Asked, new { id = application }))["application"]!["ratings"]!["nodes"]![0]!["message"]!;
        message["short"]!.GetValue<string>().Should().Contain("•••").And.StartWith("Your application PERMIT-");
        message["body"]!.GetValue<string>().Should().Contain("\n•••\n");
        message["attempts"]!["nodes"]!.ToJsonString().Should().Be("""[{"channel":"SMS","reply":"202"}]""");
        (await Kept(token)).Should().Be(0, "what is to be sent is encrypted");
        (await Closed(message)).Should().BeOfType<byte[]>();
        (await WebhookReceiver.CallBack(world, "message.delivered", said.Id)).Should().Be(204);
        (await Closed(message)).Should().BeOfType<DBNull>("it arrived");
        await world.Rate(token, 4);
        (await Kept(token)).Should().Be(0);

        static Task Taken(HttpContext http)
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task When_the_short_message_fails_the_same_link_goes_by_mail()
    {
        var (contact, phone, mail) = await world.Person("ZH", "SMS");
        var application = await world.AcceptedFor(contact);
        await world.DeliverMessages();
        await world.Close(application);
        world.Provider.Answer(phone, 400);
        await world.DeliverMessages();
        var token = Token(world.Invitations(mail).Should().ContainSingle().Which.Text);
        Token((string)world.Provider.To(phone)[^1].Data["text"]!).Should().Be(token);
        var message = (await world.Admin.Query(Asked, new { id = application }))["application"]!["ratings"]!["nodes"]![0]!["message"]!;
        message["deliveredBy"]!.GetValue<string>().Should().Be("MAIL");
    }

    [Fact]
    public async Task A_link_that_is_asked_for_again_is_another_mail_and_a_repeated_request_is_none()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var application = await world.ClosedFor(contact);
        await world.DeliverMessages();
        var input = new { applicationId = application, idempotencyKey = Guid.NewGuid().ToString() };
        var tokens = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            tokens.Add((string)(await world.Admin.Do("issueRatingLink", input, "token"))["token"]!);
            await world.DeliverMessages();
        }

        var sent = world.Invitations(mail);
        sent.Should().HaveCount(2, "one at the closing and one for the request");
        tokens.Should().AllBe(Token(sent[1].Text)).And.NotContain(Token(sent[0].Text));
        (await world.From("10.3.0.1").Refused("rateApplication", new { token = Token(sent[0].Text), score = 5 })).Should().Be("NOT_FOUND");
        await world.Rate(tokens[0], 5);
    }

    [Fact]
    public async Task A_link_for_a_case_that_has_not_ended_is_not_sent_since_it_goes_out_with_the_result()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var application = await world.AcceptedFor(contact);
        var token = await world.Link(application);
        await world.Close(application);
        await world.DeliverMessages();
        world.Invitations(mail).Should().BeEmpty();
        await world.Rate(token, 5);
    }

    [Fact]
    public async Task Nobody_is_called_for_a_rating_unless_he_wants_calls_and_the_caller_does_not_see_the_link()
    {
        var (first, phone, _) = await world.Person("EN");
        var (second, called, _) = await world.Person("EN", "PHONE");
        await world.ClosedFor(first);
        var application = await world.ClosedFor(second);
        await world.DeliverMessages();
        async Task<long> Calls(string number) => (long)(await world.AsOwner(
            $"select count(*) from suite.message_routes r join suite.messages m on m.id = r.message_id where m.template_code = 'intake.rating' and r.channel = 'PHONE' and r.address = '{number}'"))!;
        (await Calls(phone)).Should().Be(0);
        (await Calls(called)).Should().Be(1);
        var rating = (await world.Admin.Query(
            "query($id: ID!) { application(id: $id) { ratings { nodes { id message { short phoneTasks { nodes { id phoneNumber } } } } } } }", new { id = application }))["application"]!["ratings"]!["nodes"]![0]!;
        rating["message"]!["short"]!.GetValue<string>().Should().Contain("•••");
        var task = rating["message"]!["phoneTasks"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        await world.Admin.Do("recordCall", new { phoneTaskId = (string)task["id"]!, reached = true, text = "Four of five." }, "phoneTask { id }");
        await world.Checker.Do("recordRating", new { ratingId = (string)rating["id"]!, score = 4 }, "rating { score }");
    }

    [Fact]
    [Trait("row", "IN-18")]
    public async Task After_rectification_the_customer_is_sent_a_new_link()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var application = await world.ClosedFor(contact);
        await world.DeliverMessages();
        await world.Rate(Token(world.Invitations(mail).Single().Text), 1, "The drawer!");
        var complaint = (await world.Admin.Query("query($id: ID!) { application(id: $id) { complaints { nodes { id number } } } }", new { id = application }))["application"]!["complaints"]!["nodes"]![0]!;
        var id = (string)complaint["id"]!;
        foreach (var step in new[] { "acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint", "acceptResponse" })
        {
            await world.Step(step, id);
        }

        await world.Rectification(id, "VERIFIED");
        var input = new { complaintId = id, idempotencyKey = Guid.NewGuid().ToString() };
        var token = (string)(await world.Admin.Do("askAgain", input, "token"))["token"]!;
        await world.Admin.Do("askAgain", input, "token");
        await world.DeliverMessages();
        var sent = world.Invitations(mail).Should().HaveCount(2).And.Subject.Last();
        sent.Subject.Should().Be($"Are you satisfied now? ({(string)complaint["number"]!})");
        Token(sent.Text).Should().Be(token);
        await world.Rate(token, 5);
        (await world.Nobody.Refused("rateApplication", new { token, score = 1 })).Should().Be("RATING_GIVEN");
    }

    [Fact]
    [Trait("row", "IN-16")]
    public async Task An_administrators_own_text_is_sent_and_hides_the_link_as_well()
    {
        await world.Admin.Do("saveMessageTemplate", new { code = "intake.rating", language = "EN", subject = "Rate {{ link }}", body = "{{ link | downcase }} https://example.org/rate" }, "messageTemplate { id }");
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var application = await world.ClosedFor(contact);
        await world.Admin.Do("restoreMessageTemplate", new { code = "intake.rating", language = "EN" }, "messageTemplate { id }");
        await world.DeliverMessages();
        var sent = world.Invitations(mail).Should().ContainSingle().Which;
        var seen = (await world.Admin.Query(Asked, new { id = application }))["application"]!["ratings"]!["nodes"]![0]!["message"]!;
        seen["subject"]!.GetValue<string>().Should().Be("Rate •••");
        seen["body"]!.GetValue<string>().Should().Be("••• https://example.org/rate");
        (await Kept(Token(sent.Text.ToUpperInvariant().Replace("HTTPS://EXAMPLE.ORG/RATE#", "https://example.org/rate#", StringComparison.Ordinal)))).Should().Be(0);
    }

    [Fact]
    [Trait("row", "IN-16")]
    public async Task A_text_whose_key_is_gone_is_a_dead_letter_and_says_so()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var application = await world.ClosedFor(contact);
        await world.AsOwner(@"update suite.messages set closed = '\x00' where closed is not null and status = 'QUEUED'");
        await world.DeliverMessages();
        var message = (await world.Admin.Query(Asked, new { id = application }))["application"]!["ratings"]!["nodes"]![0]!["message"]!;
        message["status"]!.GetValue<string>().Should().Be("FAILED");
        message["attempts"]!["nodes"]![0]!["reply"]!.GetValue<string>().Should().Be("The key that the text was encrypted with is gone.");
        world.Invitations(mail).Should().BeEmpty();
    }

    [Fact]
    public async Task Whose_case_is_closed_again_is_asked_anew_with_the_whole_time_and_the_earlier_link_ends()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var application = await world.ClosedFor(contact);
        await world.DeliverMessages();
        await world.Advance(TimeSpan.FromDays(29));
        await world.Admin.Do("reopenApplication", new { applicationId = application, reason = "A page was missing." }, "application { id }");
        await world.Close(application);
        await world.DeliverMessages();
        var tokens = world.Invitations(mail).Select(i => Token(i.Text)).ToList();
        tokens.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        (await world.From("10.0.0.8").Refused("rateApplication", new { token = tokens[0], score = 1 })).Should().Be("NOT_FOUND");
        await world.Advance(TimeSpan.FromDays(20));
        await world.Rate(tokens[1], 5);
    }

    [Theory]
    [InlineData("https://example.org/rate")]
    [InlineData("rate#{token}")]
    [InlineData("https://example.org/{token}?t={token}")]
    public async Task A_page_that_cannot_be_linked_to_stops_the_start(string page)
    {
        await using var host = await SuiteHost.Build([.. world.FurtherHost, "--Work:Jobs=false", $"--Modules:intake:Feedback:RatingPage={page}"]);
        var start = () => host.StartAsync();
        (await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>()).Which.Message.Should().StartWith("Modules:intake:Feedback:RatingPage");
    }

    private static string Token(string text) => Link().Match(text).Groups[1].Value;

    private async Task<object?> Closed(JsonNode message) => await world.AsOwner($"select closed from suite.messages where id = '{NodeId.Decode((string)message["id"]!).Key}'");

    /// <summary>How often the secret part of a token is kept where staff or whoever reads the logs may find it.</summary>
    private async Task<long> Kept(string token)
    {
        var tables = new[] { "suite.messages", "suite.message_attempts", "suite.message_routes", "suite.audit_entries", "suite.audit_changes", "suite.events", "intake.ratings", "intake.progress_entries", "hangfire.job" };
        return (long)(await world.AsOwner($"select {string.Join(" + ", tables.Select(t => $"(select count(*) from {t} t where t::text ilike '%{token[8..]}%')"))}"))!;
    }

    [GeneratedRegex("https://example\\.org/rate#([A-Z2-9]{32})\\b")]
    private static partial Regex Link();
}

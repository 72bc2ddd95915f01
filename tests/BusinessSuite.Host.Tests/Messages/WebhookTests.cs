using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
[Trait("row", "EC-15")]
public sealed class WebhookTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    private int _numbers;

    [Fact]
    public async Task A_short_message_is_posted_signed_and_counts_as_delivered_once_the_provider_says_so()
    {
        var number = Number();
        var message = await suite.Sent(("SMS", number));
        var posted = suite.Provider.To(number).Should().ContainSingle().Which;
        posted.IsSigned.Should().BeTrue();
        posted.At.ToUnixTimeSeconds().Should().BeCloseTo(suite.Clock.GetUtcNow().ToUnixTimeSeconds(), 60);
        posted.Data["text"]!.GetValue<string>().Should().Be("This is a test. Messages by SMS reach you.");
        posted.Data["name"]!.GetValue<string>().Should().Be("张三");
        message["status"]!.GetValue<string>().Should().Be("SENT");
        message["attempts"]!["nodes"]![0]!["sentAs"]!.GetValue<string>().Should().Be(posted.Id);

        var id = message["id"]!.GetValue<string>();
        for (var told = 0; told < 2; told++)
        {
            (await WebhookReceiver.CallBack(suite, "message.delivered", posted.Id)).Should().Be(204);
            message = await suite.Message(id);
            message["status"]!.GetValue<string>().Should().Be("DELIVERED");
            MessageSuite.Outcomes(message).Should().Equal("SMS DELIVERED");
            message["attempts"]!["nodes"]![0]!["reply"]!.GetValue<string>().Should().Be("as the network says");
        }

        (await WebhookReceiver.CallBack(suite, "message.failed", posted.Id)).Should().Be(204);
        (await suite.Message(id))["status"]!.GetValue<string>().Should().Be("DELIVERED", "what arrived has arrived");
    }

    [Fact]
    public async Task A_provider_that_stumbles_gets_the_same_id_and_body_again_each_time_later()
    {
        var number = Number();
        suite.Provider.Answer(number, 503, 500, 429);
        var message = await suite.Sent(("WECHAT", number));
        var id = message["id"]!.GetValue<string>();
        foreach (var (wait, tries) in new[] { (TimeSpan.FromSeconds(6), 2), (TimeSpan.FromSeconds(50), 2), (TimeSpan.FromSeconds(11), 3), (TimeSpan.FromMinutes(10), 4) })
        {
            message = await suite.After(wait, id);
            message["attempts"]!["nodes"]!.AsArray().Should().HaveCount(tries);
        }

        MessageSuite.Outcomes(message).Should().Equal("WECHAT FAILED", "WECHAT FAILED", "WECHAT FAILED", "WECHAT DELIVERED");
        message["attempts"]!["nodes"]![0]!["reply"]!.GetValue<string>().Should().Be("503 status 503");
        var posts = suite.Provider.To(number);
        posts.Should().HaveCount(4).And.OnlyContain(p => p.IsSigned);
        posts.Select(p => (p.Id, p.Body)).Distinct().Should().ContainSingle();
        posts.Select(p => p.At).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_provider_that_asks_for_a_longer_pause_gets_it()
    {
        var number = Number();
        suite.Provider.Answers(number).Enqueue(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (429, "120");
            return Task.CompletedTask;
        });
        var id = (await suite.Sent(("WECHAT", number)))["id"]!.GetValue<string>();
        MessageSuite.Outcomes(await suite.After(TimeSpan.FromSeconds(110), id)).Should().Equal("WECHAT FAILED");
        MessageSuite.Outcomes(await suite.After(TimeSpan.FromSeconds(11), id)).Should().Equal("WECHAT FAILED", "WECHAT DELIVERED");
    }

    [Fact]
    public async Task With_another_channel_left_three_failed_tries_are_enough()
    {
        var number = Number();
        suite.Provider.Answer(number, 503, 503, 503);
        var message = await suite.Sent(("SMS", number), ("MAIL", "instead@example.org"));
        var id = message["id"]!.GetValue<string>();
        await suite.After(TimeSpan.FromSeconds(6), id);
        message = await suite.After(TimeSpan.FromSeconds(61), id);
        MessageSuite.Outcomes(message).Should().Equal("SMS FAILED", "SMS FAILED", "SMS FAILED", "MAIL DELIVERED");
        message["failedTries"]!.GetValue<int>().Should().Be(3);
        suite.Mail.To("instead@example.org").Should().ContainSingle();
    }

    [Fact]
    public async Task A_provider_that_never_recovers_leaves_a_dead_letter_after_all_tries_and_redelivery_begins_anew()
    {
        var number = Number();
        suite.Provider.Answer(number, [.. Enumerable.Repeat(500, 8)]);
        var id = (await suite.Sent(("SMS", number)))["id"]!.GetValue<string>();
        foreach (var hours in new[] { 0.01, 0.1, 0.2, 1.1, 4.1, 12.1 })
        {
            (await suite.After(TimeSpan.FromHours(hours), id))["status"]!.GetValue<string>().Should().Be("QUEUED");
        }

        (await suite.After(TimeSpan.FromHours(24.1), id))["status"]!.GetValue<string>().Should().Be("FAILED");
        suite.Provider.To(number).Should().HaveCount(8);
        await suite.Admin.Do("redeliverMessage", new { messageId = id }, "message { id }");
        await suite.DeliverMessages();
        suite.Provider.To(number).Should().HaveCount(9);
        (await WebhookReceiver.CallBack(suite, "message.delivered", suite.Provider.To(number)[^1].Id)).Should().Be(204);
        (await suite.Message(id))["status"]!.GetValue<string>().Should().Be("DELIVERED");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var number = Number();
        suite.Provider.Answers(number).Enqueue(http =>
        {
            http.Response.Redirect("/messages");
            return Task.CompletedTask;
        });
        MessageSuite.Outcomes(await suite.Sent(("SMS", number))).Should().Equal("SMS FAILED");
        suite.Provider.To(number).Should().ContainSingle();
    }

    [Fact]
    public async Task When_the_provider_tells_of_failure_or_nothing_in_time_the_next_channel_is_taken()
    {
        var (told, silent) = (Number(), Number());
        var first = (await suite.Sent(("SMS", told), ("MAIL", "told@example.org")))["id"]!.GetValue<string>();
        (await WebhookReceiver.CallBack(suite, "message.failed", suite.Provider.To(told)[0].Id)).Should().Be(204);
        await suite.DeliverMessages();
        MessageSuite.Outcomes(await suite.Message(first)).Should().Equal("SMS FAILED", "MAIL DELIVERED");

        var second = (await suite.Sent(("SMS", silent), ("MAIL", "silent@example.org")))["id"]!.GetValue<string>();
        MessageSuite.Outcomes(await suite.After(TimeSpan.FromMinutes(59), second)).Should().Equal("SMS SENT");
        MessageSuite.Outcomes(await suite.After(TimeSpan.FromMinutes(2), second)).Should().Equal("SMS FAILED", "MAIL DELIVERED");
    }

    [Fact]
    public async Task Late_proof_counts_and_spares_the_call()
    {
        var number = Number();
        var id = (await suite.Sent(("SMS", number), ("PHONE", number)))["id"]!.GetValue<string>();
        var message = await suite.After(TimeSpan.FromMinutes(61), id);
        message["status"]!.GetValue<string>().Should().Be("CALLING");
        message["phoneTasks"]!["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("OPEN");

        (await WebhookReceiver.CallBack(suite, "message.delivered", suite.Provider.To(number)[0].Id)).Should().Be(204);
        message = await suite.Message(id);
        message["status"]!.GetValue<string>().Should().Be("DELIVERED");
        message["deliveredBy"]!.GetValue<string>().Should().Be("SMS");
        message["phoneTasks"]!["nodes"]![0]!["status"]!.GetValue<string>().Should().Be("DROPPED");
    }

    [Fact]
    public async Task A_callback_that_comes_before_the_answer_to_the_post_is_not_undone_by_it()
    {
        var number = Number();
        suite.Provider.Answers(number).Enqueue(async http =>
        {
            (await WebhookReceiver.CallBack(suite, "message.delivered", http.Request.Headers["webhook-id"].ToString())).Should().Be(204);
            http.Response.StatusCode = 202;
        });
        var message = await suite.Sent(("SMS", number));
        message["status"]!.GetValue<string>().Should().Be("DELIVERED");
        MessageSuite.Outcomes(message).Should().Equal("SMS DELIVERED");
    }

    [Fact]
    public async Task A_callback_needs_the_channels_signature_of_this_moment_and_a_message_that_the_channel_was_given()
    {
        var number = Number();
        var message = await suite.Sent(("SMS", number));
        var sentAs = suite.Provider.To(number)[0].Id;
        Task<int> CallBack(string? id = null, string type = "message.delivered", string channel = "SMS", string? secret = null, TimeSpan ago = default, string? body = null) =>
            WebhookReceiver.CallBack(suite, type, id ?? sentAs, channel, secret, suite.Clock.GetUtcNow() - ago, body);

        (await CallBack(secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).Should().Be(401);
        (await CallBack(ago: TimeSpan.FromMinutes(6))).Should().Be(401);
        (await CallBack(ago: TimeSpan.FromMinutes(-6))).Should().Be(401);
        (await CallBack(channel: "PIGEON")).Should().Be(404);
        (await CallBack(channel: "WECHAT")).Should().Be(404, "the message went by SMS");
        (await CallBack(id: "msg_00000000000000000000000000000000")).Should().Be(404);
        (await CallBack(id: "msg_")).Should().Be(404);
        (await CallBack(id: sentAs + "_1")).Should().Be(404, "it was not taken up again");
        (await CallBack(type: "message.seen")).Should().Be(400);
        (await CallBack(body: "[]")).Should().Be(400);
        (await CallBack(body: "{\"type\":\"message.delivered\",\"data\":7}")).Should().Be(400);
        (await CallBack(body: new string(' ', 70_000))).Should().Be(413);
        (await suite.Message(message["id"]!.GetValue<string>()))["status"]!.GetValue<string>().Should().Be("SENT");
    }

    private string Number() => $"+86138{GetHashCode() % 10_000:D4}{Interlocked.Increment(ref _numbers):D4}";
}

using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class PhoneTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    [Fact]
    public async Task Who_is_reached_by_phone_was_told_and_the_call_is_on_record()
    {
        var message = await suite.Sent(("PHONE", "+8613811111111"));
        message["status"]!.GetValue<string>().Should().Be("CALLING");
        var task = Task(message);
        task["phoneNumber"]!.GetValue<string>().Should().Be("+8613811111111");
        var caller = await suite.Person([("suite.message.read", "ALL"), ("suite.call.record", "ALL"), ("suite.account.read", "ALL")]);
        (await caller.Refused("recordCall", new { phoneTaskId = (string)task["id"]!, reached = true, text = " " })).Should().Be("CALL_TEXT_MISSING");
        var recorded = (await caller.Do(
            "recordCall", new { phoneTaskId = (string)task["id"]!, reached = true, text = "Told Mr Zhang himself." },
            "phoneTask { status calls { nodes { outcome reply account { displayName } } } message { status deliveredBy } }"))["phoneTask"]!;
        recorded["status"]!.GetValue<string>().Should().Be("REACHED");
        recorded["message"]!.ToJsonString().Should().Be("""{"status":"DELIVERED","deliveredBy":"PHONE"}""");
        var call = recorded["calls"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        call["outcome"]!.GetValue<string>().Should().Be("DELIVERED");
        call["reply"]!.GetValue<string>().Should().Be("Told Mr Zhang himself.");
        call["account"]!["displayName"]!.GetValue<string>().Should().StartWith("user-");
        (await caller.Refused("recordCall", new { phoneTaskId = (string)task["id"]!, reached = false, text = "Again." })).Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    public async Task After_three_calls_that_reach_nobody_the_next_channel_is_taken_or_the_message_given_up()
    {
        var message = await suite.Sent(("PHONE", "+8613822222222"), ("MAIL", "after-calls@example.org"));
        var task = (string)Task(message)["id"]!;
        for (var call = 1; call <= 3; call++)
        {
            var recorded = (await suite.Admin.Do("recordCall", new { phoneTaskId = task, reached = false, text = "No answer." }, "phoneTask { status failedCalls }"))["phoneTask"]!;
            recorded.ToJsonString().Should().Be($$"""{"status":"{{(call < 3 ? "OPEN" : "GIVEN_UP")}}","failedCalls":{{call}}}""");
        }

        await suite.DeliverMessages();
        message = await suite.Message(message["id"]!.GetValue<string>());
        MessageSuite.Outcomes(message).Should().Equal("PHONE FAILED", "PHONE FAILED", "PHONE FAILED", "MAIL DELIVERED");
        message["failedTries"]!.GetValue<int>().Should().Be(3);

        message = await suite.Sent(("PHONE", "+8613833333333"));
        for (var call = 1; call <= 3; call++)
        {
            await suite.Admin.Do("recordCall", new { phoneTaskId = (string)Task(message)["id"]!, reached = false, text = "Busy." }, "phoneTask { id }");
        }

        (await suite.Message(message["id"]!.GetValue<string>()))["status"]!.GetValue<string>().Should().Be("FAILED");
    }

    [Fact]
    public async Task Nobody_is_called_or_texted_in_quiet_hours_but_mail_and_what_is_urgent_goes_out()
    {
        // 2 March, 20:59 in Shanghai; the working calendar's zone counts.
        await suite.Advance(new DateTimeOffset(suite.Clock.GetUtcNow().Date.AddHours(12).AddMinutes(59), TimeSpan.Zero) - suite.Clock.GetUtcNow());
        var before = await suite.Send(urgent: false, "EN", ("PHONE", "+8613844444440"));
        (await suite.After(TimeSpan.Zero, before))["status"]!.GetValue<string>().Should().Be("CALLING");
        await suite.Advance(TimeSpan.FromMinutes(1));

        var call = await suite.Send(urgent: false, "EN", ("PHONE", "+8613844444441"));
        var text = await suite.Send(urgent: false, "EN", ("SMS", "+8613844444442"));
        var mail = await suite.Send(urgent: false, "EN", ("MAIL", "night@example.org"));
        var urgent = await suite.Send(urgent: true, "EN", ("SMS", "+8613844444443"));
        await suite.DeliverMessages();
        (await suite.Message(mail))["status"]!.GetValue<string>().Should().Be("DELIVERED");
        (await suite.Message(urgent))["status"]!.GetValue<string>().Should().Be("SENT");
        foreach (var id in new[] { call, text })
        {
            var waiting = await suite.After(TimeSpan.Zero, id);
            waiting["status"]!.GetValue<string>().Should().Be("QUEUED");
            waiting["dueAt"]!.GetValue<DateTimeOffset>().TimeOfDay.Should().Be(TimeSpan.Zero, "08:00 in Shanghai is midnight UTC");
            waiting["attempts"]!["nodes"]!.AsArray().Should().BeEmpty();
        }

        await suite.Advance(suite.Clock.GetUtcNow().Date.AddDays(1) - suite.Clock.GetUtcNow().DateTime);
        await suite.DeliverMessages();
        (await suite.Message(call))["status"]!.GetValue<string>().Should().Be("CALLING");
        (await suite.Message(text))["status"]!.GetValue<string>().Should().Be("SENT");
    }

    private static JsonNode Task(JsonNode message) => message["phoneTasks"]!["nodes"]![0]!;
}

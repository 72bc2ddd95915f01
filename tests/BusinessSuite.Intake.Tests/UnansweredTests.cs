using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>What tests of unanswered applications look at.</summary>
public abstract class Unanswered(IntakeWorld world)
{
    protected IntakeWorld World { get; } = world;

    /// <summary>Where an application stands.</summary>
    protected async Task<(string Status, string ReceivedAt, string? AcceptedAt, string? Number)> State(string id)
    {
        var application = (await World.Admin.Query("query($id: ID!) { application(id: $id) { status receivedAt acceptedAt number } }", new { id }))["application"]!;
        return ((string)application["status"]!, (string)application["receivedAt"]!, (string?)application["acceptedAt"], (string?)application["number"]);
    }
}

[Trait("row", "IN-04")]
public sealed class UnansweredTests(IntakeWorld world) : Unanswered(world), IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task Without_a_notice_in_time_an_application_is_accepted_as_of_its_receipt()
    {
        var (silent, _) = await World.Receive();
        var (answered, _) = await World.Receive();
        var (late, _) = await World.Receive();
        await World.Judge(answered, "MISSING");
        await World.Admin.Do("issueSupplementNotice", new { applicationId = answered }, "supplementNotice { id }");
        var received = (await State(silent)).ReceivedAt;
        var lateReceived = (await State(late)).ReceivedAt;

        // Monday 2 March: five working days after it end on Monday the 9th, 18:00 in Shanghai.
        await World.Advance(new DateTimeOffset(2026, 3, 9, 9, 59, 0, TimeSpan.Zero) - World.Clock.GetUtcNow());
        await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow());
        (await State(silent)).Status.Should().Be("RECEIVED");

        await World.Advance(TimeSpan.FromMinutes(2));
        await World.Judge(silent, "MISSING");
        (await World.Admin.Refused("issueSupplementNotice", new { applicationId = silent })).Should().Be("NOTICE_TERM_OVER");
        (await World.Admin.Refused("refuseApplication", new { applicationId = silent, reason = "x", whereToGo = "y" })).Should().Be("NOTICE_TERM_OVER");
        await World.Judge(late, "PRESENT");
        await World.Admin.Do("acceptApplication", new { applicationId = late }, "application { id }");
        (await State(late)).Should().Be(("ACCEPTED", lateReceived, lateReceived, "PERMIT-20260309-0001"), "who answers too late gains no time");
        await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow());
        (await State(silent)).Should().Be(("ACCEPTED", received, received, "PERMIT-20260309-0002"));
        (await State(answered)).Status.Should().Be("SUPPLEMENT_REQUESTED");
    }
}

[Trait("row", "IN-04")]
public sealed class UnacceptableTests(IntakeWorld world) : Unanswered(world), IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task One_that_cannot_be_accepted_keeps_none_of_the_others_waiting()
    {
        var type = await World.NewType("SPOILED", "SPOILED-{seq:4}");
        var (spoiled, _) = await World.Receive(type);
        var (sound, _) = await World.Receive();
        await World.AsOwner("alter table intake.type_versions disable trigger user; update intake.type_versions set number_pattern = 'none' where number_pattern like 'SPOILED%'; alter table intake.type_versions enable trigger user");
        for (var tick = 0; tick < 2; tick++)
        {
            await World.Advance(TimeSpan.FromDays(10));
            (await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow())).Should().BeTrue();
            (await State(sound)).Status.Should().Be("ACCEPTED");
            (await State(spoiled)).Status.Should().Be("RECEIVED");
            (sound, _) = await World.Receive();
        }

        await World.AsOwner("alter table intake.type_versions disable trigger user; update intake.type_versions set number_pattern = 'SPOILED-{seq:4}' where number_pattern = 'none'; alter table intake.type_versions enable trigger user");
        await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow().AddMinutes(10));
        (await State(spoiled)).Number.Should().Be("SPOILED-0001", "it is tried again each time");
    }
}

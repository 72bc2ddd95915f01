using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-04")]
public sealed class UnansweredTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task Without_a_notice_in_time_an_application_is_accepted_as_of_its_receipt()
    {
        var (silent, _) = await world.Receive();
        var (answered, _) = await world.Receive();
        await world.Judge(answered, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = answered }, "supplementNotice { id }");
        var received = (await State(silent)).ReceivedAt;

        // Monday 2 March: five working days after it end on Monday the 9th, 18:00 in Shanghai.
        await world.Advance(new DateTimeOffset(2026, 3, 9, 9, 59, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await world.Tick("intake.accept-unanswered", world.Clock.GetUtcNow());
        (await State(silent)).Status.Should().Be("RECEIVED");

        await world.Advance(TimeSpan.FromMinutes(2));
        await world.Tick("intake.accept-unanswered", world.Clock.GetUtcNow());
        (await State(silent)).Should().Be(("ACCEPTED", received, received, "PERMIT-20260309-0001"));
        (await State(answered)).Status.Should().Be("SUPPLEMENT_REQUESTED");
    }

    [Fact]
    public async Task After_a_supplement_the_same_time_runs_again_from_its_receipt()
    {
        var (silent, again) = ((await world.Receive()).Id, (await world.Receive()).Id);
        foreach (var wanting in new[] { silent, again })
        {
            await world.Judge(wanting, "MISSING");
            await world.Admin.Do("issueSupplementNotice", new { applicationId = wanting }, "supplementNotice { id }");
        }

        await world.Advance(TimeSpan.FromDays(30));
        await world.Tick("intake.accept-unanswered", world.Clock.GetUtcNow());
        (await State(silent)).Status.Should().Be("SUPPLEMENT_REQUESTED", "it is the applicant's turn");
        await world.Admin.Do("submitSupplement", new { applicationId = silent }, "application { id }");
        await world.Admin.Do("submitSupplement", new { applicationId = again }, "application { id }");
        var supplied = (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { notices { nodes { closedAt } } } }", new { id = silent }))["application"]!["notices"]!["nodes"]![0]!["closedAt"]!;
        await world.Admin.Do("refuseApplication", new { applicationId = again, reason = "Still missing.", whereToGo = "Here" }, "application { id }");
        await world.Tick("intake.accept-unanswered", world.Clock.GetUtcNow());
        (await State(silent)).Status.Should().Be("RECEIVED", "the time began with the supplement");

        await world.Advance(TimeSpan.FromDays(14));
        await world.Tick("intake.accept-unanswered", world.Clock.GetUtcNow());
        var accepted = await State(silent);
        (accepted.Status, accepted.AcceptedAt).Should().Be(("ACCEPTED", supplied));
        (await State(again)).Status.Should().Be("NOT_ACCEPTED");
    }

    private async Task<(string Status, string ReceivedAt, string? AcceptedAt, string? Number)> State(string id)
    {
        var application = (await world.Admin.Query("query($id: ID!) { application(id: $id) { status receivedAt acceptedAt number } }", new { id }))["application"]!;
        return ((string)application["status"]!, (string)application["receivedAt"]!, (string?)application["acceptedAt"], (string?)application["number"]);
    }
}

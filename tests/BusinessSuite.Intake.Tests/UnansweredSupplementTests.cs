using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-04")]
public sealed class UnansweredSupplementTests(IntakeWorld world) : Unanswered(world), IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task After_a_supplement_the_same_time_runs_again_from_its_receipt()
    {
        var (silent, again) = ((await World.Receive()).Id, (await World.Receive()).Id);
        foreach (var wanting in new[] { silent, again })
        {
            await World.Judge(wanting, "MISSING");
            await World.Admin.Do("issueSupplementNotice", new { applicationId = wanting }, "supplementNotice { id }");
        }

        await World.Advance(TimeSpan.FromDays(30));
        await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow());
        (await State(silent)).Status.Should().Be("SUPPLEMENT_REQUESTED", "it is the applicant's turn");
        await World.Admin.Do("submitSupplement", new { applicationId = silent }, "application { id }");
        await World.Admin.Do("submitSupplement", new { applicationId = again }, "application { id }");
        var supplied = (string)(await World.Admin.Query("query($id: ID!) { application(id: $id) { notices { nodes { closedAt } } } }", new { id = silent }))["application"]!["notices"]!["nodes"]![0]!["closedAt"]!;
        await World.Admin.Do("refuseApplication", new { applicationId = again, reason = "Still missing.", whereToGo = "Here" }, "application { id }");
        await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow());
        (await State(silent)).Status.Should().Be("RECEIVED", "the time began with the supplement");

        await World.Advance(TimeSpan.FromDays(14));
        await World.Tick("intake.accept-unanswered", World.Clock.GetUtcNow());
        var accepted = await State(silent);
        (accepted.Status, accepted.AcceptedAt).Should().Be(("ACCEPTED", supplied));
        (await State(again)).Status.Should().Be("NOT_ACCEPTED");
    }
}

namespace BusinessSuite.Intake.Tests;

[Trait("row", "GE-07")]
[Trait("row", "IN-08")]
public sealed class FollowingAbsenceTests(IntakeWorldWithJobs world) : Handovers(world), IClassFixture<IntakeWorldWithJobs>
{
    [Fact]
    public async Task Absences_that_follow_on_each_other_keep_the_tasks_away_from_who_is_still_away()
    {
        var (away, first, second) = (await World.NewEmployee(), await World.NewEmployee(), await World.NewEmployee());
        string[] tasks = [await Planned(await World.Accepted(), away), await Planned(await World.Accepted(), away)];
        var start = World.Clock.GetUtcNow();
        foreach (var (day, deputyId) in new[] { (0, first), (2, second), (4, (string?)null) })
        {
            await World.Make("recordAbsence", new { employeeId = away, kind = "BUSINESS_TRAVEL", from = start.AddDays(day), until = start.AddDays(day + 2), deputyId }, "absence");
        }

        async Task<List<(string?, string?)>> On(double day)
        {
            await World.Advance(start.AddDays(day) - World.Clock.GetUtcNow());
            await World.Tick("organization.handover", World.Clock.GetUtcNow());
            await World.Reacted();
            await World.Tick("intake.hand-over-waiting", World.Clock.GetUtcNow());
            return await Holders(tasks);
        }

        (await On(1)).Should().Equal((first, away), (first, away));
        (await On(2.5)).Should().Equal([(second, away), (second, away)], "he is away again, and someone else stands in");
        (await On(4.5)).Should().Equal([(second, away), (second, away)], "he is away again, and nobody stands in");
        (await On(6.5)).Should().Equal([(away, null), (away, null)], "he is back");
    }
}

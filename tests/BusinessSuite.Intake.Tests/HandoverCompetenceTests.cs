namespace BusinessSuite.Intake.Tests;

[Trait("row", "GE-07")]
[Trait("row", "IN-08")]
public sealed class HandoverCompetenceTests(IntakeWorldWithJobs world) : Handovers(world), IClassFixture<IntakeWorldWithJobs>
{
    [Fact]
    public async Task A_task_goes_to_nobody_who_lacks_its_competence_and_not_back_to_who_lost_it()
    {
        var (away, unskilled, skilled) = (await World.NewEmployee(), await World.NewEmployee(), await World.NewEmployee());
        var boss = await World.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], await World.NewEmployee());
        var competence = await World.Make("createCompetence", new { code = "HANDED", name = "x" }, "competence");
        foreach (var (employee, until) in new[] { (away, "2026-06-10"), (skilled, (string?)null) })
        {
            await World.Make("assessCompetence", new { employeeId = employee, competenceId = competence, level = 1, evidence = "Certificate", validFrom = "2026-01-01", validUntil = until }, "employeeCompetence");
        }

        var task = await Planned(await World.Accepted(await World.NewType("HANDED", "H-{seq:3}", competences: [new { competenceId = competence }])), away);
        await Leave(boss, away, unskilled, "2026-06-03", "2026-06-03");
        await Leave(boss, away, skilled, "2026-06-09", "2026-06-10");
        async Task<(string?, string?)> On(int day)
        {
            await World.Advance(new DateTimeOffset(2026, 6, day, 1, 0, 0, TimeSpan.Zero) - World.Clock.GetUtcNow());
            await World.Tick("organization.handover", World.Clock.GetUtcNow());
            await World.Reacted();
            return (await Holders([task])).Single();
        }

        (await On(3)).Should().Be((away, null));
        await World.Make("assessCompetence", new { employeeId = unskilled, competenceId = competence, level = 1, evidence = "Certificate", validFrom = "2026-06-03", validUntil = "2026-06-05" }, "employeeCompetence");
        await World.Tick("intake.hand-over-waiting", World.Clock.GetUtcNow());
        (await Holders([task])).Should().Equal([(unskilled, away)], "what nobody could take is tried again");
        await On(4);
        (await On(9)).Should().Be((skilled, away));
        (await On(11)).Should().Be((skilled, null), "it stays for good");
    }
}

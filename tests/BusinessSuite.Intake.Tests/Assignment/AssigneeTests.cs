namespace BusinessSuite.Intake.Tests.Assignment;

/// <summary>Tasks of those who belong to another department than the application.</summary>
[Trait("row", "IN-08")]
[Trait("row", "IN-09")]
[Trait("row", "IN-12")]
public sealed class AssigneeTests(AssignmentWorld world) : IClassFixture<AssignmentWorld>
{
    private const string Mine = "query($t: ID!) { task(id: $t) { name criteria { nodes { id } } application { id number checklist { totalCount } } } applications { totalCount } tasks { totalCount } }";

    [Theory]
    [InlineData("OWN")]
    [InlineData("DEPARTMENT")]
    public async Task Whoever_has_a_task_sees_its_application_completes_it_and_asks_for_help_from_any_department(string scope)
    {
        var elsewhere = await world.NewDepartment($"ELSEWHERE-{scope}");
        var (employee, other) = (await world.NewEmployee(elsewhere), await world.NewEmployee(elsewhere));
        (string, string)[] grants =
        [
            ("intake.application.read", scope), ("intake.task.complete", scope), ("intake.escalation.raise", scope), ("intake.escalation.read", scope),
            ("intake.application.decide", scope), ("intake.application.review", scope), ("intake.task.assign", scope),
        ];
        var (assignee, colleague) = (await world.Person(grants, employee), await world.Person(grants, other));
        var (application, foreign) = (await world.Accepted(), await world.Accepted());
        var task = await world.Plan(application, "2026-03-20");
        (await assignee.Query(Mine, new { t = task }))["task"].Should().BeNull("nobody has it yet");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = employee }, "task { id }");

        var seen = await assignee.Query(Mine, new { t = task });
        seen["task"]!["application"]!["number"].Should().NotBeNull();
        seen["task"]!["application"]!["checklist"]!["totalCount"]!.GetValue<int>().Should().Be(3, "what belongs to the application is seen with it");
        ((int)seen["applications"]!["totalCount"]!, (int)seen["tasks"]!["totalCount"]!).Should().Be((1, 1), "and nothing else is");
        var unseen = await colleague.Query(Mine, new { t = task });
        (unseen["task"], (int)unseen["applications"]!["totalCount"]!).Should().Be((null, 0));

        // Seeing is not changing.
        (await assignee.Refused("cancelApplication", new { applicationId = application, reason = "x" })).Should().Be("OUT_OF_SCOPE");
        (await assignee.Refused("planTask", new { applicationId = application, name = "x" })).Should().Be("OUT_OF_SCOPE");
        (await assignee.Refused("escalateApplication", new { applicationId = foreign, reason = "Help" })).Should().Be("NOT_FOUND");
        (await colleague.Refused("escalateApplication", new { applicationId = application, reason = "Help" })).Should().Be("NOT_FOUND");
        (await colleague.Refused("completeTask", new { taskId = task, answers = Array.Empty<object>() })).Should().Be("NOT_FOUND");

        (await assignee.Do("escalateApplication", new { applicationId = application, reason = "The plan is missing." }, "escalation { reason }"))["escalation"]!["reason"]!.GetValue<string>().Should().Be("The plan is missing.");
        var answers = seen["task"]!["criteria"]!["nodes"]!.AsArray().Select(c => new { criterionId = (string)c!["id"]!, met = true, evidence = "seen" });
        (await assignee.Do("completeTask", new { taskId = task, answers }, "task { status criteria { nodes { evidence } } }"))["task"]!.ToJsonString()
            .Should().Be("""{"status":"COMPLETED","criteria":{"nodes":[{"evidence":"seen"}]}}""");
        (await assignee.Query("{ applications { totalCount } }"))["applications"]!["totalCount"]!.GetValue<int>().Should().Be(0, "it is not his any more");
    }

    [Fact]
    public async Task A_task_that_goes_to_somebody_else_takes_the_application_with_it()
    {
        var elsewhere = await world.NewDepartment("MOVED");
        var (first, second) = (await world.NewEmployee(elsewhere), await world.NewEmployee(elsewhere));
        var people = new[] { await world.Person([("intake.application.read", "OWN")], first), await world.Person([("intake.application.read", "OWN")], second) };
        var task = await world.Plan(await world.Accepted(), "2026-03-20");
        foreach (var (holder, i) in new[] { first, second }.Select((h, i) => (h, i)))
        {
            await world.Admin.Do("assignTask", new { taskId = task, employeeId = holder }, "task { id }");
            foreach (var (person, at) in people.Select((p, at) => (p, at)))
            {
                (await person.Query("{ applications { totalCount } }"))["applications"]!["totalCount"]!.GetValue<int>().Should().Be(at == i ? 1 : 0);
            }
        }
    }
}

using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Intake.Tests.Assignment;

[Trait("row", "IN-08")]
public sealed class CompetenceTests(AssignmentWorld world) : IClassFixture<AssignmentWorld>
{
    [Fact]
    public async Task Nobody_is_given_a_task_without_the_competences_that_its_type_asks_for()
    {
        await world.Carry("FIT", "skilled", "weak", "expired", "untrained");
        var (gas, power) = (await world.Make("createCompetence", new { code = "GAS", name = "Gas" }, "competence"), await world.Make("createCompetence", new { code = "POWER", name = "Power" }, "competence"));
        await world.Assess("skilled", gas, 3, "2026-03-03");
        await world.Assess("skilled", power, 1);
        await world.Assess("weak", gas, 1);
        await world.Assess("weak", power, 5);
        await world.Assess("expired", gas, 5, "2026-03-02");
        await world.Assess("expired", power, 1);
        (await world.Admin.Refused("draftApplicationTypeVersion", Draft(new { competenceId = gas, leastLevel = 6 }))).Should().Be("COMPETENCE_LEVEL");
        (await world.Admin.Refused("draftApplicationTypeVersion", Draft(new { competenceId = gas, leastLevel = 1 }, new { competenceId = gas, leastLevel = 2 }))).Should().Be("COMPETENCE_TWICE");
        var type = await world.NewType("FITTED", "F-{seq:3}", "FIT", [new { competenceId = gas, leastLevel = 2 }, new { competenceId = power }]);
        var application = await world.Accepted(type);
        await world.Admin.Do("assignTask", new { taskId = await world.Plan(application, "2026-03-20"), employeeId = world.People["skilled"] }, "task { id }");

        var task = await world.Plan(application, "2026-03-20");
        var why = await world.Explain(task);
        AssignmentWorld.Reasons(why).Should().Equal(new Dictionary<string, string>
        {
            ["skilled"] = "CARRIES_DUTY COMPETENT ON_SHIFT LOWEST_LOAD",
            ["weak"] = "CARRIES_DUTY COMPETENCE_LACKING ON_SHIFT",
            ["expired"] = "CARRIES_DUTY COMPETENCE_LACKING ON_SHIFT",
            ["untrained"] = "CARRIES_DUTY COMPETENCE_LACKING ON_SHIFT",
        });
        why["skilled"]["competences"]!.ToJsonString().Should().Be("""[{"competence":{"code":"GAS"},"leastLevel":2,"level":3,"validUntil":"2026-03-03"},{"competence":{"code":"POWER"},"leastLevel":1,"level":1,"validUntil":null}]""");
        why["expired"]["competences"]![0]!.ToJsonString().Should().Be("""{"competence":{"code":"GAS"},"leastLevel":2,"level":null,"validUntil":null}""", "a certificate does not hold on the day that it ends");
        why["weak"]["explanations"]![1]!.GetValue<string>().Should().Be("Lacks a competence that the task asks for, or its level, on this day.");
        world.Admin.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        (await world.Explain(task))["weak"]["explanations"]![1]!.GetValue<string>().Should().Be("当日不具备任务所要求的能力或等级。");
        world.Admin.Http.DefaultRequestHeaders.AcceptLanguage.Clear();

        foreach (var name in new[] { "weak", "expired", "untrained" })
        {
            (await world.Admin.Refused("assignTask", new { taskId = task, employeeId = world.People[name] })).Should().Be("COMPETENCE_LACKING");
            var act = () => world.AsApp($"update intake.tasks set status = 'ASSIGNED', assignee_id = '{NodeId.Decode(world.People[name]).Key}' where id = '{NodeId.Decode(task).Key}'", """{"scopes":{"*":"ALL"}}""");
            (await act.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_tasks_competence");
        }

        var assigned = (await world.Admin.Do("assignTask", new { taskId = task }, "task { assignee { id } assignments { nodes { explanation } } }"))["task"]!;
        assigned["assignee"]!["id"]!.GetValue<string>().Should().Be(world.People["skilled"]);
        assigned["assignments"]!["nodes"]![0]!["explanation"]!.ToJsonString().Should().Contain("COMPETENCE_LACKING").And.Contain("leastLevel");
        // The day of the office counts: at 00:30 in Shanghai it is still the day before in UTC.
        await world.Advance(new DateTimeOffset(2026, 3, 2, 16, 30, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        (await world.Admin.Refused("assignTask", new { taskId = await world.Plan(application, "2026-03-20") })).Should().Be("NOBODY_FITS", "the certificate ran out at midnight");
        await world.Assess("untrained", gas, 2, from: "2026-03-03");
        await world.Assess("untrained", power, 2, from: "2026-03-03");
        (await world.Assigned(await world.Plan(application, "2026-03-20"))).Should().Be("untrained", "this one holds from today on");
        object Draft(params object[] competences) => new
        {
            applicationTypeId = world.Type,
            guidanceEn = "x",
            guidanceZh = "x",
            numberPattern = "G-{seq:3}",
            noticeWithinDays = 5,
            processingTime = "PT8H",
            fields = Array.Empty<object>(),
            materials = Array.Empty<object>(),
            competences,
        };
    }
}

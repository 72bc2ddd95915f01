using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>An office that runs what follows from events.</summary>
public sealed class IntakeWorldWithJobs : IntakeWorld
{
    protected override string[] Settings => [];

    /// <summary>Waits until nothing that follows from events is left to do.</summary>
    public Task Reacted() => Eventually.Holds(async () =>
        (long)(await AsOwner("select count(*) from hangfire.job where statename in ('Enqueued', 'Processing', 'Scheduled') and invocationdata::text like '%Reaction%'"))! == 0);
}

[Trait("row", "GE-07")]
public sealed class HandoverTests(IntakeWorldWithJobs world) : IClassFixture<IntakeWorldWithJobs>
{
    [Fact]
    public async Task Open_tasks_go_to_the_deputy_for_the_time_of_leave_and_come_back()
    {
        var (away, deputy, related) = (await world.NewEmployee(), await world.NewEmployee(), await world.NewEmployee());
        var bossId = await world.NewEmployee();
        var boss = await world.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], bossId);
        var application = await world.Accepted();
        var tasks = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            tasks.Add(await Planned(application, away));
        }

        var leave = await Leave(boss, away, deputy, "2026-03-04", "2026-03-05");
        (await Holders(tasks)).Should().OnlyContain(h => h.Assignee == away, "the leave has not begun");

        await world.Advance(new DateTimeOffset(2026, 3, 4, 1, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await world.Tick("organization.handover", world.Clock.GetUtcNow());
        await Eventually.Holds(async () => (await Holders(tasks)).All(h => h == (deputy, away)));
        (await world.Admin.Query("query($t: ID!) { task(id: $t) { assignments { nodes { employee { id } } } } }", new { t = tasks[0] }))["task"]!["assignments"]!["nodes"]!.AsArray()
            .Select(a => (string)a!["employee"]!["id"]!).Should().BeEquivalentTo([away, deputy], "who had it when is kept");

        // One is done, one is given to someone else for good; the others come back.
        await world.Admin.Do("completeTask", new { taskId = tasks[0], answers = await Answers(tasks[0]) }, "task { status }");
        await world.Admin.Do("assignTask", new { taskId = tasks[1], employeeId = related }, "task { status onBehalfOf { id } }");
        await world.Advance(new DateTimeOffset(2026, 3, 6, 1, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await world.Tick("organization.handover", world.Clock.GetUtcNow());
        await Eventually.Holds(async () => (await Holders(tasks[2..])).All(h => h == (away, null)));
        (await Holders(tasks[..2])).Should().Equal((deputy, away), (related, null));
        (await world.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { absences { nodes { handedOverAt takenBackAt } } } }", new { id = leave }))["leaveRequest"]!["absences"]!["nodes"]![0]!.ToJsonString()
            .Should().NotContain("null");

        // A deputy who keeps away from the applicant does not get the task; leave that is cancelled brings back what was handed over.
        await world.Admin.Do("declareConflictOfInterest", new { employeeId = related, contactId = world.Contact, reason = "Brother" }, "conflictOfInterest { id }");
        var second = await Leave(boss, away, related, "2026-03-09", "2026-03-13");
        var mine = await Planned(application, away);
        await world.Advance(new DateTimeOffset(2026, 3, 9, 1, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await world.Tick("organization.handover", world.Clock.GetUtcNow());
        await world.Reacted();
        (await Holders([mine])).Should().Equal((away, null));
        await world.Admin.Do("cancelLeave", new { leaveRequestId = second }, "leaveRequest { status }");
        var third = await Leave(boss, away, deputy, "2026-03-10", "2026-03-13");
        await world.Advance(new DateTimeOffset(2026, 3, 10, 1, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await world.Tick("organization.handover", world.Clock.GetUtcNow());
        await Eventually.Holds(async () => (await Holders([mine])).Single() == (deputy, away));
        await world.Admin.Do("cancelLeave", new { leaveRequestId = third }, "leaveRequest { status }");
        await Eventually.Holds(async () => (await Holders([mine])).Single() == (away, null));
    }

    [Fact]
    [Trait("row", "GE-14")]
    public async Task Another_deputy_takes_over_what_the_one_before_has()
    {
        var (away, first, second, trained) = (await world.NewEmployee(), await world.NewEmployee(), await world.NewEmployee(), await world.NewEmployee());
        string[] tasks = [await Planned(await world.Accepted(), away), await Planned(await world.Accepted(), away)];
        var now = world.Clock.GetUtcNow();
        object Absent(string employeeId, DateTimeOffset from, string? deputyId) => new { employeeId, kind = "BUSINESS_TRAVEL", from, until = from.AddDays(5), deputyId };
        var absence = await world.Make("recordAbsence", Absent(away, now, null), "absence");
        foreach (var deputy in new[] { first, second })
        {
            await world.Admin.Do("replaceDeputy", new { absenceId = absence, deputyId = deputy }, "absence { deputy { id } }");
            await Eventually.Holds(async () => (await Holders(tasks)).All(h => h == (deputy, away)));
        }

        (await world.Admin.Refused("replaceDeputy", new { absenceId = absence, deputyId = away })).Should().Be("OWN_DEPUTY");
        await world.Admin.Do("cancelAbsence", new { absenceId = absence }, "absence { id }");
        await Eventually.Holds(async () => (await Holders(tasks)).All(h => h == (away, null)));
        (await world.Admin.Refused("replaceDeputy", new { absenceId = absence, deputyId = first })).Should().Be("ALREADY_ENDED");

        // The deputy of leave is there at that time, also one who is named later.
        var boss = await world.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], await world.NewEmployee());
        var day = DateOnly.FromDateTime(now.Date).AddDays(21);
        var leave = await Leave(boss, away, first, $"{day:yyyy-MM-dd}", $"{day.AddDays(4):yyyy-MM-dd}");
        await world.Make("recordAbsence", Absent(trained, now.AddDays(21), null), "absence");
        absence = (string)(await world.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { absences { nodes { id } } } }", new { id = leave }))["leaveRequest"]!["absences"]!["nodes"]![0]!["id"]!;
        (await world.Admin.Refused("replaceDeputy", new { absenceId = absence, deputyId = trained })).Should().Be("DEPUTY_AWAY");
        var replaced = (await world.Admin.Do("replaceDeputy", new { absenceId = absence, deputyId = second }, "absence { deputy { id } leaveRequest { deputy { id } } }"))["absence"]!;
        ((string)replaced["deputy"]!["id"]!, (string)replaced["leaveRequest"]!["deputy"]!["id"]!).Should().Be((second, second));
    }

    [Fact]
    [Trait("row", "IN-08")]
    public async Task A_task_goes_to_nobody_who_lacks_its_competence_and_not_back_to_who_lost_it()
    {
        var (away, unskilled, skilled) = (await world.NewEmployee(), await world.NewEmployee(), await world.NewEmployee());
        var boss = await world.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], await world.NewEmployee());
        var competence = await world.Make("createCompetence", new { code = "HANDED", name = "x" }, "competence");
        foreach (var (employee, until) in new[] { (away, "2026-06-10"), (skilled, (string?)null) })
        {
            await world.Make("assessCompetence", new { employeeId = employee, competenceId = competence, level = 1, evidence = "Certificate", validFrom = "2026-01-01", validUntil = until }, "employeeCompetence");
        }

        var task = await Planned(await world.Accepted(await world.NewType("HANDED", "H-{seq:3}", competences: [new { competenceId = competence }])), away);
        await Leave(boss, away, unskilled, "2026-06-03", "2026-06-03");
        await Leave(boss, away, skilled, "2026-06-09", "2026-06-10");
        async Task<(string?, string?)> On(int day)
        {
            await world.Advance(new DateTimeOffset(2026, 6, day, 1, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
            await world.Tick("organization.handover", world.Clock.GetUtcNow());
            await Reacted();
            return (await Holders([task])).Single();
        }

        (await On(3)).Should().Be((away, null));
        await On(4);
        (await On(9)).Should().Be((skilled, away));
        (await On(11)).Should().Be((skilled, null), "it stays for good");
    }

    /// <summary>Waits until nothing that follows from events is left to do.</summary>
    private Task Reacted() => Eventually.Holds(async () =>
        (long)(await world.AsOwner("select count(*) from hangfire.job where statename in ('Enqueued', 'Processing', 'Scheduled') and invocationdata::text like '%Reaction%'"))! == 0);

    private async Task<string> Leave(Client boss, string employee, string deputy, string first, string last)
    {
        var type = (string)(await world.Admin.Query("{ leaveTypes(where: {code: {eq: \"PERSONAL\"}}) { nodes { id } } }"))["leaveTypes"]!["nodes"]![0]!["id"]!;
        var request = (string)(await world.Admin.Do("requestLeave", new { employeeId = employee, leaveTypeId = type, days = new { first, last }, deputyId = deputy }, "leaveRequest { id }"))["leaveRequest"]!["id"]!;
        await boss.Do("approveLeave", new { leaveRequestId = request }, "leaveRequest { status }");
        return request;
    }

    private async Task<string> Planned(string application, string employee)
    {
        var task = (string)(await world.Admin.Do(
            "planTask", new { applicationId = application, name = "Check", dueAt = "2026-03-20T00:00:00Z", criteria = new[] { new { demand = "Checked", measure = "List filled in" } } }, "task { id }"))["task"]!["id"]!;
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = employee }, "task { id }");
        return task;
    }

    private async Task<List<(string? Assignee, string? For)>> Holders(IEnumerable<string> tasks)
    {
        var holders = new List<(string?, string?)>();
        foreach (var task in tasks)
        {
            var found = (await world.Admin.Query("query($t: ID!) { task(id: $t) { assignee { id } onBehalfOf { id } } }", new { t = task }))["task"]!;
            holders.Add(((string?)found["assignee"]?["id"], (string?)found["onBehalfOf"]?["id"]));
        }

        return holders;
    }

    private async Task<IEnumerable<object>> Answers(string task)
    {
        JsonNode criteria = (await world.Admin.Query("query($t: ID!) { task(id: $t) { criteria { nodes { id } } } }", new { t = task }))["task"]!["criteria"]!["nodes"]!;
        return criteria.AsArray().Select(c => new { criterionId = (string)c!["id"]!, met = true, evidence = "seen" });
    }
}

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

/// <summary>What tests of handing over do again and again.</summary>
public abstract class Handovers(IntakeWorldWithJobs world)
{
    protected IntakeWorldWithJobs World { get; } = world;

    /// <summary>Leave that is asked for and approved.</summary>
    protected async Task<string> Leave(Client boss, string employee, string deputy, string first, string last)
    {
        var type = (string)(await World.Admin.Query("{ leaveTypes(where: {code: {eq: \"PERSONAL\"}}) { nodes { id } } }"))["leaveTypes"]!["nodes"]![0]!["id"]!;
        var request = (string)(await World.Admin.Do("requestLeave", new { employeeId = employee, leaveTypeId = type, days = new { first, last }, deputyId = deputy }, "leaveRequest { id }"))["leaveRequest"]!["id"]!;
        await boss.Do("approveLeave", new { leaveRequestId = request }, "leaveRequest { status }");
        return request;
    }

    /// <summary>A task that the employee has.</summary>
    protected async Task<string> Planned(string application, string employee)
    {
        var task = (string)(await World.Admin.Do(
            "planTask", new { applicationId = application, name = "Check", dueAt = "2026-03-20T00:00:00Z", criteria = new[] { new { demand = "Checked", measure = "List filled in" } } }, "task { id }"))["task"]!["id"]!;
        await World.Admin.Do("assignTask", new { taskId = task, employeeId = employee }, "task { id }");
        return task;
    }

    /// <summary>Who has the tasks, and for whom.</summary>
    protected async Task<List<(string? Assignee, string? For)>> Holders(IEnumerable<string> tasks)
    {
        var holders = new List<(string?, string?)>();
        foreach (var task in tasks)
        {
            var found = (await World.Admin.Query("query($t: ID!) { task(id: $t) { assignee { id } onBehalfOf { id } } }", new { t = task }))["task"]!;
            holders.Add(((string?)found["assignee"]?["id"], (string?)found["onBehalfOf"]?["id"]));
        }

        return holders;
    }
}

[Trait("row", "GE-07")]
public sealed class HandoverTests(IntakeWorldWithJobs world) : Handovers(world), IClassFixture<IntakeWorldWithJobs>
{
    [Fact]
    public async Task Open_tasks_go_to_the_deputy_for_the_time_of_leave_and_come_back()
    {
        var (away, deputy, related) = (await World.NewEmployee(), await World.NewEmployee(), await World.NewEmployee());
        var bossId = await World.NewEmployee();
        var boss = await World.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], bossId);
        var application = await World.Accepted();
        var tasks = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            tasks.Add(await Planned(application, away));
        }

        var leave = await Leave(boss, away, deputy, "2026-03-04", "2026-03-05");
        (await Holders(tasks)).Should().OnlyContain(h => h.Assignee == away, "the leave has not begun");

        await World.Advance(new DateTimeOffset(2026, 3, 4, 1, 0, 0, TimeSpan.Zero) - World.Clock.GetUtcNow());
        await World.Tick("organization.handover", World.Clock.GetUtcNow());
        await Eventually.Holds(async () => (await Holders(tasks)).All(h => h == (deputy, away)));
        (await World.Admin.Query("query($t: ID!) { task(id: $t) { assignments { nodes { employee { id } } } } }", new { t = tasks[0] }))["task"]!["assignments"]!["nodes"]!.AsArray()
            .Select(a => (string)a!["employee"]!["id"]!).Should().BeEquivalentTo([away, deputy], "who had it when is kept");

        // One is done, one is given to someone else for good; the others come back.
        await World.Admin.Do("completeTask", new { taskId = tasks[0], answers = await Answers(tasks[0]) }, "task { status }");
        await World.Admin.Do("assignTask", new { taskId = tasks[1], employeeId = related }, "task { status onBehalfOf { id } }");
        await World.Advance(new DateTimeOffset(2026, 3, 6, 1, 0, 0, TimeSpan.Zero) - World.Clock.GetUtcNow());
        await World.Tick("organization.handover", World.Clock.GetUtcNow());
        await Eventually.Holds(async () => (await Holders(tasks[2..])).All(h => h == (away, null)));
        (await Holders(tasks[..2])).Should().Equal((deputy, away), (related, null));
        (await World.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { absences { nodes { handedOverAt takenBackAt } } } }", new { id = leave }))["leaveRequest"]!["absences"]!["nodes"]![0]!.ToJsonString()
            .Should().NotContain("null");

        // A deputy who keeps away from the applicant does not get the task; leave that is cancelled brings back what was handed over.
        await World.Admin.Do("declareConflictOfInterest", new { employeeId = related, contactId = World.Contact, reason = "Brother" }, "conflictOfInterest { id }");
        var second = await Leave(boss, away, related, "2026-03-09", "2026-03-13");
        var mine = await Planned(application, away);
        await World.Advance(new DateTimeOffset(2026, 3, 9, 1, 0, 0, TimeSpan.Zero) - World.Clock.GetUtcNow());
        await World.Tick("organization.handover", World.Clock.GetUtcNow());
        await World.Reacted();
        (await Holders([mine])).Should().Equal((away, null));
        await World.Admin.Do("cancelLeave", new { leaveRequestId = second }, "leaveRequest { status }");
        var third = await Leave(boss, away, deputy, "2026-03-10", "2026-03-13");
        await World.Advance(new DateTimeOffset(2026, 3, 10, 1, 0, 0, TimeSpan.Zero) - World.Clock.GetUtcNow());
        await World.Tick("organization.handover", World.Clock.GetUtcNow());
        await Eventually.Holds(async () => (await Holders([mine])).Single() == (deputy, away));
        await World.Admin.Do("cancelLeave", new { leaveRequestId = third }, "leaveRequest { status }");
        await Eventually.Holds(async () => (await Holders([mine])).Single() == (away, null));
    }

    [Fact]
    [Trait("row", "GE-14")]
    public async Task Another_deputy_takes_over_what_the_one_before_has()
    {
        var (away, first, second, trained) = (await World.NewEmployee(), await World.NewEmployee(), await World.NewEmployee(), await World.NewEmployee());
        string[] tasks = [await Planned(await World.Accepted(), away), await Planned(await World.Accepted(), away)];
        var now = World.Clock.GetUtcNow();
        object Absent(string employeeId, DateTimeOffset from, string? deputyId) => new { employeeId, kind = "BUSINESS_TRAVEL", from, until = from.AddDays(5), deputyId };
        var absence = await World.Make("recordAbsence", Absent(away, now, null), "absence");
        foreach (var deputy in new[] { first, second })
        {
            await World.Admin.Do("replaceDeputy", new { absenceId = absence, deputyId = deputy }, "absence { deputy { id } }");
            await Eventually.Holds(async () => (await Holders(tasks)).All(h => h == (deputy, away)));
        }

        (await World.Admin.Refused("replaceDeputy", new { absenceId = absence, deputyId = away })).Should().Be("OWN_DEPUTY");
        await World.Admin.Do("cancelAbsence", new { absenceId = absence }, "absence { id }");
        await Eventually.Holds(async () => (await Holders(tasks)).All(h => h == (away, null)));
        (await World.Admin.Refused("replaceDeputy", new { absenceId = absence, deputyId = first })).Should().Be("ALREADY_ENDED");

        // The deputy of leave is there at that time, also one who is named later.
        var boss = await World.Person([("organization.leave.approve", "ALL"), ("organization.leave.read", "ALL"), ("organization.employee.read", "ALL")], await World.NewEmployee());
        var day = DateOnly.FromDateTime(now.Date).AddDays(21);
        var leave = await Leave(boss, away, first, $"{day:yyyy-MM-dd}", $"{day.AddDays(4):yyyy-MM-dd}");
        await World.Make("recordAbsence", Absent(trained, now.AddDays(21), null), "absence");
        absence = (string)(await World.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { absences { nodes { id } } } }", new { id = leave }))["leaveRequest"]!["absences"]!["nodes"]![0]!["id"]!;
        (await World.Admin.Refused("replaceDeputy", new { absenceId = absence, deputyId = trained })).Should().Be("DEPUTY_AWAY");
        var replaced = (await World.Admin.Do("replaceDeputy", new { absenceId = absence, deputyId = second }, "absence { deputy { id } leaveRequest { deputy { id } } }"))["absence"]!;
        ((string)replaced["deputy"]!["id"]!, (string)replaced["leaveRequest"]!["deputy"]!["id"]!).Should().Be((second, second));
    }

    private async Task<IEnumerable<object>> Answers(string task)
    {
        JsonNode criteria = (await World.Admin.Query("query($t: ID!) { task(id: $t) { criteria { nodes { id } } } }", new { t = task }))["task"]!["criteria"]!["nodes"]!;
        return criteria.AsArray().Select(c => new { criterionId = (string)c!["id"]!, met = true, evidence = "seen" });
    }
}

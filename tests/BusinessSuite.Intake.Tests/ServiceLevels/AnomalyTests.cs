using BusinessSuite.Testing;
using static BusinessSuite.Intake.Tests.ServiceLevels.Office;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

[Trait("row", "IN-15")]
public sealed class AnomalyTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task A_case_is_stuck_while_a_clock_runs_and_nothing_happens()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT80H", firstAnswerWithin = "PT40H", stuckAfter = "PT8H", pauseReasons = new[] { new { code = "EXPERT_REVIEW", nameEn = "x", nameZh = "x" } } });
        var (quiet, _) = await world.Receive(type);
        var (waiting, _) = await world.Receive(type);
        await world.Judge(waiting, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = waiting }, "supplementNotice { id }");
        await world.Work(TimeSpan.FromMinutes(479));
        await Find();
        (await Open(quiet)).Should().BeEmpty();
        await world.Work(TimeSpan.FromMinutes(2));
        await Find();
        await Find();
        (await All(quiet)).Should().Equal(["STUCK open"], "found once while it lasts");
        (await Open(waiting)).Should().BeEmpty("it is the applicant's turn");
        await world.Judge(quiet, "PRESENT");
        await world.Accept(quiet);
        await Find();
        (await All(quiet)).Should().Equal("STUCK resolved");

        await world.Work(TimeSpan.FromHours(7));
        var task = await Plan(quiet);
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { id }");
        await world.Work(TimeSpan.FromHours(7));
        await Find();
        (await Open(quiet)).Should().BeEmpty("an assignment is an event");
        await world.Work(TimeSpan.FromHours(2));
        await Find();
        (await All(quiet)).Should().Equal(["STUCK resolved", "STUCK open"], "it is another one");
        await world.Admin.Do("pauseClock", new { applicationId = quiet, reason = "EXPERT_REVIEW" }, "application { id }");
        await Find();
        (await Open(quiet)).Should().BeEmpty("nothing is to happen during a pause");
    }

    [Fact]
    public async Task Whatever_is_done_with_a_case_shows_that_it_is_not_stuck()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT800H", firstAnswerWithin = "PT400H", stuckAfter = "PT8H" });
        var (id, _) = await world.Receive(type);
        async Task After(string operation, Func<Task> done)
        {
            await world.Work(TimeSpan.FromMinutes(481));
            await Find();
            (await Open(id)).Should().Contain("STUCK", $"nothing happened before {operation}");
            await done();
            await Find();
            (await Open(id)).Should().NotContain("STUCK", operation);
        }

        await After("judgeChecklist", () => world.Judge(id, "PRESENT"));
        await After("fileMaterials", async () => await world.Admin.Do(
            "fileMaterials", new { applicationId = id, materials = new[] { new { uploadId = await world.Admin.Upload("a.pdf", "application/pdf", Uploading.Pdf("a")), pages = 1 } } }, "materialReceipt { id }"));
        await After("handOverApplication", () => world.Admin.Do("handOverApplication", new { applicationId = id, employeeId = world.Clerk, reason = "x" }, "application { id }"));
        await world.Accept(id);
        await After("planTask", () => Plan(id));
        var escalation = await world.Make("escalateApplication", new { applicationId = id, reason = "x" }, "escalation");
        await After("answerEscalation", () => world.Admin.Do("answerEscalation", new { escalationId = escalation, solution = "x" }, "escalation { id }"));
    }

    [Fact]
    public async Task Cases_that_no_clock_measures_are_found_too()
    {
        var (received, accepted, waiting) = ((await world.Receive()).Id, await world.Accepted(), (await world.Receive()).Id);
        await world.Judge(waiting, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = waiting }, "supplementNotice { id }");
        await world.Work(TimeSpan.FromMinutes(959));
        await Find();
        foreach (var one in new[] { received, accepted, waiting })
        {
            (await Open(one)).Should().BeEmpty("sixteen hours have not passed");
        }

        await world.Work(TimeSpan.FromMinutes(2));
        await Find();
        (await Open(received)).Should().Equal("STUCK");
        (await Open(accepted)).Should().Equal("STUCK");
        (await Open(waiting)).Should().BeEmpty("it is the applicant's turn");
        await world.Work(TimeSpan.FromHours(24));
        await Find();
        (await Open(accepted)).Should().BeEquivalentTo("STUCK", "LATE_FORECAST");
        await world.Close(accepted);
        await Find();
        (await Open(accepted)).Should().BeEmpty();
    }

    [Fact]
    public async Task Delay_is_forecast_by_the_median_of_finished_cases_that_took_as_long()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT10H", firstAnswerWithin = "PT10H" });
        var history = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            history.Add(await world.Accepted(type));
        }

        await world.Work(TimeSpan.FromHours(3));
        foreach (var quick in history.Take(4))
        {
            await world.Close(quick);
        }

        await world.Work(TimeSpan.FromHours(11));
        foreach (var slow in history.Skip(4))
        {
            await world.Close(slow);
        }

        var one = await world.Accepted(type);
        await world.Work(TimeSpan.FromHours(1));
        await Find();
        (await Open(one)).Should().BeEmpty();
        (await Forecast(one)).Should().Be("false needs 120 has 540 median 180 of 8", "half of all took three hours");
        await world.Work(TimeSpan.FromMinutes(121));
        await Find();
        await Find();
        (await Forecast(one)).Should().Be("true needs 659 has 419 median 180 of 8", "all that took longer than three hours took fourteen");
        (await All(one)).Should().Equal("LATE_FORECAST open");
        await world.Close(one);
        await Find();
        (await All(one)).Should().Equal("LATE_FORECAST resolved");
        (await world.Clocks(one, "target forecast { late }")).Should().OnlyContain(c => c!["forecast"] == null);

        // Without history only what is over is late.
        var fresh = await world.Accepted(await world.NewTypeWithLevel(new { completeWithin = "PT4H" }));
        await world.Work(TimeSpan.FromMinutes(239));
        await Find();
        (await Open(fresh)).Should().BeEmpty();
        await world.Work(TimeSpan.FromMinutes(2));
        await Find();
        (await Open(fresh)).Should().Equal("LATE_FORECAST");
    }

    [Fact]
    public async Task Cases_that_go_to_and_fro_and_those_that_come_back_are_found()
    {
        var application = await world.Accepted();
        var people = new[] { await world.NewEmployee(), await world.NewEmployee() };
        var task = await Plan(application);
        // To the first owner it comes for the first time; after that it changes three times.
        foreach (var (operation, i) in new[] { "assignTask", "assignTask", "assignTask", "handOverApplication", "handOverApplication" }.Select((o, i) => (o, i)))
        {
            await world.Admin.Do(
                operation, operation == "assignTask" ? new { taskId = task, employeeId = people[i % 2] } : new { applicationId = application, employeeId = people[i % 2], reason = "Busy" },
                operation == "assignTask" ? "task { ownerChanges }" : "application { responsible { id } }");
        }

        await world.Admin.Do("handOverApplication", new { applicationId = application, employeeId = people[0], reason = "The same once more" }, "application { id }");
        (await world.Admin.Refused("handOverApplication", new { applicationId = application, employeeId = people[0], reason = "" })).Should().Be("HANDOVER_REASON_MISSING");
        await Find();
        (await Open(application)).Should().BeEmpty("three changes are allowed");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = people[1] }, "task { id }");
        await Find();
        (await Open(application)).Should().Equal("PING_PONG");
        await world.Admin.Do("cancelTask", new { taskId = task }, "task { id }");
        await world.Close(application);
        (await world.Admin.Refused("handOverApplication", new { applicationId = application, employeeId = people[1], reason = "x" })).Should().Be("ILLEGAL_STATE");
        await Find();
        (await All(application)).Should().Equal("PING_PONG resolved");

        await world.Admin.Do("reopenApplication", new { applicationId = application, reason = "Wrong name" }, "application { id }");
        await Find();
        await Find();
        (await Open(application)).Should().BeEquivalentTo("PING_PONG", "REOPENED");
        var list = (await world.Admin.Query(
            """{ anomalies(where: {kind: {eq: REOPENED}, resolvedAt: {isNull: true}}, orderBy: [{field: FOUND_AT}]) { totalCount nodes { foundAt application { id handovers { nodes { from { id } to { id } reason } } } } } }"""))["anomalies"]!;
        list["totalCount"]!.GetValue<int>().Should().Be(1);
        list["nodes"]![0]!["application"]!["id"]!.GetValue<string>().Should().Be(application);
        list["nodes"]![0]!["application"]!["handovers"]!["nodes"]!.AsArray().Should().HaveCount(2);
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "x" }, "application { id }");
        await Find();
        (await Open(application)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_pause_does_not_make_a_late_case_news()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT10H", firstAnswerWithin = "PT40H", stuckAfter = "PT80H", pauseReasons = new[] { new { code = "EXPERT_REVIEW", nameEn = "x", nameZh = "x" } } });
        var (late, soon) = (await world.Accepted(type), await world.Accepted(type));
        await world.Work(TimeSpan.FromHours(11));
        await Find();
        foreach (var application in new[] { late, soon })
        {
            await world.Admin.Do("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW" }, "application { id }");
        }

        await Find();
        await world.Admin.Do("resumeClock", new { applicationId = late }, "application { id }");
        await Find();
        (await All(late)).Should().Equal(["LATE_FORECAST open"], "it was found before");
        await world.Admin.Do("cancelApplication", new { applicationId = soon, reason = "x" }, "application { id }");
        await Find();
        (await All(soon)).Should().Equal("LATE_FORECAST resolved");
    }

    private Task<bool> Find() => world.Tick("intake.find-anomalies");

    private async Task<string> Forecast(string application)
    {
        var forecast = (await world.Clocks(application, "target forecast { late remainingWork remainingTime median cases }")).Single(c => (string)c!["target"]! == "COMPLETION")!["forecast"]!;
        return $"{forecast["late"]} needs {Math.Round(Span(forecast["remainingWork"]).TotalMinutes)} has {Math.Round(Span(forecast["remainingTime"]).TotalMinutes)} median {Math.Round(Span(forecast["median"]).TotalMinutes)} of {forecast["cases"]}";
    }

    private async Task<string> Plan(string application) => (string)(await world.Admin.Do(
        "planTask", new { applicationId = application, name = "Check", dueAt = world.Clock.GetUtcNow().AddDays(30), criteria = new[] { new { demand = "d", measure = "m" } } }, "task { id }"))["task"]!["id"]!;

    private async Task<List<string>> Open(string application) => [.. (await All(application)).Where(a => a.EndsWith(" open", StringComparison.Ordinal)).Select(a => a.Split(' ')[0])];

    private async Task<List<string>> All(string application) => [.. (await world.Admin.Query(
        "query($id: ID!) { application(id: $id) { anomalies(orderBy: [{field: FOUND_AT}]) { nodes { kind resolvedAt } } } }", new { id = application }))["application"]!["anomalies"]!["nodes"]!.AsArray()
        .Select(a => $"{a!["kind"]} {(a["resolvedAt"] is null ? "open" : "resolved")}")];
}

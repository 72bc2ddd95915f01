using System.Text.Json.Nodes;
using BusinessSuite.Testing;
using static BusinessSuite.Intake.Tests.ServiceLevels.Office;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

[Trait("row", "IN-11")]
public sealed class ClockTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private static readonly object[] Reasons = [new { code = "EXPERT_REVIEW", nameEn = "An expert is heard.", nameZh = "专家评审。" }, new { code = "FORCE_MAJEURE", nameEn = "Force majeure.", nameZh = "不可抗力。" }];

    [Fact]
    public async Task A_level_is_drafted_published_and_never_changes()
    {
        var type = await world.NewType("DRAFTS", "DRAFTS-{seq:4}");
        async Task<string> Refused(object level)
        {
            var input = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(level))!.AsObject();
            input["applicationTypeId"] = type;
            return await world.Admin.Refused("draftServiceLevel", input);
        }

        (await Refused(new { completeWithin = "PT0S" })).Should().Be("SERVICE_TIMES_INVALID");
        (await Refused(new { completeWithin = "PT8H", firstAnswerWithin = "P2001D" })).Should().Be("SERVICE_TIMES_INVALID");
        (await Refused(new { completeWithin = "PT8H", pauseReasons = new[] { new { code = "a b", nameEn = "x", nameZh = "x" } } })).Should().Be("PAUSE_REASONS_INVALID");
        (await Refused(new { completeWithin = "PT8H", pauseReasons = new[] { Reasons[0], Reasons[0] } })).Should().Be("PAUSE_REASONS_INVALID");
        (await Refused(new { completeWithin = "PT8H", escalationSteps = new[] { new { percent = 50, rank = 0 }, new { percent = 50, rank = 1 } } })).Should().Be("ESCALATION_STEPS_INVALID");
        (await Refused(new { completeWithin = "PT8H", escalationSteps = new[] { new { percent = 0, rank = 0 } } })).Should().Be("ESCALATION_STEPS_INVALID");
        var first = await world.Publish(type, new { completeWithin = "PT8H" });
        await world.Publish(type, new { completeWithin = "PT16H", firstAnswerWithin = "PT2H", pauseReasons = Reasons });
        (await world.Admin.Refused("publishServiceLevel", new { serviceLevelId = first })).Should().Be("ILLEGAL_STATE");
        var levels = (await world.Admin.Query(
            "query($id: ID!) { applicationType(id: $id) { serviceLevels { nodes { number status completeWithin pauseReasons { nodes { code } } escalationSteps { nodes { percent rank } } } } } }", new { id = type }))["applicationType"]!["serviceLevels"]!["nodes"]!;
        levels.ToJsonString().Should().Be(
            """
            [{"number":1,"status":"RETIRED","completeWithin":"PT8H","pauseReasons":{"nodes":[]},"escalationSteps":{"nodes":[{"percent":50,"rank":0},{"percent":80,"rank":1},{"percent":100,"rank":1},{"percent":150,"rank":2}]}},
            """.Trim() + """{"number":2,"status":"PUBLISHED","completeWithin":"PT16H","pauseReasons":{"nodes":[{"code":"EXPERT_REVIEW"},{"code":"FORCE_MAJEURE"}]},"escalationSteps":{"nodes":[{"percent":50,"rank":0},{"percent":80,"rank":1},{"percent":100,"rank":1},{"percent":150,"rank":2}]}}]""");
    }

    [Fact]
    public async Task Clocks_start_pause_for_listed_reasons_resume_and_stop_with_the_case()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT8H", firstAnswerWithin = "PT4H", pauseReasons = Reasons });
        var (application, _) = await world.Receive(type);
        await world.Work(TimeSpan.FromHours(1));
        await world.Judge(application, "PRESENT");
        var accepted = await world.Accept(application);
        var clocks = await world.Clocks(application, "target state within startedAt dueAt fulfilled missed time { working remaining percent }");
        clocks.Select(c => $"{c!["target"]} {c["state"]} {c["within"]} {c["fulfilled"]} {c["missed"]} {Minutes(c["time"]!["working"])}").Should().Equal(
            "FIRST_ANSWER STOPPED PT4H true false 60", "COMPLETION RUNNING PT8H false false 0");
        clocks[1]!["dueAt"]!.GetValue<string>().Should().Be((string)accepted["plannedEndAt"]!);

        await world.Work(TimeSpan.FromHours(2));
        (await world.Admin.Refused("pauseClock", new { applicationId = application, reason = "COFFEE" })).Should().Be("PAUSE_REASON_UNLISTED");
        (await world.Admin.Refused("resumeClock", new { applicationId = application })).Should().Be("NO_CLOCK_RUNS");
        await world.Admin.Do("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW", note = "Dr. Wu" }, "application { id }");
        (await world.Admin.Refused("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW" })).Should().Be("NO_CLOCK_RUNS");
        (await world.Clocks(application, "state dueAt nextStepAt"))[1]!.ToJsonString().Should().Be("""{"state":"PAUSED","dueAt":null,"nextStepAt":null}""");
        await world.Work(TimeSpan.FromHours(10));
        await world.Admin.Do("resumeClock", new { applicationId = application }, "application { id }");
        await world.Work(TimeSpan.FromHours(5));
        var open = (await world.Clocks(application, "state dueAt time { working paused remaining percent }"))[1]!;
        $"{open["state"]} {Minutes(open["time"]!["working"])} {Minutes(open["time"]!["remaining"])}".Should().Be("RUNNING 420 60");
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { plannedEndAt } }", new { id = application }))["application"]!["plannedEndAt"]!.GetValue<string>().Should().Be((string)open["dueAt"]!, "the promise moved with the pause");
        await world.Close(application);
        var done = (await world.Clocks(application, "state fulfilled missed stoppedAt worked time { at working wall paused offHours }"))[1]!;
        $"{done["state"]} {done["fulfilled"]} {done["missed"]} {Minutes(done["worked"])}".Should().Be("STOPPED true false 420");
        done["time"]!["at"]!.GetValue<string>().Should().Be((string)done["stoppedAt"]!);
        Span(done["worked"]).Should().Be(Span(done["time"]!["working"]), "the sum that is kept is what the segments come to");

        // While the clock stands still nothing is used up, also when the case is closed meanwhile.
        var (other, _) = await world.Receive(type);
        await world.Judge(other, "PRESENT");
        await world.Accept(other);
        await world.Work(TimeSpan.FromHours(7));
        await world.Admin.Do("pauseClock", new { applicationId = other, reason = "FORCE_MAJEURE" }, "application { id }");
        await world.Work(TimeSpan.FromHours(10));
        await world.Close(other);
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { endedLate clocks(where: {target: {eq: COMPLETION}}) { nodes { missed } } } }", new { id = other }))["application"]!.ToJsonString()
            .Should().Be("""{"endedLate":false,"clocks":{"nodes":[{"missed":false}]}}""");
    }

    [Fact]
    [Trait("row", "IN-13")]
    [Trait("row", "IN-14")]
    public async Task A_case_that_stands_still_by_rule_is_not_late_and_has_no_planned_end_meanwhile()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT16H", pauseReasons = Reasons });
        var received = await world.Receive(type);
        var (application, number) = (received.Id, "");
        await world.Judge(application, "PRESENT");
        number = (string)(await world.Accept(application))["number"]!;
        await world.Admin.Do("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW" }, "application { id }");
        await world.Advance(TimeSpan.FromDays(10));
        const string Seen = "query($id: ID!, $t: ID!, $n: String!, $s: String!) { application(id: $id) { plannedEndAt } workBoard(typeId: $t) { overdue dueSoon open } trackApplication(number: $n, secret: $s) { promisedEnd } }";
        (await world.Nobody.Query("query($n: String!, $s: String!) { trackApplication(number: $n, secret: $s) { promisedEnd } }", new { n = number, s = received.Secret }))["trackApplication"]!["promisedEnd"].Should().BeNull();
        (await world.Admin.Query(Seen, new { id = application, t = type, n = number, s = received.Secret })).ToJsonString().Should().Be(
            """{"application":{"plannedEndAt":null},"workBoard":[{"overdue":0,"dueSoon":0,"open":1}],"trackApplication":{"promisedEnd":null}}""");
        var plan = (string)(await world.Admin.Do("planReport", new { name = "Paused", period = "DAY", typeId = type }, "reportPlan { id }"))["reportPlan"]!["id"]!;
        var report = (await world.Admin.Do("makeReport", new { planId = plan, day = $"{world.Clock.GetUtcNow().AddDays(-1):yyyy-MM-dd}" }, "progressReport { id figures { nodes { measure count } } }"))["progressReport"]!;
        report["figures"]!["nodes"]!.ToJsonString().Should().Be("""[{"measure":"OPEN","count":1}]""");

        await world.Admin.Do("resumeClock", new { applicationId = application }, "application { id }");
        var resumed = (await world.Admin.Query("query($id: ID!) { application(id: $id) { plannedEndAt clocks { nodes { dueAt } } } }", new { id = application }))["application"]!;
        resumed["plannedEndAt"]!.GetValue<string>().Should().Be((string)resumed["clocks"]!["nodes"]![0]!["dueAt"]!);
        (await world.Admin.Query("query($r: ID!) { verifyReport(reportId: $r) { identical } }", new { r = (string)report["id"]! }))["verifyReport"]!["identical"]!.GetValue<bool>().Should().BeTrue();

        // Who was late before the pause stays late.
        await world.Work(TimeSpan.FromHours(17));
        var late = (await world.Admin.Do("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW" }, "application { plannedEndAt }"))["application"]!;
        late["plannedEndAt"]!.GetValue<string>().Should().Be((string)resumed["plannedEndAt"]!);
    }

    [Fact]
    public async Task A_clock_for_which_the_later_version_promises_nothing_stays_with_the_version_that_did()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT80H", firstAnswerWithin = "PT4H" });
        var (application, _) = await world.Receive(type);
        await world.Publish(type, new { completeWithin = "PT40H" });
        await world.Admin.Do("rerateApplication", new { applicationId = application, reason = "Agreed" }, "application { id }");
        (await world.Clocks(application, "target within serviceLevel { number } reratings { totalCount }"))[0]!.ToJsonString().Should().Be(
            """{"target":"FIRST_ANSWER","within":"PT4H","serviceLevel":{"number":1},"reratings":{"totalCount":0}}""");
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        (await world.Clocks(application, "target within serviceLevel { number }"))[1]!.ToJsonString().Should().Be("""{"target":"COMPLETION","within":"P1DT16H","serviceLevel":{"number":2}}""");
    }

    [Fact]
    public async Task A_supplement_gets_an_answer_in_time_of_its_own_and_a_reopened_case_a_time_for_completion()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT8H", firstAnswerWithin = "PT4H" });
        var (application, _) = await world.Receive(type);
        await world.Judge(application, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = application }, "supplementNotice { id }");
        await world.Work(TimeSpan.FromHours(20));
        await world.Admin.Do("submitSupplement", new { applicationId = application }, "application { id }");
        await world.Work(TimeSpan.FromHours(5));
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        await world.Work(TimeSpan.FromHours(1));
        await world.Close(application);
        (await world.Admin.Refused("reopenApplication", new { applicationId = application, reason = " " })).Should().Be("REOPENING_REASON_MISSING");
        var reopened = (await world.Admin.Do("reopenApplication", new { applicationId = application, reason = "A page was missing." }, "application { status endedAt reopenings { nodes { reason closedAt } } }"))["application"]!;
        $"{reopened["status"]} {reopened["endedAt"]} {reopened["reopenings"]!["nodes"]!.AsArray().Count}".Should().Be("ACCEPTED  1");
        (await world.Admin.Refused("reopenApplication", new { applicationId = application, reason = "Again." })).Should().Be("ILLEGAL_STATE");
        (await world.Clocks(application, "target round state missed fulfilled")).Select(c => $"{c!["target"]} {c["round"]} {c["state"]} {c["missed"]} {c["fulfilled"]}").Should().Equal(
            "FIRST_ANSWER 1 STOPPED false true", "FIRST_ANSWER 2 STOPPED true true", "COMPLETION 1 STOPPED false true", "COMPLETION 2 RUNNING false false");
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Enough" }, "application { id }");
        (await world.Clocks(application, "fulfilled state"))[3]!.ToJsonString().Should().Be("""{"fulfilled":false,"state":"STOPPED"}""", "given up is not fulfilled");
    }

    [Fact]
    public async Task A_case_is_rated_anew_only_by_command_and_both_results_stay()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT8H", pauseReasons = Reasons });
        var (running, _) = await world.Receive(type);
        var (paused, _) = await world.Receive(type);
        foreach (var one in new[] { running, paused })
        {
            await world.Judge(one, "PRESENT");
            await world.Accept(one);
        }

        await world.Work(TimeSpan.FromHours(6));
        await world.Admin.Do("pauseClock", new { applicationId = paused, reason = "EXPERT_REVIEW" }, "application { id }");
        (await world.Admin.Refused("rerateApplication", new { applicationId = running, reason = "x" })).Should().Be("SERVICE_LEVEL_NOT_NEWER");
        await world.Publish(type, new { completeWithin = "PT4H" });
        await world.Work(TimeSpan.FromHours(1));
        (await world.Clocks(running, "within serviceLevel { number }"))[0]!.ToJsonString().Should().Be("""{"within":"PT8H","serviceLevel":{"number":1}}""", "a case keeps the version that it came in under");

        (await world.Admin.Refused("rerateApplication", new { applicationId = running, reason = " " })).Should().Be("RERATING_REASON_MISSING");
        foreach (var one in new[] { running, paused })
        {
            await world.Admin.Do("rerateApplication", new { applicationId = one, reason = "Agreed with the customer" }, "application { serviceLevel { number } }");
        }

        (await world.Admin.Refused("rerateApplication", new { applicationId = running, reason = "x" })).Should().Be("SERVICE_LEVEL_NOT_NEWER");
        var rated = (await world.Clocks(running, "within dueAt reratings { nodes { reason withinBefore withinAfter exceededBefore exceededAfter dueBefore dueAfter fromLevel { number } toLevel { number } } }"))[0]!;
        var rerating = rated["reratings"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        $"{rated["within"]} {rerating["withinBefore"]} {rerating["withinAfter"]} {rerating["exceededBefore"]} {rerating["exceededAfter"]} {rerating["fromLevel"]!["number"]} {rerating["toLevel"]!["number"]}".Should().Be("PT4H PT8H PT4H false true 1 2");
        rated["dueAt"]!.GetValue<string>().Should().Be((string)rerating["dueAfter"]!);
        DateTimeOffset.Parse((string)rerating["dueAfter"]!).Should().BeBefore(DateTimeOffset.Parse((string)rerating["dueBefore"]!));
        DateTimeOffset.Parse((string)rerating["dueAfter"]!).Should().BeBefore(world.Clock.GetUtcNow());

        // The pause survived: it goes on, and its reason stays though the new version does not list it.
        var still = (await world.Clocks(paused, "state time { working paused } segments { nodes { kind pauseReason { code } } }"))[0]!;
        $"{still["state"]} {Minutes(still["time"]!["working"])}".Should().Be("PAUSED 360");
        still["segments"]!["nodes"]!.ToJsonString().Should().Be("""[{"kind":"RUNNING","pauseReason":null},{"kind":"PAUSED","pauseReason":{"code":"EXPERT_REVIEW"}}]""");
        await world.Admin.Do("resumeClock", new { applicationId = paused }, "application { id }");
        (await world.Admin.Refused("pauseClock", new { applicationId = paused, reason = "EXPERT_REVIEW" })).Should().Be("PAUSE_REASON_UNLISTED");
    }

    [Fact]
    public async Task A_clock_that_stopped_while_it_stood_still_keeps_its_due_date_when_it_is_rated_anew()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT16H", pauseReasons = Reasons });
        var application = await world.Accepted(type);
        await world.Work(TimeSpan.FromHours(2));
        await world.Admin.Do("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW" }, "application { id }");
        await world.Work(TimeSpan.FromHours(3));
        await world.Close(application);
        var before = DateTimeOffset.Parse((string)(await world.Clocks(application, "dueAt"))[0]!["dueAt"]!);
        await world.Publish(type, new { completeWithin = "PT8H" });
        await world.Admin.Do("rerateApplication", new { applicationId = application, reason = "Agreed with the customer" }, "application { id }");
        var rated = (await world.Clocks(application, "dueAt stoppedAt state"))[0]!;
        DateTimeOffset.Parse((string)rated["dueAt"]!).Should().BeBefore(before).And.BeAfter(DateTimeOffset.Parse((string)rated["stoppedAt"]!), "six hours were left");
    }

    [Fact]
    [Trait("row", "IN-10")]
    public async Task The_deadline_of_a_task_is_explained_with_the_pauses_of_its_case()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT80H", pauseReasons = Reasons });
        var application = await world.Accepted(type);
        var due = world.Clock.GetUtcNow().AddDays(14);
        var task = (string)(await world.Admin.Do("planTask", new { applicationId = application, name = "Check", dueAt = due, criteria = new[] { new { demand = "d", measure = "m" } } }, "task { id }"))["task"]!["id"]!;
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { id }");
        await world.Work(TimeSpan.FromHours(3));
        await world.Admin.Do("pauseClock", new { applicationId = application, reason = "EXPERT_REVIEW" }, "application { id }");
        await world.Work(TimeSpan.FromHours(8));
        await world.Admin.Do("resumeClock", new { applicationId = application }, "application { id }");
        await world.Work(TimeSpan.FromHours(1));
        const string Query = "query($t: ID, $a: ID) { explainCaseDeadline(taskId: $t, applicationId: $a) { clock { id } deadline within time { working remaining } stretches { kind reason { code } } } }";
        var explained = (await world.Admin.Query(Query, new { t = task }))["explainCaseDeadline"]![0]!;
        DateTimeOffset.Parse((string)explained["deadline"]!).Should().Be(due);
        Minutes(explained["time"]!["working"]).Should().Be(240);
        Span(explained["time"]!["remaining"]).Should().Be(Span(explained["within"]) - Span(explained["time"]!["working"])).And.BePositive();
        explained["stretches"]!.AsArray().Where(s => (string)s!["kind"]! == "PAUSED").Select(s => (string)s!["reason"]!["code"]!).Distinct().Should().Equal("EXPERT_REVIEW");
        (await world.Admin.Send(Query, new { t = task, a = application }))["errors"]![0]!["extensions"]!["rule"]!.GetValue<string>().Should().Be("INVALID");
        (await world.Admin.Send(Query, new { }))["errors"]![0]!["extensions"]!["rule"]!.GetValue<string>().Should().Be("INVALID");
    }
}

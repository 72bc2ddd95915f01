using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

[Trait("row", "IN-12")]
public sealed class EscalationTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Job = "intake.escalate";
    private const string Fields = "cause percent rank status subject { id } recipient { id } onBehalfOf { id } climbsAt";

    [Fact]
    [Trait("row", "RL-13")]
    public async Task Work_goes_on_when_a_newer_host_changes_a_table_under_its_prepared_statements()
    {
        for (var tick = 0; tick < 5; tick++)
        {
            await Ticks();
        }

        await world.AsOwner("alter table intake.service_clocks add column of_a_newer_host integer; alter table intake.escalations add column of_a_newer_host integer");
        await Ticks();
    }

    [Fact]
    public async Task Steps_go_up_the_reporting_line_past_the_absent_to_their_deputies_and_climb_while_nobody_answers()
    {
        var line = await Line("STEPS");
        var application = await Accepted(line, new { completeWithin = "PT10H", climbAfter = "PT4H" });
        await world.Work(TimeSpan.FromMinutes(299));
        await Ticks();
        (await Escalations(application)).Should().BeEmpty("half of the time is not used up");
        await world.Work(TimeSpan.FromMinutes(2));
        await Ticks();
        await Ticks();
        (await Told(application, line)).Should().Equal("STEP 50 0 OPEN clerk");

        await world.Admin.Do("recordAbsence", new { employeeId = line["boss"], kind = "BUSINESS_TRAVEL", from = world.Clock.GetUtcNow(), until = world.Clock.GetUtcNow().AddDays(30), deputyId = line["deputy"] }, "absence { id }");
        await world.Work(TimeSpan.FromMinutes(180));
        await Ticks();
        (await Told(application, line)).Should().Equal("STEP 50 0 OPEN clerk", "STEP 80 1 OPEN deputy for boss");
        await world.Work(TimeSpan.FromMinutes(60));
        await Ticks();
        (await Told(application, line))[2..].Should().Equal(["UNANSWERED  1 OPEN deputy for boss"], "four hours without an answer");

        // Acknowledged is not answered: it climbs later, and the answer ends the whole way up.
        var escalations = await Escalations(application);
        await world.Admin.Do("acknowledgeEscalation", new { escalationId = Id(escalations[1]) }, "escalation { status acknowledgedAt }");
        (await world.Admin.Refused("acknowledgeEscalation", new { escalationId = Id(escalations[1]) })).Should().Be("ILLEGAL_STATE");
        await world.Work(TimeSpan.FromMinutes(200));
        await Ticks();
        (await Told(application, line))[3..].Should().Equal("STEP 100 1 OPEN deputy for boss");
        await world.Work(TimeSpan.FromMinutes(41));
        await Ticks();
        (await Told(application, line))[4..].Should().BeEquivalentTo("UNANSWERED  2 OPEN chief", "UNANSWERED  2 OPEN chief");
        (await Told(application, line))[2].Should().Be("UNANSWERED  1 OPEN deputy for boss");
        (await world.Admin.Refused("answerEscalation", new { escalationId = Id(escalations[2]), solution = " " })).Should().Be("SOLUTION_MISSING");
        await world.Admin.Do("answerEscalation", new { escalationId = Id(escalations[2]), solution = "Two more people help." }, "escalation { status solution answeredAt }");
        (await world.Admin.Refused("answerEscalation", new { escalationId = Id(escalations[0]), solution = "x" })).Should().Be("ILLEGAL_STATE", "it was answered with the one that climbed from it");
        (await Told(application, line)).Count(t => t.Contains("ANSWERED c", StringComparison.Ordinal) || t.Contains(" ANSWERED d", StringComparison.Ordinal)).Should().Be(3);

        await world.Work(TimeSpan.FromHours(20));
        await Ticks();
        await world.Work(TimeSpan.FromHours(20));
        await Ticks();
        var steps = (await Escalations(application)).Where(e => (string)e!["cause"]! == "STEP").Select(e => (int)e!["percent"]!).ToList();
        steps.Should().Equal([50, 80, 100, 150], "each step once, for ever");
        (await Told(application, line)).Should().Contain("STEP 150 2 OPEN chief").And.NotContain(t => t.Contains(" 3 ", StringComparison.Ordinal), "there is nobody above the chief");

        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "x" }, "application { id }");
        (await Escalations(application)).Select(e => (string)e!["status"]!).Distinct().Should().BeEquivalentTo("ANSWERED", "LAPSED");
        (await Escalations(application)).Should().OnlyContain(e => e!["climbsAt"] == null);
    }

    [Fact]
    public async Task An_employee_asks_the_superior_for_help_at_any_time_and_gets_a_solution_from_somebody_else()
    {
        var line = await Line("HELP");
        var application = await Accepted(line, new { completeWithin = "PT100H", climbAfter = "PT2H" });
        (string, string)[] all = [("intake.application.read", "ALL"), ("organization.employee.read", "ALL"), ("intake.escalation.raise", "ALL"), ("intake.escalation.read", "ALL"), ("intake.escalation.answer", "ALL")];
        var clerk = await world.Person(all, line["clerk"]);
        var boss = await world.Person([("organization.employee.read", "ALL"), ("intake.escalation.read", "OWN"), ("intake.escalation.answer", "OWN")], line["boss"]);
        var chief = await world.Person([("intake.escalation.read", "OWN")], line["chief"]);
        (await clerk.Refused("escalateApplication", new { applicationId = application, reason = " " })).Should().Be("ESCALATION_REASON_MISSING");
        await using var socket = await LiveSocket.Open(boss);
        var start = (string)(await world.Admin.Query("{ events { endCursor } }"))["events"]!["endCursor"]!;
        await socket.Subscribe("1", "subscription($r: ID!, $after: String) { caseEscalated(recipientId: $r, after: $after) { escalation { reason } } }", new { r = line["boss"], after = start });
        var raised = (await clerk.Do("escalateApplication", new { applicationId = application, reason = "The plan is missing." }, $"escalation {{ id reason raisedBy {{ id }} {Fields} }}"))["escalation"]!;
        Told(raised, line).Should().Be("EMPLOYEE  1 OPEN boss");
        raised["raisedBy"]!["id"]!.GetValue<string>().Should().Be(line["clerk"]);
        (await socket.Data())["caseEscalated"]!["escalation"]!["reason"]!.GetValue<string>().Should().Be("The plan is missing.");
        (await clerk.Refused("answerEscalation", new { escalationId = (string)raised["id"]!, solution = "I know." })).Should().Be("OWN_ESCALATION");

        const string Mine = "{ escalations(where: {status: {eq: OPEN}, cause: {in: [EMPLOYEE, UNANSWERED]}}, orderBy: [{field: RAISED_AT}]) { nodes { id reason } } }";
        (await boss.Query(Mine))["escalations"]!["nodes"]!.AsArray().Should().ContainSingle().Which!["reason"]!.GetValue<string>().Should().Be("The plan is missing.");
        (await chief.Query(Mine))["escalations"]!["nodes"]!.AsArray().Should().BeEmpty("what goes to others is theirs");
        await world.Work(TimeSpan.FromMinutes(121));
        await Ticks();
        (await chief.Query(Mine))["escalations"]!["nodes"]!.AsArray().Should().ContainSingle("nobody answered").Which!["reason"]!.GetValue<string>().Should().Be("The plan is missing.");
        await boss.Do("answerEscalation", new { escalationId = (string)raised["id"]!, solution = "Ask the archive." }, "escalation { status answeredBy { id } }");
        (await Escalations(application)).Select(e => (string)e!["status"]!).Should().Equal("ANSWERED", "ANSWERED");
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "x" }, "application { id }");
        (await clerk.Refused("escalateApplication", new { applicationId = application, reason = "Late" })).Should().Be("CASE_ENDED");
    }

    [Fact]
    public async Task A_climb_waits_for_those_who_are_away_and_one_that_nobody_got_finds_who_came_back()
    {
        var line = await Line("AWAY");
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT40H", climbAfter = "PT4H", escalationSteps = new[] { new { percent = 10, rank = 0 } } });
        var climbing = await Accepted(type, line["department"], line["clerk"]);
        await world.Work(TimeSpan.FromMinutes(241));
        await Ticks();
        (await Told(climbing, line)).Should().Equal("STEP 10 0 OPEN clerk");
        var nobodys = await Accepted(type, line["department"], line["clerk"]);
        var absences = new List<string>();
        foreach (var name in new[] { "boss", "chief" })
        {
            absences.Add(await Away(line[name]));
        }

        await world.Work(TimeSpan.FromMinutes(239));
        var clerk = await Away(line["clerk"]);
        await world.Work(TimeSpan.FromMinutes(3));
        await Ticks();
        (await Told(climbing, line)).Should().Equal(["STEP 10 0 OPEN clerk"], "nobody is there to climb to");
        (await Told(nobodys, line)).Should().Equal("STEP 10 0 OPEN ");
        await world.Work(TimeSpan.FromHours(4));
        await Ticks();
        (await Told(climbing, line)).Should().HaveCount(1);
        (await Told(nobodys, line)).Should().HaveCount(1);

        foreach (var absence in absences.Append(clerk))
        {
            await world.Admin.Do("cancelAbsence", new { absenceId = absence }, "absence { id }");
        }

        await world.Work(TimeSpan.FromMinutes(250));
        await Ticks();
        (await Told(climbing, line))[1..].Should().Equal("UNANSWERED  1 OPEN boss");
        (await Told(nobodys, line))[1..].Should().Equal("UNANSWERED  0 OPEN clerk");
        await world.Admin.Do("cancelApplication", new { applicationId = climbing, reason = "x" }, "application { id }");
        await world.Admin.Do("cancelApplication", new { applicationId = nobodys, reason = "x" }, "application { id }");

        Task<string> Away(string employeeId) => world.Make("recordAbsence", new { employeeId, kind = "BUSINESS_TRAVEL", from = world.Clock.GetUtcNow(), until = world.Clock.GetUtcNow().AddDays(60) }, "absence");
    }

    [Fact]
    public async Task Help_never_comes_from_the_one_who_asks_nor_from_who_is_late()
    {
        var line = await Line("SELF");
        (string, string)[] all = [("intake.application.read", "ALL"), ("organization.employee.read", "ALL"), ("intake.escalation.raise", "ALL"), ("intake.escalation.read", "ALL"), ("intake.escalation.answer", "ALL")];
        var (clerk, chief) = (await world.Person(all, line["clerk"]), await world.Person(all, line["chief"]));
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT10H", climbAfter = "PT4H", escalationSteps = new[] { new { percent = 10, rank = 0 }, new { percent = 80, rank = 1 } } });
        var application = await Accepted(type, line["department"], line["clerk"]);
        await world.Admin.Do("recordAbsence", new { employeeId = line["boss"], kind = "BUSINESS_TRAVEL", from = world.Clock.GetUtcNow(), until = world.Clock.GetUtcNow().AddDays(60), deputyId = line["clerk"] }, "absence { id }");
        var asked = (await clerk.Do("escalateApplication", new { applicationId = application, reason = "The plan is missing." }, $"escalation {{ id {Fields} }}"))["escalation"]!;
        Told(asked, line).Should().Be("EMPLOYEE  2 OPEN chief", "the boss's deputy is who asks");
        await world.Work(TimeSpan.FromHours(9));
        await Ticks();
        (await Told(application, line))[1..].Should().Equal("STEP 10 0 OPEN clerk", "STEP 80 2 OPEN chief");

        // Nobody is above the chief: what he asks waits for somebody, and does not come to himself.
        var own = (await chief.Do("escalateApplication", new { applicationId = application, reason = "What now?" }, $"escalation {{ id {Fields} }}"))["escalation"]!;
        Told(own, line).Should().Be("EMPLOYEE  1 OPEN ");
        own["climbsAt"].Should().NotBeNull();

        // The late one answers what came to himself, and not what went up past him.
        var steps = (await Escalations(application)).Where(e => (string)e!["cause"]! == "STEP").ToList();
        (await clerk.Refused("answerEscalation", new { escalationId = Id(steps[1]), solution = "Leave me alone." })).Should().Be("OWN_ESCALATION");
        (await world.Admin.Refused("handOverEscalation", new { escalationId = Id(steps[1]), employeeId = line["clerk"] })).Should().Be("OWN_ESCALATION");
        await world.Work(TimeSpan.FromHours(5));
        await Ticks();
        (await Told(application, line)).Should().Contain("UNANSWERED  2 OPEN chief");
        (await clerk.Refused("answerEscalation", new { escalationId = Id(steps[0]), solution = "I am at it." })).Should().Be("OWN_ESCALATION", "it went up past him");
        await chief.Do("answerEscalation", new { escalationId = Id(steps[1]), solution = "Two more people." }, "escalation { id }");
    }

    [Fact]
    public async Task Whoever_may_change_only_what_is_his_hands_it_over_and_nothing_else()
    {
        var line = await Line("OWNS");
        var application = await Accepted(line, new { completeWithin = "PT100H" });
        string[] own = ["intake.application.read", "intake.application.handover", "intake.escalation.raise", "intake.escalation.read", "intake.escalation.answer", "intake.inquiry.read", "intake.inquiry.record"];
        var clerk = await world.Person([.. own.Select(p => (p, "OWN")), ("organization.employee.read", "ALL")], line["clerk"]);
        var boss = await world.Person([.. own.Select(p => (p, "OWN")), ("organization.employee.read", "ALL")], line["boss"]);
        var inquiry = await world.Make(
            "recordInquiry",
            new { question = "When?", channel = "DESK", departmentId = line["department"], responsibleId = line["clerk"], contactId = world.Contact, promisedAt = world.Clock.GetUtcNow().AddHours(90) }, "inquiry");
        var escalation = (string)(await clerk.Do("escalateApplication", new { applicationId = application, reason = "Help" }, "escalation { id }"))["escalation"]!["id"]!;

        (await boss.Do("handOverEscalation", new { escalationId = escalation, employeeId = line["chief"] }, "escalation { id }"))["escalation"].Should().BeNull("it is not his any more");
        (await clerk.Do("handOverInquiry", new { inquiryId = inquiry, employeeId = line["boss"] }, "inquiry { id }"))["inquiry"].Should().BeNull();
        (await clerk.Do("handOverApplication", new { applicationId = application, employeeId = line["boss"], reason = "Leave" }, "application { id }"))["application"].Should().BeNull();
        (await world.Admin.Query("query($e: ID!, $i: ID!, $a: ID!) { escalation(id: $e) { recipient { id } } inquiry(id: $i) { responsible { id } } application(id: $a) { responsible { id } handovers { totalCount } } }", new { e = escalation, i = inquiry, a = application }))
            .ToJsonString().Should().Be($$$$"""{"escalation":{"recipient":{"id":"{{{{line["chief"]}}}}"}},"inquiry":{"responsible":{"id":"{{{{line["boss"]}}}}"}},"application":{"responsible":{"id":"{{{{line["boss"]}}}}"},"handovers":{"totalCount":1}}}""");

        // Nobody else is above the chief, so it waits where it is.
        await world.Work(TimeSpan.FromHours(5));
        await Ticks();
        (await Told(application, line)).Should().Equal("EMPLOYEE  1 OPEN chief");

        // Whoever sees a case only because a task of it is his does not give it away.
        var task = await world.Make("planTask", new { applicationId = application, name = "Check", dueAt = world.Clock.GetUtcNow().AddDays(1), criteria = new[] { new { demand = "d", measure = "m" } } }, "task");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = line["clerk"] }, "task { id }");
        (await clerk.Query("query($id: ID!) { application(id: $id) { id } }", new { id = application }))["application"].Should().NotBeNull();
        (await clerk.Refused("handOverApplication", new { applicationId = application, employeeId = line["clerk"], reason = "Mine again" })).Should().Be("OUT_OF_SCOPE");
        (await clerk.Refused("handOverInquiry", new { inquiryId = inquiry, employeeId = line["clerk"] })).Should().Be("NOT_FOUND");
    }

    [Fact]
    public async Task Without_lines_and_owners_it_goes_to_the_heads_of_the_departments()
    {
        var line = await Line("HEADS");
        var part = (string)(await world.Admin.Do("createDepartment", new { code = "PART", name = "Part", validFrom = "2020-01-01", parentId = line["department"] }, "department { id }"))["department"]!["id"]!;
        var worker = await world.NewEmployee(part);
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT10H" });
        var application = await Accepted(type, part, worker);
        var ownerless = await Accepted(type, line["department"], null);
        await world.Work(TimeSpan.FromHours(8));
        await Ticks();
        line["worker"] = worker;
        (await Told(application, line)).Should().Equal(["STEP 50 0 OPEN worker", "STEP 80 1 OPEN chief"], "the part has no head, the department above has one");
        (await Told(ownerless, line)).Should().Equal(["STEP 50 0 OPEN chief", "STEP 80 0 OPEN chief"], "the head of the department owns what nobody owns, and nobody is above");
    }

    [Fact]
    public async Task Ticks_at_the_same_time_take_each_step_once()
    {
        var line = await Line("RACE");
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT10H" });
        var applications = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            applications.Add(await Accepted(type, line["department"], line["clerk"]));
        }

        await world.Work(TimeSpan.FromHours(11));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Tick(Job)));
        await Ticks();
        foreach (var application in applications)
        {
            (await Told(application, line)).Should().Equal("STEP 50 0 OPEN clerk", "STEP 80 1 OPEN boss", "STEP 100 1 OPEN boss");
        }
    }

    [Fact]
    public async Task A_step_that_a_holiday_moved_does_not_come_before_its_time()
    {
        var line = await Line("HOLIDAY");
        var application = await Accepted(line, new { completeWithin = "PT40H", escalationSteps = new[] { new { percent = 100, rank = 0 } } });
        var due = DateTimeOffset.Parse((string)(await world.Clocks(application, "dueAt"))[0]!["dueAt"]!);
        var calendar = (string)(await world.Admin.Query("{ workCalendars { nodes { id isDefault } } }"))["workCalendars"]!["nodes"]!.AsArray().Single(c => (bool)c!["isDefault"]!)!["id"]!;
        var day = DateOnly.FromDateTime(due.AddHours(8).Date);
        await world.Admin.Do("setCalendarDay", new { calendarId = calendar, day, kind = "HOLIDAY", name = "Storm", hours = Array.Empty<object>() }, "calendarDay { id }");
        await world.Advance(due.AddMinutes(1) - world.Clock.GetUtcNow());
        await Ticks();
        (await Escalations(application)).Should().BeEmpty();
        await world.Work(TimeSpan.FromHours(8));
        await Ticks();
        (await Told(application, line)).Should().Equal("STEP 100 0 OPEN clerk");
    }

    private static string Id(JsonNode? escalation) => (string)escalation!["id"]!;

    private static string Told(JsonNode e, Dictionary<string, string> line)
    {
        string? Name(string field) => e[field] is { } one ? line.Single(p => p.Value == (string)one["id"]!).Key : null;
        return $"{e["cause"]} {e["percent"]} {e["rank"]} {e["status"]} {Name("recipient")}{(Name("onBehalfOf") is { } absent ? $" for {absent}" : "")}";
    }

    private async Task Ticks() => await world.Tick(Job);

    private async Task<List<JsonNode?>> Escalations(string application) => [.. (await world.Admin.Query(
        $"query($id: ID!) {{ application(id: $id) {{ escalations {{ nodes {{ id {Fields} }} }} }} }}", new { id = application }))["application"]!["escalations"]!["nodes"]!.AsArray()];

    private async Task<List<string>> Told(string application, Dictionary<string, string> line) => [.. (await Escalations(application)).Select(e => Told(e!, line))];

    /// <summary>A department with a clerk who reports to a boss who reports to the chief who heads it, and somebody else.</summary>
    private async Task<Dictionary<string, string>> Line(string code)
    {
        var line = new Dictionary<string, string> { ["department"] = await world.NewDepartment(code) };
        string? above = null;
        foreach (var name in new[] { "chief", "boss", "clerk" })
        {
            above = (string)(await world.Admin.Do(
                "createPost", new { departmentId = line["department"], code = $"{code}-{name}", title = name, validFrom = "2020-01-01", isHead = above is null, reportsToId = above }, "post { id }"))["post"]!["id"]!;
            line[name] = await world.NewEmployee(line["department"]);
            await world.Admin.Do("assignPost", new { postId = above, employeeId = line[name], validFrom = "2020-01-01" }, "postHolding { id }");
        }

        line["deputy"] = await world.NewEmployee(line["department"]);
        return line;
    }

    private async Task<string> Accepted(Dictionary<string, string> line, object level) => await Accepted(await world.NewTypeWithLevel(level), line["department"], line["clerk"]);

    private async Task<string> Accepted(string type, string department, string? responsible)
    {
        var (id, _) = await world.Receive(type, department: department, responsible: responsible);
        await world.Judge(id, "PRESENT");
        await world.Accept(id);
        return id;
    }
}

using System.Text.Json.Nodes;
using BusinessSuite.Intake.Tests.ServiceLevels;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>An office with customers that runs what follows from events.</summary>
public sealed class FeedbackWorldWithJobs : FeedbackWorld
{
    protected override string[] Settings => [.. base.Settings.Where(s => !s.StartsWith("--Work:Jobs", StringComparison.Ordinal))];
}

[Trait("row", "GE-14")]
public sealed class LeaverTests(FeedbackWorldWithJobs world) : IClassFixture<FeedbackWorldWithJobs>
{
    private const string Everyone = """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""";
    private const string Day = "2026-03-02";

    [Fact]
    public async Task Nobody_is_released_with_work_in_hand_and_whoever_has_left_gets_none_until_he_joins_again()
    {
        var (leaver, heir) = (await world.NewEmployee(), await world.NewEmployee());
        var escalation = await Escalation(leaver);
        var task = await Task(leaver);
        var lent = await Lent(leaver, heir);
        // One that nobody could take over stayed with him.
        await world.AsOwner($"update intake.tasks set assignee_id = on_behalf_of_id, on_behalf_of_id = null where id = '{NodeId.Decode(task).Key}'");
        var application = await Case(leaver);
        var inquiry = await Inquiry(leaver);
        var handled = (await world.Complain()).Id;
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = handled, handlerId = leaver }, "complaint { id }");
        var investigated = await world.Standing("ASSESSED");
        (await world.Admin.Refused("reassignComplaint", new { complaintId = investigated, investigatorId = leaver, reason = "x" })).Should().Be("ILLEGAL_STATE", "nobody investigates yet");
        await world.Admin.Do("investigateComplaint", new { complaintId = investigated, investigatorId = leaver }, "complaint { id }");
        var rectification = await Rectification(leaver);
        var closed = await world.Closed(leaver);

        var change = await world.Make("startStaffChange", new { employeeId = leaver, kind = "LEAVING", effectiveOn = Day }, "staffChange");
        var steps = new (string Kind, string Operation, object Input)[]
        {
            ("APPLICATION", "handOverApplication", new { applicationId = application, employeeId = heir, reason = "Leaves" }),
            ("COMPLAINT", "reassignComplaint", new { complaintId = handled, handlerId = heir, reason = "Leaves" }),
            ("COMPLAINT", "reassignComplaint", new { complaintId = investigated, investigatorId = heir, reason = "Leaves" }),
            ("ESCALATION", "handOverEscalation", new { escalationId = escalation, employeeId = heir }),
            ("INQUIRY", "handOverInquiry", new { inquiryId = inquiry, employeeId = heir }),
            ("RECTIFICATION", "reassignRectification", new { rectificationId = rectification, ownerId = heir, reason = "Leaves" }),
            ("TASK", "assignTask", new { taskId = task, employeeId = heir }),
            ("TASK", "assignTask", new { taskId = lent, employeeId = heir }),
        };
        for (var i = 0; i < steps.Length; i++)
        {
            (await Open(leaver)).Should().Equal(steps[i..].Select(s => s.Kind));
            (await world.Admin.Refused("completeStaffChange", new { staffChangeId = change })).Should().Be("LEAVER_MATTERS_OPEN");
            await world.Admin.Do(steps[i].Operation, steps[i].Input, "__typename");
        }

        (await world.Admin.Query("query($e: ID!) { escalation(id: $e) { recipient { id } onBehalfOf { id } status } }", new { e = escalation }))["escalation"]!.ToJsonString()
            .Should().Be($$"""{"recipient":{"id":"{{heir}}"},"onBehalfOf":null,"status":"OPEN"}""");
        (await Open(leaver)).Should().BeEmpty();
        await world.Admin.Do("completeStaffChange", new { staffChangeId = change }, "staffChange { state }");

        var received = (await world.Complain()).Id;
        var assessed = await world.Standing("ASSESSED");
        foreach (var (operation, input) in new (string, object)[]
        {
            ("receiveApplication", new { applicationTypeId = world.Type, applicantId = world.Contact, departmentId = world.Department, responsibleId = leaver, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } }),
            ("handOverApplication", new { applicationId = application, employeeId = leaver, reason = "x" }),
            ("reopenApplication", new { applicationId = closed, reason = "x" }),
            ("assignTask", new { taskId = task, employeeId = leaver }),
            ("recordInquiry", Asked(leaver)),
            ("handOverInquiry", new { inquiryId = inquiry, employeeId = leaver }),
            ("acknowledgeComplaint", new { complaintId = received, handlerId = leaver }),
            ("reassignComplaint", new { complaintId = handled, handlerId = leaver, reason = "x" }),
            ("reassignComplaint", new { complaintId = investigated, investigatorId = leaver, reason = "x" }),
            ("investigateComplaint", new { complaintId = assessed, investigatorId = leaver }),
            ("planRectification", new { complaintId = await world.Standing("RESPONDED"), measure = "m", ownerId = leaver, dueAt = world.Clock.GetUtcNow().AddDays(3) }),
            ("reassignRectification", new { rectificationId = rectification, ownerId = leaver, reason = "x" }),
            ("handOverEscalation", new { escalationId = escalation, employeeId = leaver }),
            ("recordHistoricalApplications", new { applicationTypeId = world.Type, applications = new[] { new { externalId = "OLD-1", channel = "POST", departmentId = world.Department, receivedAt = "2026-01-05T01:00:00Z", responsibleId = leaver } } }),
        })
        {
            (await world.Admin.Refused(operation, input)).Should().Be("EMPLOYEE_LEFT", operation);
        }

        var key = NodeId.Decode(leaver).Key;
        foreach (var sql in new[]
        {
            $"update intake.applications set responsible_id = '{key}' where ended_at is null",
            $"update intake.tasks set assignee_id = '{key}' where status = 'ASSIGNED'",
            $"update intake.inquiries set responsible_id = '{key}' where answered_at is null",
            $"update intake.complaints set handler_id = '{key}'",
            $"update intake.complaints set investigator_id = '{key}'",
            $"update intake.rectifications set owner_id = '{key}'",
            $"update intake.escalations set recipient_id = '{key}'",
        })
        {
            var attempt = () => world.AsApp(sql, Everyone);
            (await attempt.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be("tr_employees_left", sql);
        }

        (await world.Admin.Do("reopenApplication", new { applicationId = closed, reason = "A page was missing", responsibleId = heir }, "application { responsible { id } handovers { nodes { from { id } reason } } }"))["application"]!.ToJsonString()
            .Should().Be($$$"""{"responsible":{"id":"{{{heir}}}"},"handovers":{"nodes":[{"from":{"id":"{{{leaver}}}"},"reason":"A page was missing"}]}}""");
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "AGAIN", title = "x", validFrom = "2020-01-01" }, "post");
        var joining = await world.Make("startStaffChange", new { employeeId = leaver, kind = "JOINING", effectiveOn = Day, postId = post }, "staffChange");
        await world.Admin.Do("completeStaffChange", new { staffChangeId = joining }, "staffChange { state }");
        await world.Advance(TimeSpan.FromDays(6));
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = leaver }, "task { status }");
        (await Open(leaver)).Should().Equal("TASK");
    }

    [Fact]
    public async Task A_release_and_a_case_that_comes_at_the_same_time_do_not_miss_each_other()
    {
        for (var i = 0; i < 5; i++)
        {
            var leaver = await world.NewEmployee();
            var change = await world.Make("startStaffChange", new { employeeId = leaver, kind = "LEAVING", effectiveOn = Day }, "staffChange");
            var releasing = world.Admin.Try("completeStaffChange", new { staffChangeId = change }, "staffChange { id }");
            var receiving = Enumerable.Range(0, 4).Select(_ => world.Admin.Try(
                "receiveApplication", new { applicationTypeId = world.Type, applicantId = world.Contact, departmentId = world.Department, responsibleId = leaver, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } }, "application { id }")).ToList();
            var released = (await releasing)["staffChange"] is not null;
            var received = (await System.Threading.Tasks.Task.WhenAll(receiving)).Count(r => r["application"] is not null);
            (released && received > 0).Should().BeFalse("either the case came first and stands against the release, or he had left");
        }
    }

    [Fact]
    public async Task Of_secrets_and_of_what_customers_asked_only_that_something_is_open_is_told()
    {
        var leaver = await world.NewEmployee();
        var numbers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var (id, number, _) = await world.Complain();
            await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = leaver }, "complaint { id }");
            await world.Admin.Do("classifyComplaint", new { complaintId = id, level = "SECRET" }, "__typename");
            numbers.Add(number);
        }

        await Inquiry(leaver);
        var open = (await world.Admin.Query("query($e: ID!, $on: Date!) { leaverMatters(employeeId: $e, on: $on) { kind text recordId level } }", new { e = leaver, on = Day }))["leaverMatters"]!.AsArray();
        open.Select(m => $"{m!["kind"]} {m["text"]} {m["level"]}").Should().Equal("COMPLAINT 2 SECRET", "INQUIRY DESK INTERNAL");
        ((string)open[0]!["recordId"]!).Should().Be(NodeId.Decode(leaver).Key.ToString());
        var change = await world.Make("startStaffChange", new { employeeId = leaver, kind = "LEAVING", effectiveOn = Day }, "staffChange");
        var refused = (await world.Admin.Try("completeStaffChange", new { staffChangeId = change }, "__typename"))["userErrors"]!.AsArray().Single()!;
        ((string)refused["code"]!).Should().Be("LEAVER_MATTERS_OPEN");
        refused["message"]!.GetValue<string>().Should().Contain("COMPLAINT 2").And.NotContainAny(numbers).And.NotContain("When?");
    }

    private async Task<List<string>> Open(string employee) =>
        [.. (await world.Admin.Query("query($e: ID!, $on: Date!) { leaverMatters(employeeId: $e, on: $on) { kind } }", new { e = employee, on = Day }))["leaverMatters"]!.AsArray().Select(m => (string)m!["kind"]!)];

    private async Task<string> Case(string responsible, string? type = null)
    {
        var (id, _) = await world.Receive(type, responsible: responsible);
        await world.Judge(id, "PRESENT");
        await world.Accept(id);
        return id;
    }

    private async Task<string> Task(string employee)
    {
        var task = await world.Make(
            "planTask", new { applicationId = await world.Accepted(), name = "Check", dueAt = world.Clock.GetUtcNow().AddDays(30), criteria = new[] { new { demand = "d", measure = "m" } } }, "task");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = employee }, "task { id }");
        return task;
    }

    /// <summary>A task that the deputy has while its owner is away.</summary>
    private async Task<string> Lent(string owner, string deputy)
    {
        var (lent, now) = (await Task(owner), world.Clock.GetUtcNow());
        await world.Admin.Do("recordAbsence", new { employeeId = owner, kind = "SICKNESS", from = now, until = now.AddDays(5), deputyId = deputy }, "absence { handedOverAt }");
        await Eventually.Holds(async () => (await world.Admin.Query("query($e: ID!) { employee(id: $e) { tasks(where: {status: {eq: ASSIGNED}}) { totalCount } } }", new { e = owner }))["employee"]!["tasks"]!["totalCount"]!.GetValue<int>() == 0);
        return lent;
    }

    private object Asked(string employee) =>
        new { question = "When?", channel = "DESK", departmentId = world.Department, responsibleId = employee, contactId = world.Contact, promisedAt = world.Clock.GetUtcNow().AddDays(1) };

    private async Task<string> Inquiry(string employee) => await world.Make("recordInquiry", Asked(employee), "inquiry");

    private async Task<string> Rectification(string owner) => await world.Make(
        "planRectification", new { complaintId = await world.Standing("RESPONDED"), measure = "m", ownerId = owner, dueAt = world.Clock.GetUtcNow().AddDays(3) }, "rectification");

    /// <summary>What waits for the employee's answer, although the case is somebody else's by now.</summary>
    private async Task<string> Escalation(string employee)
    {
        var application = await Case(employee, await world.NewTypeWithLevel(new { completeWithin = "PT2H", escalationSteps = new[] { new { percent = 50, rank = 0 } } }));
        await world.Work(TimeSpan.FromHours(1.5));
        await world.Tick("intake.escalate");
        await world.Admin.Do("handOverApplication", new { applicationId = application, employeeId = world.Clerk, reason = "x" }, "application { id }");
        JsonNode escalations = (await world.Admin.Query("query($id: ID!) { application(id: $id) { escalations { nodes { id recipient { id } } } } }", new { id = application }))["application"]!["escalations"]!["nodes"]!;
        var one = escalations.AsArray().Should().ContainSingle().Which!;
        ((string)one["recipient"]!["id"]!).Should().Be(employee);
        return (string)one["id"]!;
    }
}

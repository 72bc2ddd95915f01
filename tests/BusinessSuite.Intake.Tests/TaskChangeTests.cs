using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>What happens to tasks besides being done: they are put right, end with their application, and are done by others.</summary>
public sealed class TaskChangeTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";
    private static readonly object[] Criteria = [new { demand = "Area checked", measure = "Difference below 1 %" }];

    [Fact]
    [Trait("row", "IN-08")]
    [Trait("row", "IN-09")]
    public async Task A_cancelled_application_leaves_nothing_to_do()
    {
        var (application, worker) = (await world.Accepted(), await world.NewEmployee(await world.NewDepartment("WORKERS")));
        var assignee = await world.Person([("intake.application.read", "OWN"), ("intake.task.complete", "OWN")], worker);
        var tasks = new[] { await Plan(application, 3, Criteria), await Plan(application, 3, Criteria), await Plan(application, null, null) };
        foreach (var task in tasks[..2])
        {
            await world.Admin.Do("assignTask", new { taskId = task, employeeId = worker }, "task { id }");
        }

        const string Seen = "{ applications { totalCount } tasks { totalCount } }";
        (await assignee.Query(Seen)).ToJsonString().Should().Be("""{"applications":{"totalCount":1},"tasks":{"totalCount":3}}""");
        var cancel = () => world.AsApp($"update intake.applications set status = 'CANCELLED', ended_at = now(), cancellation_reason = 'x' where id = '{NodeId.Decode(application).Key}'", Everyone);
        (await cancel.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_applications_tasks");

        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Moved away" }, "application { id }");
        foreach (var task in tasks)
        {
            (await world.Admin.Query("query($t: ID!) { task(id: $t) { status cancelReason } }", new { t = task }))["task"]!.ToJsonString()
                .Should().Be("""{"status":"CANCELLED","cancelReason":"The application was cancelled. \u7533\u8BF7\u5DF2\u64A4\u9500\u3002"}""");
            (await world.Admin.Refused("assignTask", new { taskId = task, employeeId = worker })).Should().Be("NOT_ACCEPTED");
        }

        (await world.Admin.Refused("completeTask", new { taskId = tasks[0], answers = Array.Empty<object>() })).Should().Be("NOT_ACCEPTED");
        ((int)(await assignee.Query(Seen))["applications"]!["totalCount"]!).Should().Be(0, "nothing of it is his any more");
        var plan = () => world.AsApp(
            $"insert into intake.tasks (id, version, application_id, name, status, historical, owner_changes) values (gen_random_uuid(), 1, '{NodeId.Decode(application).Key}', 'x', 'OPEN', false, 0)", Everyone);
        (await plan.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_tasks_accepted");
    }

    [Fact]
    [Trait("row", "IN-09")]
    public async Task A_task_is_put_right_with_a_reason_and_a_deadline_lies_ahead()
    {
        var application = await world.Accepted();
        (await world.Admin.Refused("planTask", new { applicationId = application, name = "x", dueAt = world.Clock.GetUtcNow().AddMinutes(-1) })).Should().Be("DEADLINE_PAST");
        var task = await Plan(application, null, null);
        var due = world.Clock.GetUtcNow().AddDays(3);
        (await world.Admin.Refused("changeTask", new { taskId = task, reason = " ", dueAt = due })).Should().Be("TASK_CHANGE_REASON_MISSING");
        (await world.Admin.Refused("changeTask", new { taskId = task, reason = "x", dueAt = world.Clock.GetUtcNow().AddMinutes(-1) })).Should().Be("DEADLINE_PAST");
        (await world.Admin.Refused("changeTask", new { taskId = task, reason = "x", criteria = new[] { new { demand = "Good", measure = "" } } })).Should().Be("CRITERION_UNMEASURABLE");
        await world.Admin.Do("changeTask", new { taskId = task, reason = "Forgotten", dueAt = due, criteria = new[] { new { demand = "Wrong", measure = "m" } } }, "task { id }");
        await world.Admin.Do("changeTask", new { taskId = task, reason = "Mistyped", criteria = Criteria }, "task { id }");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { id }");
        (await world.Admin.Refused("changeTask", new { taskId = task, reason = "x", criteria = Criteria })).Should().Be("CRITERIA_FIXED");
        var changed = (await world.Admin.Do(
            "changeTask", new { taskId = task, reason = "The neighbours are away.", dueAt = due.AddDays(1) }, "task { dueAt criteria { nodes { demand } } changes { nodes { reason dueBefore dueAfter criteriaReplaced } } }"))["task"]!;
        ((DateTimeOffset)changed["dueAt"]!).Should().BeCloseTo(due.AddDays(1), TimeSpan.FromMilliseconds(1));
        changed["criteria"]!["nodes"]!.ToJsonString().Should().Be("""[{"demand":"Area checked"}]""");
        changed["changes"]!["nodes"]!.AsArray().Select(c => $"{c!["reason"]}: {c["dueBefore"] is not null} {c["dueAfter"] is not null} {c["criteriaReplaced"]}")
            .Should().BeEquivalentTo("Forgotten: False True true", "Mistyped: True False true", "The neighbours are away.: True True false");
        await world.Admin.Do("cancelTask", new { taskId = task, reason = "Not needed" }, "task { id }");
        (await world.Admin.Refused("changeTask", new { taskId = task, reason = "x", dueAt = due })).Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    [Trait("row", "IN-09")]
    public async Task Who_completed_a_task_is_on_record_though_somebody_else_had_it()
    {
        var (application, colleague) = (await world.Accepted(), await world.NewEmployee());
        var other = await world.Person([("intake.application.read", "ALL"), ("intake.task.complete", "ALL"), ("organization.employee.read", "ALL")], colleague);
        foreach (var (client, by) in new[] { (other, colleague), (world.Admin, world.Clerk) })
        {
            var task = await Plan(application, 3, Criteria);
            await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { id }");
            var criterion = (string)(await world.Admin.Query("query($t: ID!) { task(id: $t) { criteria { nodes { id } } } }", new { t = task }))["task"]!["criteria"]!["nodes"]![0]!["id"]!;
            var done = (await client.Do("completeTask", new { taskId = task, answers = new[] { new { criterionId = criterion, met = true, evidence = "seen" } } }, "task { assignee { id } completedBy { id } }"))["task"]!;
            ((string)done["assignee"]!["id"]!, (string)done["completedBy"]!["id"]!).Should().Be((world.Clerk, by), "who is no employee completes it for the assignee");
        }
    }

    [Fact]
    [Trait("row", "IN-08")]
    public async Task Whoever_has_a_task_is_not_weighed_down_by_it_and_a_type_without_a_duty_is_told_apart()
    {
        var duty = await world.Make("createDuty", new { code = "WEIGHED", name = "x" }, "duty");
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "WEIGHED", title = "x", validFrom = "2020-01-01" }, "post");
        await world.Make("addDutyToPost", new { postId = post, dutyId = duty, validFrom = "2020-01-01" }, "postDuty");
        var people = new[] { await world.NewEmployee(), await world.NewEmployee() };
        foreach (var employee in people)
        {
            await world.Make("assignPost", new { postId = post, employeeId = employee, validFrom = "2020-01-01" }, "postHolding");
        }

        var task = await Plan(await world.Accepted(await world.NewType("WEIGHED", "W-{seq:3}", "WEIGHED")), 3, Criteria);
        for (var i = 0; i < 2; i++)
        {
            var given = (await world.Admin.Do("assignTask", new { taskId = task }, "task { assignee { id } ownerChanges }"))["task"]!;
            ((string)given["assignee"]!["id"]!, (int)given["ownerChanges"]!).Should().Be((people[0], 0));
        }

        var refused = (await world.Admin.Try("assignTask", new { taskId = await Plan(await world.Accepted(), 3, Criteria) }, "__typename"))["userErrors"]![0]!;
        ((string)refused["code"]!, (string)refused["message"]!).Should().Be(("NOBODY_FITS", "The type of the application names no duty, so the rule has nobody to choose from; name an employee."));
    }

    [Fact]
    [Trait("row", "IN-08")]
    public async Task An_application_that_came_to_the_wrong_department_goes_to_the_right_one_and_keeps_its_number_and_tasks()
    {
        var (wrong, right) = (await world.NewDepartment("WRONG"), await world.NewDepartment("RIGHT"));
        var (clerk, theirs) = (await world.NewEmployee(wrong), await world.NewEmployee(right));
        (string, string)[] grants = [("intake.application.read", "DEPARTMENT"), ("intake.application.handover", "DEPARTMENT"), ("organization.structure.read", "ALL"), ("organization.employee.read", "ALL")];
        var (giver, taker) = (await world.Person(grants, clerk), await world.Person(grants, theirs));
        var (application, _) = await world.Receive(department: wrong, responsible: clerk);
        await world.Judge(application, "PRESENT");
        var number = (string)(await world.Accept(application))["number"]!;
        var tasks = new[] { await Plan(application, 3, Criteria), await Plan(application, 3, Criteria) };
        await world.Admin.Do("assignTask", new { taskId = tasks[0], employeeId = clerk }, "task { id }");
        object To(string departmentId, string reason = "Theirs.", string? responsibleId = null) => new { applicationId = application, departmentId, reason, responsibleId };
        (await giver.Refused("transferApplication", To(right, " "))).Should().Be("HANDOVER_REASON_MISSING");
        (await giver.Refused("transferApplication", To(wrong))).Should().Be("TRANSFER_TO_ITSELF");
        (await taker.Refused("transferApplication", To(right))).Should().Be("NOT_FOUND");
        var move = () => world.AsApp(
            $"update intake.applications set department_id = '{NodeId.Decode(right).Key}' where id = '{NodeId.Decode(application).Key}'", Everyone);
        (await move.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_applications_transferred");

        await giver.Do("transferApplication", To(right), "__typename");
        const string Read = "query($id: ID!) { application(id: $id) { number department { id } responsible { id } progress(orderBy: [{field: AT, direction: DESC}], first: 1) { nodes { textEn } } handovers { nodes { fromDepartment { id } toDepartment { id } to { id } reason } } tasks { nodes { id status } } } }";
        (await giver.Query(Read, new { id = application }))["application"]!["responsible"].Should().BeNull("he has a task of it still");
        var seen = (await taker.Query(Read, new { id = application }))["application"]!;
        ((string)seen["number"]!, (string)seen["department"]!["id"]!, seen["responsible"]).Should().Be((number, right, null));
        seen["progress"]!["nodes"]![0]!["textEn"]!.GetValue<string>().Should().Be("Another department handles the application now.");
        seen["handovers"]!["nodes"]!.ToJsonString().Should().Be($$"""[{"fromDepartment":{"id":"{{wrong}}"},"toDepartment":{"id":"{{right}}"},"to":null,"reason":"Theirs."}]""");
        seen["tasks"]!["nodes"]!.AsArray().Select(t => (string)t!["status"]!).Should().BeEquivalentTo("ASSIGNED", "OPEN");
        (await giver.Refused("transferApplication", To(wrong))).Should().Be("OUT_OF_SCOPE", "he sees it by his task, and it is theirs now");
        await taker.Do("transferApplication", To(wrong, "No, yours.", clerk), "application { id }");
        (await giver.Query(Read, new { id = application }))["application"]!["department"]!["id"]!.GetValue<string>().Should().Be(wrong);
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "x" }, "application { id }");
        (await giver.Refused("transferApplication", To(right))).Should().Be("ILLEGAL_STATE");
    }

    private Task<string> Plan(string application, int? days, object[]? criteria) => world.Make(
        "planTask", new { applicationId = application, name = "Check on site", dueAt = days is { } d ? world.Clock.GetUtcNow().AddDays(d) : (DateTimeOffset?)null, criteria }, "task");
}

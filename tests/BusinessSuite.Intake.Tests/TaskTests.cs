using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

public sealed class TaskTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";
    private static readonly object[] Criteria = [new { demand = "Area checked", measure = "Difference below 1 %" }, new { demand = "Neighbours heard", measure = "Each letter answered" }];

    [Fact]
    [Trait("row", "IN-09")]
    public async Task A_task_needs_a_deadline_and_a_measure_to_be_assigned_and_evidence_to_be_completed()
    {
        var application = await world.Accepted();
        (await world.Admin.Refused("planTask", new { applicationId = application, name = "Check", criteria = new[] { new { demand = "Good", measure = " " } } })).Should().Be("CRITERION_UNMEASURABLE");
        var noDeadline = await Plan(application, null, Criteria);
        var noCriterion = await Plan(application, world.Clock.GetUtcNow().AddDays(3), []);
        (await world.Admin.Refused("assignTask", new { taskId = noDeadline, employeeId = world.Clerk })).Should().Be("DEADLINE_MISSING");
        (await world.Admin.Refused("assignTask", new { taskId = noCriterion, employeeId = world.Clerk })).Should().Be("CRITERION_MISSING");
        var task = await Plan(application, world.Clock.GetUtcNow().AddDays(3), Criteria);
        (await world.Admin.Refused("completeTask", new { taskId = task, answers = await Answers(task, "seen") })).Should().Be("ILLEGAL_STATE", "nobody has it");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { status assignee { id } }");
        (await world.Admin.Refused("completeTask", new { taskId = task, answers = Array.Empty<object>() })).Should().Be("CRITERION_UNANSWERED");
        (await world.Admin.Refused("completeTask", new { taskId = task, answers = await Answers(task, " ") })).Should().Be("CRITERION_UNANSWERED");
        (await world.Admin.Refused("completeTask", new { taskId = task, answers = (await Answers(task, "seen")).Take(1) })).Should().Be("CRITERION_UNANSWERED");
        (await world.Admin.Refused("closeApplication", new { applicationId = application })).Should().Be("TASKS_OPEN");
        await world.Admin.Do("completeTask", new { taskId = task, answers = await Answers(task, "seen") }, "task { status completedAt criteria { nodes { met evidence } } }");
        (await world.Admin.Refused("assignTask", new { taskId = task, employeeId = world.Clerk })).Should().Be("ILLEGAL_STATE");

        foreach (var (sql, constraint) in new[]
        {
            ("update intake.tasks set status = 'ASSIGNED' where due_at is null and status = 'OPEN'", "ck_tasks_due"),
            ("update intake.tasks set status = 'ASSIGNED', assignee_id = (select id from organization.employees limit 1) where status = 'OPEN' and due_at is not null", "tr_tasks_criteria"),
            ("with t as (insert into intake.tasks (id, version, application_id, name, status, due_at, completed_at, assignee_id, completed_by_id, historical) select gen_random_uuid(), 1, application_id, 'x', 'COMPLETED', now(), now(), assignee_id, assignee_id, false from intake.tasks where assignee_id is not null limit 1 returning id) insert into intake.quality_criteria (id, version, task_id, demand, measure) select gen_random_uuid(), 1, id, 'd', 'm' from t", "tr_tasks_answered"),
            ("insert into intake.quality_criteria (id, version, task_id, demand, measure) select gen_random_uuid(), 1, id, 'd', ' ' from intake.tasks limit 1", "ck_quality_criteria_measure"),
        })
        {
            var act = () => world.AsApp(sql, Everyone);
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
        }
    }

    [Fact]
    [Trait("row", "IN-08")]
    [Trait("row", "GE-14")]
    public async Task Who_has_left_is_given_nothing_more()
    {
        var (application, leaver) = (await world.Accepted(), await world.NewEmployee());
        var task = await Plan(application, world.Clock.GetUtcNow().AddDays(3), Criteria);
        await world.AsOwner($"""
            alter table organization.employees disable trigger user;
            update organization.employees set left_on = '{world.Clock.GetUtcNow():yyyy-MM-dd}' where id = '{NodeId.Decode(leaver).Key}';
            alter table organization.employees enable trigger user
            """);
        (await world.Admin.Refused("assignTask", new { taskId = task, employeeId = leaver })).Should().Be("EMPLOYEE_LEFT");
        (await world.Admin.Refused("handOverApplication", new { applicationId = application, employeeId = leaver, reason = "x" })).Should().Be("EMPLOYEE_LEFT");
    }

    [Fact]
    [Trait("row", "IN-08")]
    [Trait("row", "GE-07")]
    public async Task The_rule_weighs_duty_absence_conflict_and_load_and_says_so()
    {
        var duty = (string)(await world.Admin.Do("createDuty", new { code = "SURVEY", name = "Survey" }, "duty { id }"))["duty"]!["id"]!;
        var post = (string)(await world.Admin.Do("createPost", new { departmentId = world.Department, code = "SURVEYOR", title = "Surveyor", validFrom = "2020-01-01" }, "post { id }"))["post"]!["id"]!;
        await world.Admin.Do("addDutyToPost", new { postId = post, dutyId = duty, validFrom = "2020-01-01" }, "postDuty { id }");
        var people = new Dictionary<string, string>();
        foreach (var name in new[] { "busy", "free", "away", "related", "deputy" })
        {
            people[name] = await world.NewEmployee();
            if (name != "deputy")
            {
                await world.Admin.Do("assignPost", new { postId = post, employeeId = people[name], validFrom = "2020-01-01" }, "postHolding { id }");
            }
        }

        var type = await world.NewType("SURVEYED", "S-{seq:4}", "SURVEY");
        var application = await world.Accepted(type);
        var now = world.Clock.GetUtcNow();
        await world.Admin.Do("recordAbsence", new { employeeId = people["away"], kind = "BUSINESS_TRAVEL", from = now.AddDays(-1), until = now.AddDays(1), deputyId = people["deputy"] }, "absence { id }");
        await world.Admin.Do("declareConflictOfInterest", new { employeeId = people["related"], contactId = world.Contact, reason = "Brother" }, "conflictOfInterest { id }");
        await world.Admin.Do("assignTask", new { taskId = await Plan(application, now.AddDays(3), Criteria), employeeId = people["busy"] }, "task { id }");

        var task = await Plan(application, now.AddDays(3), Criteria);
        var why = (await world.Admin.Query("query($t: ID!) { explainAssignment(taskId: $t) { employee { id } openTasks chosen reasons } }", new { t = task }))["explainAssignment"]!.AsArray()
            .ToDictionary(c => people.Single(p => p.Value == (string)c!["employee"]!["id"]!).Key, c => string.Join(' ', c!["reasons"]!.AsArray().Select(r => (string)r!)));
        why.Should().Equal(new Dictionary<string, string>
        {
            ["busy"] = "CARRIES_DUTY ON_SHIFT HIGHER_LOAD",
            ["free"] = "CARRIES_DUTY ON_SHIFT LOWEST_LOAD",
            ["away"] = "CARRIES_DUTY ABSENT ON_SHIFT",
            ["related"] = "CARRIES_DUTY CONFLICT_OF_INTEREST ON_SHIFT",
            ["deputy"] = "STANDS_IN ON_SHIFT HIGHER_LOAD",
        });
        (await world.Admin.Refused("assignTask", new { taskId = task, employeeId = people["related"] })).Should().Be("CONFLICT_OF_INTEREST");
        (await world.Admin.Refused("assignTask", new { taskId = task, employeeId = people["away"] })).Should().Be("ASSIGNEE_AWAY");
        var assigned = (await world.Admin.Do("assignTask", new { taskId = task }, "task { assignee { id } assignments { nodes { explanation employee { id } } } }"))["task"]!;
        assigned["assignee"]!["id"]!.GetValue<string>().Should().Be(people["free"]);
        // A person is one under all contacts, so a conflict reaches through a merge.
        var alias = (string)(await world.Admin.Do("registerContact", new { name = "Zhang S.", email = "zhang.s@example.org" }, "contact { id }"))["contact"]!["id"]!;
        await world.Admin.Do("declareConflictOfInterest", new { employeeId = world.Clerk, contactId = alias, reason = "Sister" }, "conflictOfInterest { id }");
        var next = await Plan(application, now.AddDays(3), Criteria);
        await world.Admin.Do("mergeContacts", new { duplicateId = alias, survivorId = world.Contact }, "contact { id }");
        (await world.Admin.Refused("assignTask", new { taskId = next, employeeId = world.Clerk })).Should().Be("CONFLICT_OF_INTEREST");
        await world.Admin.Do("unmergeContact", new { contactId = alias }, "contact { id }");
        var named = (await world.Admin.Do("assignTask", new { taskId = next, employeeId = world.Clerk }, "task { assignments { nodes { explanation } } }"))["task"]!["assignments"]!["nodes"]![0]!["explanation"]!.AsArray();
        named.Should().HaveCount(6).And.ContainSingle(c => c!["reasons"]!.ToJsonString() == """["NAMED","ON_SHIFT"]""");
        assigned["assignments"]!["nodes"]!.AsArray().Should().ContainSingle().Which!["explanation"]!.ToJsonString().Should().Contain("LOWEST_LOAD");
        // Now the deputy has the lowest load.
        (await world.Admin.Do("assignTask", new { taskId = await Plan(application, now.AddDays(3), Criteria) }, "task { assignee { id } }"))["task"]!["assignee"]!["id"]!.GetValue<string>().Should().Be(people["deputy"]);
        (await world.Admin.Refused("assignTask", new { taskId = await Plan(await world.Accepted(), now.AddDays(3), Criteria) })).Should().Be("NOBODY_FITS", "the type names no duty");
    }

    [Fact]
    [Trait("row", "IN-16")]
    public async Task An_application_is_closed_after_its_result_was_told()
    {
        var application = await world.Accepted();
        (await world.Admin.Refused("closeApplication", new { applicationId = application })).Should().Be("RESULT_UNTOLD");
        var told = (await world.Admin.Do(
            "recordResultNotice", new { applicationId = application, channel = "PHONE", recipient = "+86 138-0000-0000", text = "Granted." }, "resultNotice { channel text application { status } }"))["resultNotice"]!;
        told.ToJsonString().Should().Be("""{"channel":"PHONE","text":"Granted.","application":{"status":"ACCEPTED"}}""");
        (await world.Admin.Do("closeApplication", new { applicationId = application }, "application { status endedAt }"))["application"]!["status"]!.GetValue<string>().Should().Be("CLOSED");
        (await world.Admin.Refused("recordResultNotice", new { applicationId = application, channel = "PHONE", recipient = "x", text = "Again." })).Should().Be("ILLEGAL_STATE");
        foreach (var (sql, constraint) in new[]
        {
            ("update intake.result_notices set text = 'Refused.'", "wo_result_notices"),
            ("update intake.result_notices set recipient = 'Somebody else'", "wo_result_notices_told"),
        })
        {
            var change = () => world.AsApp(sql, Everyone);
            (await change.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be(constraint);
        }
    }

    private async Task<string> Plan(string application, DateTimeOffset? dueAt, object[] criteria) =>
        (string)(await world.Admin.Do("planTask", new { applicationId = application, name = "Check on site", dueAt, criteria }, "task { id }"))["task"]!["id"]!;

    private async Task<IEnumerable<object>> Answers(string task, string evidence)
    {
        var criteria = (await world.Admin.Query("query($t: ID!) { task(id: $t) { criteria { nodes { id } } } }", new { t = task }))["task"]!["criteria"]!["nodes"]!.AsArray();
        return criteria.Select(c => new { criterionId = (string)c!["id"]!, met = true, evidence });
    }
}

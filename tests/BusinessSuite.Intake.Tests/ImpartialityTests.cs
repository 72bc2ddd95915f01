using BusinessSuite.Intake.Tests.Assignment;
using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>Who has an interest keeps away from the whole case.</summary>
[Trait("row", "IN-08")]
public sealed class ImpartialityTests(AssignmentWorld world) : IClassFixture<AssignmentWorld>
{
    private const string Conflict = "CONFLICT_OF_INTEREST";

    [Fact]
    public async Task Who_keeps_away_from_an_applicant_neither_receives_nor_reviews_nor_decides_nor_tells_nor_closes_nor_takes_over()
    {
        var employee = await world.NewEmployee();
        var related = await world.Person([("intake.application.receive", "ALL"), ("intake.application.review", "ALL"), ("intake.application.decide", "ALL"), ("intake.application.close", "ALL"), ("intake.application.reopen", "ALL"), ("intake.application.read", "ALL")], employee);
        var applicant = await Applicant("interest1@example.org");
        var (review, wanting, accepted, done) = (await Received(applicant), await Received(applicant), await Received(applicant), await Received(applicant));
        await world.Judge(wanting, "MISSING");
        await world.Judge(accepted, "PRESENT");
        await world.Judge(done, "PRESENT");
        await world.Accept(done);
        await Declare(employee, applicant);
        var item = (await world.Checklist(review))[0];
        var refused = new Dictionary<string, object>
        {
            ["judgeChecklist"] = new { applicationId = review, verdicts = new[] { new { itemId = item, verdict = "PRESENT" } } },
            ["issueSupplementNotice"] = new { applicationId = wanting },
            ["acceptApplication"] = new { applicationId = accepted },
            ["refuseApplication"] = new { applicationId = review, reason = "x", whereToGo = "y" },
            ["cancelApplication"] = new { applicationId = review, reason = "x" },
            ["receiveApplication"] = Receipt(applicant, null),
            ["sendResultNotice"] = new { applicationId = done, text = "x" },
            ["recordResultNotice"] = new { applicationId = done, channel = "PHONE", recipient = "1", text = "x" },
            ["closeApplication"] = new { applicationId = done },
            ["reopenApplication"] = new { applicationId = done, reason = "x" },
        };
        foreach (var (operation, input) in refused)
        {
            (await related.Refused(operation, input)).Should().Be(Conflict, operation);
        }

        (await world.Admin.Refused("receiveApplication", Receipt(applicant, employee))).Should().Be(Conflict);
        (await world.Admin.Refused("handOverApplication", new { applicationId = review, employeeId = employee, reason = "x" })).Should().Be(Conflict);
        var assign = () => world.AsApp($"update intake.applications set responsible_id = '{NodeId.Decode(employee).Key}' where id = '{NodeId.Decode(review).Key}'", """{"scopes":{"*":"ALL"}}""");
        (await assign.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_applications_conflict");
    }

    [Fact]
    public async Task Tasks_go_on_to_others_when_an_interest_is_declared_and_what_nobody_takes_is_not_completed()
    {
        await world.Carry("IMPARTIAL", "partial", "impartial");
        var applicant = await Applicant("interest2@example.org");
        var (ruled, byHand) = (await Task(await world.NewType("IMPARTIAL", "I-{seq:3}", "IMPARTIAL"), applicant), await Task(world.Type, applicant));
        await Declare(world.People["partial"], applicant);
        (await Assignee(ruled)).Should().Be(world.People["impartial"]);
        (await Assignee(byHand)).Should().Be(world.People["partial"], "nobody carries a duty for it");
        var criterion = (string)(await world.Admin.Query("query($t: ID!) { task(id: $t) { criteria { nodes { id } } } }", new { t = byHand }))["task"]!["criteria"]!["nodes"]![0]!["id"]!;
        object Answers() => new { taskId = byHand, answers = new[] { new { criterionId = criterion, met = true, evidence = "seen" } } };
        (await world.Admin.Refused("completeTask", Answers())).Should().Be(Conflict);
        var complete = () => world.AsApp(
            $"update intake.quality_criteria set met = true, evidence = 'x' where task_id = '{NodeId.Decode(byHand).Key}'; update intake.tasks set status = 'COMPLETED', completed_at = now(), completed_by_id = assignee_id where id = '{NodeId.Decode(byHand).Key}'",
            """{"scopes":{"*":"ALL"}}""");
        (await complete.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_tasks_conflict");
        await world.Admin.Do("assignTask", new { taskId = byHand, employeeId = world.Clerk }, "task { id }");
        await world.Admin.Do("completeTask", Answers(), "task { id }");
    }

    [Fact]
    public async Task Whoever_answers_for_a_case_gives_it_up_to_the_head_of_the_department_or_the_next_one_up_who_is_impartial()
    {
        var department = await world.NewDepartment("PARTIAL");
        var (chief, head, clerk) = (await world.NewEmployee(department), await world.NewEmployee(department), await world.NewEmployee(department));
        string? above = null;
        foreach (var (code, holder) in new[] { ("CHIEF", chief), ("BOSS", head), ("CLERK", clerk) })
        {
            above = await world.Make("createPost", new { code, title = code, departmentId = department, validFrom = "2020-01-01", isHead = code == "BOSS", reportsToId = above }, "post");
            await world.Admin.Do("assignPost", new { employeeId = holder, postId = above, validFrom = "2020-01-01" }, "postHolding { id }");
        }

        var (first, second) = (await Applicant("interest3@example.org"), await Applicant("interest4@example.org"));
        var open = await world.Make("receiveApplication", Receipt(first, clerk, department: department), "application");
        await Declare(clerk, first);
        (await Owners(open)).Should().Equal(clerk, head);
        var lifted = await Declare(head, first);
        (await Owners(open)).Should().Equal(clerk, head, chief);

        // Withdrawn, it holds no longer, and stays on record.
        (await world.Admin.Refused("withdrawConflictOfInterest", new { conflictOfInterestId = lifted, reason = " " })).Should().Be("WITHDRAWAL_REASON_MISSING");
        (await world.Admin.Refused("declareConflictOfInterest", new { employeeId = head, contactId = first, reason = "x" })).Should().Be("INTEREST_DECLARED");
        await world.Admin.Do("withdrawConflictOfInterest", new { conflictOfInterestId = lifted, reason = "Sold" }, "conflictOfInterest { withdrawnAt }");
        (await world.Admin.Refused("withdrawConflictOfInterest", new { conflictOfInterestId = lifted, reason = "Sold" })).Should().Be("INTEREST_WITHDRAWN");
        (await world.Admin.Refused("handOverApplication", new { applicationId = open, employeeId = clerk, reason = "x" })).Should().Be(Conflict);
        await world.Admin.Do("handOverApplication", new { applicationId = open, employeeId = head, reason = "x" }, "application { id }");
        (await world.Admin.Query("query($c: ID!) { contact(id: $c) { conflictsOfInterest(where: {employeeId: {eq: \"" + head + "\"}}) { nodes { reason withdrawalReason } } } }", new { c = first }))["contact"]!["conflictsOfInterest"]!["nodes"]!
            .ToJsonString().Should().Be("""[{"reason":"Brother","withdrawalReason":"Sold"}]""");
        await Declare(head, first);
        (await Owners(open)).Last().Should().Be(chief);

        // Two contacts turn out to be one: what the clerk has of the other goes on, too.
        await world.Carry("MERGED", "other");
        var other = await world.Make("receiveApplication", Receipt(second, clerk, await world.NewType("MERGED", "M-{seq:3}", "MERGED"), department), "application");
        await world.Judge(other, "PRESENT");
        await world.Accept(other);
        var task = await world.Plan(other, "2026-03-20");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = clerk }, "task { id }");
        await world.Admin.Do("mergeContacts", new { duplicateId = first, survivorId = second }, "contact { id }");
        (await Owners(other)).Should().Equal(clerk, chief);
        (await Assignee(task)).Should().Be(world.People["other"]);
    }

    [Fact]
    [Trait("row", "IN-09")]
    public async Task What_an_employee_is_given_while_his_interest_is_declared_does_not_stay_with_him()
    {
        await world.Carry("RACED", "partial", "fair");
        var applicant = await Applicant("interest5@example.org");
        var task = await Task(await world.NewType("RACED", "R-{seq:3}", "RACED"), applicant);
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.People["fair"] }, "task { id }");
        await using var assigning = new NpgsqlConnection(world.OwnerConnection);
        await assigning.OpenAsync();
        await using var given = await assigning.BeginTransactionAsync();
        await using var give = new NpgsqlCommand(
            $"update intake.tasks set assignee_id = '{NodeId.Decode(world.People["partial"]).Key}' where id = '{NodeId.Decode(task).Key}'; set constraints all immediate", assigning);
        await give.ExecuteNonQueryAsync();
        var declared = Declare(world.People["partial"], applicant);
        (await System.Threading.Tasks.Task.WhenAny(declared, System.Threading.Tasks.Task.Delay(TimeSpan.FromSeconds(2)))).Should().NotBe(declared, "what was given before is given first");
        await given.CommitAsync();
        await declared;
        (await Assignee(task)).Should().Be(world.People["fair"]);
    }

    private async Task<List<string?>> Owners(string application)
    {
        var found = (await world.Admin.Query("query($id: ID!) { application(id: $id) { responsible { id } handovers { nodes { from { id } to { id } } } } }", new { id = application }))["application"]!;
        var steps = found["handovers"]!["nodes"]!.AsArray();
        ((string?)steps[^1]!["to"]!["id"]).Should().Be((string?)found["responsible"]!["id"]);
        return [(string?)steps[0]!["from"]!["id"], .. steps.Select(h => (string?)h!["to"]!["id"])];
    }

    private Task<string> Applicant(string email) => world.Make("registerContact", new { name = "Interested", email }, "contact");

    private Task<string> Declare(string employeeId, string contactId) => world.Make("declareConflictOfInterest", new { employeeId, contactId, reason = "Brother" }, "conflictOfInterest");

    private object Receipt(string applicant, string? responsible, string? type = null, string? department = null) =>
        new { applicationTypeId = type ?? world.Type, applicantId = applicant, departmentId = department ?? world.Department, responsibleId = responsible, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } };

    private Task<string> Received(string applicant, string? type = null) => world.Make("receiveApplication", Receipt(applicant, null, type), "application");

    private async Task<string> Task(string type, string applicant)
    {
        var application = await Received(applicant, type);
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        var task = await world.Plan(application, "2026-03-20");
        await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.People["partial"] }, "task { id }");
        return task;
    }

    private async Task<string> Assignee(string task) => (string)(await world.Admin.Query("query($t: ID!) { task(id: $t) { assignee { id } } }", new { t = task }))["task"]!["assignee"]!["id"]!;
}

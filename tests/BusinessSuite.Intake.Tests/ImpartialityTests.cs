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
            $"update intake.quality_criteria set met = true, evidence = 'x' where task_id = '{NodeId.Decode(byHand).Key}'; update intake.tasks set status = 'COMPLETED', completed_at = now() where id = '{NodeId.Decode(byHand).Key}'",
            """{"scopes":{"*":"ALL"}}""");
        (await complete.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_tasks_conflict");
        await world.Admin.Do("assignTask", new { taskId = byHand, employeeId = world.Clerk }, "task { id }");
        await world.Admin.Do("completeTask", Answers(), "task { id }");
    }

    private Task<string> Applicant(string email) => world.Make("registerContact", new { name = "Interested", email }, "contact");

    private Task<string> Declare(string employeeId, string contactId) => world.Make("declareConflictOfInterest", new { employeeId, contactId, reason = "Brother" }, "conflictOfInterest");

    private object Receipt(string applicant, string? responsible, string? type = null) =>
        new { applicationTypeId = type ?? world.Type, applicantId = applicant, departmentId = world.Department, responsibleId = responsible, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } };

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

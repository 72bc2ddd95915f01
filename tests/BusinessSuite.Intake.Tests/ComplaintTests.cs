using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-17")]
public sealed class ComplaintTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    private const string Track = "query($number: String!, $secret: String!) { trackComplaint(number: $number, secret: $secret) { status outcome response replyBy steps { status } } }";

    [Fact]
    public async Task The_steps_are_those_of_the_table_and_no_others()
    {
        var table = new Dictionary<string, string[]>
        {
            ["RECEIVED"] = ["acknowledgeComplaint"],
            ["ACKNOWLEDGED"] = ["assessComplaint", "reassignComplaint"],
            ["ASSESSED"] = ["investigateComplaint", "reassignComplaint", "planRectification"],
            ["INVESTIGATING"] = ["respondToComplaint", "reassignComplaint", "planRectification"],
            ["RESPONDED"] = ["acceptResponse", "contestResponse", "reassignComplaint", "planRectification", "askAgain", "closeComplaint"],
            ["ACCEPTED"] = ["contestResponse", "reassignComplaint", "planRectification", "askAgain", "closeComplaint"],
            ["CONTESTED"] = ["investigateComplaint", "reassignComplaint", "planRectification", "askAgain", "closeComplaint"],
        };
        var operations = table.Values.SelectMany(o => o).Distinct().ToList();
        foreach (var (status, possible) in table)
        {
            var complaint = await world.Standing(status);
            foreach (var operation in operations.Except(possible))
            {
                (await world.Admin.Refused(operation, await world.Inputs(operation, complaint))).Should().Be("ILLEGAL_STATE", $"{operation} in {status}");
            }
        }

        (await world.Step("contestResponse", await world.Standing("ACCEPTED"))).Should().Be("CONTESTED");
        (await world.Step("investigateComplaint", await world.Standing("CONTESTED"))).Should().Be("INVESTIGATING");
    }

    [Fact]
    public async Task The_person_complained_of_has_no_hand_in_it()
    {
        var accused = await world.NewEmployee();
        var client = await world.Staff(accused);
        var (id, _, _) = await world.Complain(about: accused);
        (await world.Admin.Refused("acknowledgeComplaint", new { complaintId = id, handlerId = accused })).Should().Be("COMPLAINT_OWN_CASE");
        (await client.Refused("acknowledgeComplaint", new { complaintId = id, handlerId = world.Clerk })).Should().Be("COMPLAINT_OWN_STEP");
        await world.Step("acknowledgeComplaint", id);
        (await world.Admin.Refused("reassignComplaint", new { complaintId = id, handlerId = accused, reason = "x" })).Should().Be("COMPLAINT_OWN_CASE");
        (await world.Admin.Refused("assessComplaint", new { complaintId = id, severity = "LOW", complexity = "LOW", impact = "LOW", immediateAction = false, aboutId = world.Clerk })).Should().Be("COMPLAINT_OWN_CASE", "the handler cannot turn out to be the one");
        await world.Step("assessComplaint", id);
        (await world.Admin.Refused("investigateComplaint", new { complaintId = id, investigatorId = accused })).Should().Be("COMPLAINT_OWN_CASE");
        await world.Step("investigateComplaint", id);
        foreach (var operation in new[] { "respondToComplaint", "reassignComplaint", "planRectification" })
        {
            (await client.Refused(operation, await world.Inputs(operation, id))).Should().Be("COMPLAINT_OWN_STEP", operation);
        }

        var history = (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { entries { nodes { status by { id } } } } }", new { id }))["complaint"]!["entries"]!["nodes"]!.AsArray();
        history.Select(e => (string)e!["status"]!).Should().Equal("RECEIVED", "ACKNOWLEDGED", "ASSESSED", "INVESTIGATING");
    }

    [Fact]
    public async Task A_department_that_a_complaint_is_forwarded_to_must_answer_by_a_date()
    {
        var department = await world.NewDepartment($"D{Guid.NewGuid():N}"[..8]);
        var (inside, outside) = (await world.Staff(await world.NewEmployee(department), "DEPARTMENT"), await world.Staff(await world.NewEmployee(), "DEPARTMENT"));
        var id = await world.Standing("INVESTIGATING");
        (await world.Admin.Refused("forwardComplaint", new { complaintId = id, departmentId = department, reason = " " })).Should().Be("COMPLAINT_INCOMPLETE");
        (await world.Admin.Refused("forwardComplaint", new { complaintId = id, departmentId = department, reason = "Yours", answerBy = world.Clock.GetUtcNow().AddMinutes(-1) })).Should().Be("COMPLAINT_TERM_PAST");
        (await outside.Refused("forwardComplaint", new { complaintId = id, departmentId = department, reason = "Yours" })).Should().Be("OUT_OF_SCOPE");
        var forwarded = (await world.Admin.Do("forwardComplaint", new { complaintId = id, departmentId = department, reason = "Yours" }, "complaintForwarding { id answerBy answeredAt complaint { department { id } number } }"))["complaintForwarding"]!;
        forwarded["complaint"]!["department"]!["id"]!.GetValue<string>().Should().Be(department);
        (await world.Raised("ComplaintForwarded", (string)forwarded["complaint"]!["number"]!)).Should().Be(1);
        (await world.Admin.Refused("forwardComplaint", new { complaintId = id, departmentId = world.Department, reason = "Mine" })).Should().Be("COMPLAINT_FORWARDED");
        (await world.Admin.Refused("respondToComplaint", await world.Inputs("respondToComplaint", id))).Should().Be("COMPLAINT_UNANSWERED");

        var forwarding = (string)forwarded["id"]!;
        (await outside.Refused("answerComplaint", new { complaintForwardingId = forwarding, answer = "x" })).Should().Be("NOT_FOUND");
        (await inside.Refused("answerComplaint", new { complaintForwardingId = forwarding, answer = "" })).Should().Be("COMPLAINT_INCOMPLETE");
        (await world.Checker.Refused("answerComplaint", new { complaintForwardingId = forwarding, answer = "I answer for them." })).Should().Be("COMPLAINT_FORWARDED_ELSEWHERE");
        var answer = () => world.AsOwner($"update intake.complaint_forwardings set answer = 'x', answered_at = now() where id = '{NodeId.Decode(forwarding).Key}'");
        (await answer.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_complaint_forwardings_department");
        await inside.Do("answerComplaint", new { complaintForwardingId = forwarding, answer = "A folder was mislaid." }, "complaintForwarding { answeredAt answeredBy { id } }");
        (await inside.Refused("answerComplaint", new { complaintForwardingId = forwarding, answer = "Again" })).Should().Be("FORWARDING_ANSWERED");
        (await world.Step("respondToComplaint", id)).Should().Be("RESPONDED");
        (await world.Admin.Refused("forwardComplaint", new { complaintId = id, departmentId = world.Department, reason = "Mine" })).Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    public async Task What_is_late_is_listed_by_the_working_calendar()
    {
        // Friday 10:00 in Shanghai: one working day ends on Monday at 18:00.
        var friday = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero).AddDays(4);
        while (friday < world.Clock.GetUtcNow())
        {
            friday = friday.AddDays(7);
        }

        await world.Advance(friday - world.Clock.GetUtcNow());
        var department = await world.NewDepartment($"D{Guid.NewGuid():N}"[..8]);
        var (id, _, _) = await world.Complain(department: department);
        const string Text = "query($d: ID, $duty: ComplaintDuty) { overdueComplaints(departmentId: $d, duty: $duty) { complaint { id } duty due lateBy } }";
        async Task<List<string>> Late(string? duty = null) =>
            [.. (await world.Admin.Query(Text, new { d = department, duty }))["overdueComplaints"]!.AsArray().Select(l => $"{l!["duty"]} {l["due"]} {l["lateBy"]}")];

        var due = (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { acknowledgeBy } }", new { id }))["complaint"]!["acknowledgeBy"]!.GetValue<DateTimeOffset>();
        due.Should().Be(new DateTimeOffset(friday.Date.AddDays(3).AddHours(10), TimeSpan.Zero));
        await world.Advance(due.AddMinutes(-1) - world.Clock.GetUtcNow());
        (await Late()).Should().BeEmpty();
        await world.Advance(TimeSpan.FromDays(1));
        (await Late()).Should().ContainSingle().Which.Should().StartWith("ACKNOWLEDGE ").And.Contain("PT7H59M", "a working day of eight hours but for the minute");
        await world.Step("acknowledgeComplaint", id);
        (await Late()).Should().BeEmpty();

        var forwarding = (string)(await world.Admin.Do("forwardComplaint", new { complaintId = id, departmentId = department, reason = "Yours", answerBy = world.Clock.GetUtcNow().AddHours(1) }, "complaintForwarding { id }"))["complaintForwarding"]!["id"]!;
        await world.Step("assessComplaint", id);
        await world.Admin.Do("planRectification", new { complaintId = id, measure = "m", ownerId = world.Clerk, dueAt = world.Clock.GetUtcNow().AddHours(2) }, "rectification { id }");
        await world.Advance(TimeSpan.FromDays(30));
        (await Late()).Select(l => l.Split(' ')[0]).Should().Equal("ANSWER", "RECTIFY", "RESPOND");
        (await Late("RECTIFY")).Should().ContainSingle();

        for (var run = 0; run < 2; run++)
        {
            await world.Tick("intake.find-late-complaints", world.Clock.GetUtcNow());
        }

        var delays = "query($id: ID!) { complaint(id: $id) { delays { nodes { duty due } } } }";
        async Task<List<string>> Missed() => [.. (await world.Admin.Query(delays, new { id }))["complaint"]!["delays"]!["nodes"]!.AsArray().Select(d => (string)d!["duty"]!).Order(StringComparer.Ordinal)];
        (await Missed()).Should().Equal("ANSWER", "RECTIFY", "RESPOND");
        await (await world.Staff(await world.NewEmployee(department))).Do(
            "answerComplaint", new { complaintForwardingId = forwarding, answer = "At last." }, "complaintForwarding { id }");
        (await Missed()).Should().Equal("ANSWER", "RECTIFY", "RESPOND");
    }

    [Fact]
    [Trait("row", "IN-13")]
    public async Task Anybody_may_complain_without_an_account_by_name_or_anonymously_and_follow_it()
    {
        var public1 = world.From("10.3.0.1");
        (await public1.Refused("submitComplaint", new { subject = "ATTITUDE", description = "He shouted.", remedySought = " " })).Should().Be("COMPLAINT_INCOMPLETE");
        (await public1.Refused("submitComplaint", new { subject = "ATTITUDE", description = new string('x', 5001), remedySought = "x" })).Should().Be("INVALID");
        var made = await public1.Do("submitComplaint", new { subject = "ATTITUDE", description = "He shouted.", remedySought = "An apology." }, "number trackingSecret acknowledgeBy");
        var (number, secret) = ((string)made["number"]!, (string)made["trackingSecret"]!);
        var row = await Of(number);
        row["contact"].Should().BeNull();
        row["department"].Should().BeNull("it is not known yet");
        (await public1.Query(Track, new { number, secret }))["trackComplaint"]!["status"]!.GetValue<string>().Should().Be("RECEIVED");
        (await public1.Query(Track, new { number, secret = "WRONG" }))["trackComplaint"].Should().BeNull();
        (await public1.Query(Track, new { number = "CMP-1999-000001", secret }))["trackComplaint"].Should().BeNull();
        (await public1.Refused("replyToResponse", new { number, secret, accepted = true })).Should().Be("ILLEGAL_STATE");
        (await public1.Refused("replyToResponse", new { number, secret = "WRONG", accepted = true })).Should().Be("NOT_FOUND");

        var id = (string)row["id"]!;
        await world.Step("acknowledgeComplaint", id);
        (await world.Admin.Refused("assessComplaint", await world.Inputs("assessComplaint", id))).Should().Be("COMPLAINT_NO_DEPARTMENT");
        var forwarding = (string)(await world.Admin.Do("forwardComplaint", new { complaintId = id, departmentId = world.Department, reason = "Yours" }, "complaintForwarding { id }"))["complaintForwarding"]!["id"]!;
        await (await world.Staff(await world.NewEmployee())).Do("answerComplaint", new { complaintForwardingId = forwarding, answer = "He did." }, "complaintForwarding { id }");
        foreach (var step in new[] { "assessComplaint", "investigateComplaint", "respondToComplaint" })
        {
            await world.Step(step, id);
        }

        var seen = (await public1.Query(Track, new { number, secret }))["trackComplaint"]!;
        seen["response"]!.GetValue<string>().Should().Be("We are sorry.");
        seen["steps"]!.AsArray().Select(s => (string)s!["status"]!).Should().Equal("RECEIVED", "ACKNOWLEDGED", "ASSESSED", "INVESTIGATING", "RESPONDED");
        (await public1.Refused("replyToResponse", new { number, secret, accepted = false })).Should().Be("COMPLAINT_INCOMPLETE", "who contests says why");
        (await public1.Do("replyToResponse", new { number, secret, accepted = false, reason = "Not by him." }, "status"))["status"]!.GetValue<string>().Should().Be("CONTESTED");

        var (application, applicationSecret) = await world.Tracked();
        var named = await world.From("10.3.0.2").Do(
            "submitComplaint", new { subject = "DELAY", description = "Slow.", remedySought = "Speed.", name = "Zhao Liu", email = "Zhao@example.org", applicationNumber = application, applicationSecret }, "number");
        var known = await Of((string)named["number"]!);
        known["contact"]!["email"]!.GetValue<string>().Should().Be("zhao@example.org");
        known["application"]!["number"]!.GetValue<string>().Should().Be(application);
        known["department"]!["id"]!.GetValue<string>().Should().Be(world.Department);
        (await world.From("10.3.0.3").Refused("submitComplaint", new { subject = "DELAY", description = "Slow.", remedySought = "Speed.", applicationNumber = application, applicationSecret = "WRONG" })).Should().Be("NOT_FOUND");
    }

    [Fact]
    [Trait("row", "RL-29")]
    public async Task Nobody_floods_the_desk_and_nobody_guesses_at_complaints()
    {
        var flooder = world.From("10.4.0.1");
        var numbers = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            numbers.Add((string)(await flooder.Do("submitComplaint", new { subject = "OTHER", description = "x", remedySought = "x" }, "number"))["number"]!);
        }

        (await flooder.Refused("submitComplaint", new { subject = "OTHER", description = "x", remedySought = "x" })).Should().Be("TOO_MANY_ATTEMPTS");
        numbers.Should().OnlyHaveUniqueItems();
        var (_, number, secret) = await world.Complain();
        for (var i = 0; i < 10; i++)
        {
            (await world.From($"10.4.{i}.9").Query(Track, new { number, secret = "WRONG" }))["trackComplaint"].Should().BeNull();
        }

        (await world.From("10.4.99.9").Send(Track, new { number, secret }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("TOO_MANY_ATTEMPTS");
    }

    private async Task<JsonNode> Of(string number) => (await world.Admin.Query(
        "query($number: String!) { complaints(where: {number: {eq: $number}}) { nodes { id contact { email } department { id } application { number } } } }", new { number }))["complaints"]!["nodes"]![0]!;
}

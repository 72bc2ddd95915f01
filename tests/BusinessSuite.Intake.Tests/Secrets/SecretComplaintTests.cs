namespace BusinessSuite.Intake.Tests.Secrets;

[Trait("row", "GE-12")]
public sealed class SecretComplaintTests(SecretWorld world) : IClassFixture<SecretWorld>
{
    private const string Seen = "query($id: ID!) { complaint(id: $id) { level description entries { nodes { note } } forwardings { nodes { reason answer } } } }";
    private const string Track = "query($number: String!, $secret: String!) { trackComplaint(number: $number, secret: $secret) { status response steps { status } } }";

    [Fact]
    public async Task A_complaint_that_is_raised_to_a_secret_is_hidden_with_all_that_belongs_to_it()
    {
        var (handler, _) = await world.Officer();
        var (reader, employee) = await world.Officer();
        var (id, number, secret) = await world.Complain();
        var forwarding = (string)(await world.Admin.Do("forwardComplaint", new { complaintId = id, departmentId = world.Department, reason = "Only you know." }, "complaintForwarding { id }"))["complaintForwarding"]!["id"]!;
        (await handler.Query(Seen, new { id }))["complaint"]!["level"]!.GetValue<string>().Should().Be("INTERNAL");
        var open = await reader.Send("{ complaints { totalCount nodes { description } } }");
        open["extensions"]!["confidential"].Should().BeNull("nothing of it is a secret");
        (await world.Readings("Complaint", employee)).Should().BeEmpty();

        (await handler.Do("classifyComplaint", new { complaintId = id, level = "SECRET" }, "complaint { id }"))["complaint"].Should().BeNull("he may not know it any more");
        foreach (var client in new[] { handler, world.Admin, reader })
        {
            (await client.Query(Seen, new { id }))["complaint"].Should().BeNull();
            (await client.Query("query($n: String!) { complaints(where: { number: { eq: $n } }) { totalCount } }", new { n = number }))["complaints"]!["totalCount"]!.GetValue<int>().Should().Be(0);
            (await client.Query("query($id: ID!) { complaintForwarding(id: $id) { id } }", new { id = forwarding }))["complaintForwarding"].Should().BeNull();
            (await client.Refused("answerComplaint", new { complaintForwardingId = forwarding, answer = "x" })).Should().Be("NOT_FOUND");
        }

        await world.Clear(employee);
        var seen = (await reader.Query(Seen, new { id }))["complaint"]!;
        seen["entries"]!["nodes"]!.AsArray().Select(e => (string)e!["note"]!).Should().Equal("It took three weeks.", "Only you know.", "");
        (await world.Readings("Complaint", employee)).Should().Contain("SECRET description,entries,forwardings,level");
        (await world.AsApp($"select count(*) from intake.complaint_entries e join intake.complaints c on true where c.id = '{SecretWorld.Key(id)}'", """{"scopes":{"*":"ALL"},"user":"00000000-0000-0000-0000-000000000001","clearance":"SECRET"}""")).Should().Be(0L);

        // The customer follows it as before.
        (await world.From("10.9.0.1").Query(Track, new { number, secret }))["trackComplaint"]!["steps"]!.AsArray().Should().HaveCount(1);
        (await handler.Query(Track, new { number, secret }))["trackComplaint"].Should().NotBeNull("who asks with number and secret asks for the customer");
    }

    [Fact]
    public async Task A_customer_replies_to_a_secret_complaint_and_complains_again_while_who_takes_it_does_not_learn_of_it()
    {
        var (handler, employee) = await world.Officer();
        var (desk, _) = await world.Officer();
        var contact = await world.Customer();
        var (id, number, secret) = await world.Complain(contact);
        foreach (var step in new[] { "acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint" })
        {
            await world.Step(step, id);
        }

        await world.Admin.Do("classifyComplaint", new { complaintId = id, level = "SECRET" }, "complaint { id }");
        (await world.From("10.9.0.2").Do("replyToResponse", new { number, secret, accepted = false, reason = "Not enough." }, "status"))["status"]!.GetValue<string>().Should().Be("CONTESTED");
        var again = await desk.Do(
            "lodgeComplaint", new { subject = "DELAY", description = "Again.", remedySought = "Speed.", channel = "DESK", contactId = contact, departmentId = world.Department }, "repeated complaint { repeatOf { id } }");
        again["complaint"]!["repeatOf"].Should().BeNull("it is linked, and he does not see to what");
        again["repeated"]!.GetValue<bool>().Should().BeFalse("he is not told that there is one");
        (await world.AsOwner($"select count(*) from intake.complaints where repeat_of_id = '{SecretWorld.Key(id)}'")).Should().Be(1L);

        await world.Clear(employee);
        (await handler.Query("query($id: ID!) { complaint(id: $id) { status } }", new { id }))["complaint"]!["status"]!.GetValue<string>().Should().Be("CONTESTED");
        await handler.Do("investigateComplaint", new { complaintId = id, investigatorId = employee }, "complaint { status }");
    }

    [Fact]
    [Trait("row", "IN-18")]
    public async Task What_is_corrected_and_what_the_customer_says_to_it_are_as_secret_as_the_complaint()
    {
        var contact = await world.Customer();
        var (id, number, secret) = await world.Complain(contact);
        foreach (var step in new[] { "acknowledgeComplaint", "assessComplaint", "investigateComplaint" })
        {
            await world.Step(step, id);
        }

        var carrier = await world.NewEmployee(world.Quality);
        var owner = await world.Person([("intake.rectification.carry", "OWN"), ("intake.feedback.read", "OWN")], carrier);
        object Plan() => new { complaintId = id, measure = "The drawer is emptied daily.", ownerId = carrier, dueAt = world.Clock.GetUtcNow().AddDays(3) };
        var first = await world.Make("planRectification", Plan(), "rectification");
        (await owner.Do("completeRectification", new { rectificationId = first, evidence = "Photograph", told = "The drawer is empty." }, "rectification { status complaint { id } }"))["rectification"]!.ToJsonString()
            .Should().Be("""{"status":"DONE","complaint":null}""", "whoever corrects something need not see the complaint");
        await world.Checker.Do("verifyRectification", new { rectificationId = first, finding = "Empty." }, "rectification { id }");

        await world.Admin.Do("classifyComplaint", new { complaintId = id, level = "SECRET" }, "complaint { id }");
        foreach (var client in new[] { owner, world.Admin })
        {
            (await client.Query("query($id: ID!) { rectification(id: $id) { measure } }", new { id = first }))["rectification"].Should().BeNull();
        }

        var (handler, employee) = await world.Officer();
        await world.Clear(employee);
        (await handler.Query("query($id: ID!) { rectification(id: $id) { measure level } }", new { id = first }))["rectification"]!["level"]!.GetValue<string>().Should().Be("SECRET");
        await handler.Do("respondToComplaint", new { complaintId = id, findings = "x", outcome = "UPHELD", response = "We lost the file of the bribe." }, "complaint { id }");
        var bodies = (await world.Admin.Query("""{ messages(where: { templateCode: { eq: "intake.complaint" } }, first: 50) { nodes { subject body } } }"""))["messages"]!["nodes"]!.AsArray()
            .Where(m => m!["subject"]!.GetValue<string>().Contains(number, StringComparison.Ordinal)).Select(m => m!["body"]!.GetValue<string>()).ToList();
        bodies.Should().Contain(b => b.Contains("The drawer is empty.", StringComparison.Ordinal)).And.Contain(b => b.Contains("请凭投诉编号和密钥查阅", StringComparison.Ordinal));
        bodies.Should().NotContain(b => b.Contains("bribe", StringComparison.Ordinal) || b.Contains("情况属实", StringComparison.Ordinal));
        var told = (await world.From("10.9.0.3").Query("query($number: String!, $secret: String!) { trackComplaint(number: $number, secret: $secret) { notices { kind text } } }", new { number, secret }))["trackComplaint"]!["notices"]!;
        told.AsArray().Select(n => (string)n!["text"]!).Should().Equal("您的投诉已收到，我们正在处理。", "The drawer is empty.", "We lost the file of the bribe.");

        var token = (string)(await world.Person([("intake.rating.ask", "ALL"), ("intake.feedback.read", "ALL")], employee).ContinueWith(p => p.Result.Do("askAgain", new { complaintId = id }, "token")).Unwrap())["token"]!;
        await world.Rate(token, 4, "Nobody else is to know.");
        (await world.AsOwner($"select count(*) from intake.ratings where opinion like 'Nobody else%'")).Should().Be(0L);
        (await world.AsOwner($"select count(*) from intake.complaint_entries where note = '4/5: Nobody else is to know.'")).Should().Be(1L);
    }

    [Fact]
    public async Task A_level_is_lowered_by_who_may_and_with_a_reason_and_audit_records_do_not_show_what_is_said()
    {
        var (id, _, _) = await world.Complain();
        await world.Admin.Do("classifyComplaint", new { complaintId = id, level = "CORE" }, "complaint { id }");
        var (keeper, employee) = await world.Officer();
        await world.Clear(employee);
        (await keeper.Query(Seen, new { id }))["complaint"].Should().BeNull("cleared for secrets, not for core secrets");
        await world.AsOwner($"update intake.complaints set level = 'SECRET' where id = '{SecretWorld.Key(id)}'");
        object Lower(string level, string reason) => new { complaintId = id, level, reason };
        (await world.Admin.Refused("declassifyComplaint", Lower("INTERNAL", "x"))).Should().Be("NOT_FOUND");
        var officer = await world.Person([("intake.level.lower", "ALL"), ("intake.feedback.read", "ALL")], await Cleared());
        (await officer.Refused("declassifyComplaint", Lower("INTERNAL", ""))).Should().Be("LEVEL_REASON_MISSING");
        (await officer.Refused("declassifyComplaint", Lower("PUBLIC", "x"))).Should().Be("COMPLAINT_LEVEL_PUBLIC");
        await officer.Do("declassifyComplaint", Lower("INTERNAL", "The inquiry is over."), "complaint { level }");
        (await world.Admin.Query(Seen, new { id }))["complaint"]!["entries"]!["nodes"]!.AsArray().Select(e => (string)e!["note"]!).Should().Equal("It took three weeks.", "", "The inquiry is over.");
        (await world.AsOwner("select count(*) from suite.audit_entries e left join suite.audit_changes c on c.entry_id = e.id where e.inputs::text || coalesce(c.after::text, '') like '%three weeks%'")).Should().Be(0L);
        (await world.AsOwner("select inputs->>'reason' from suite.audit_entries where operation = 'declassifyComplaint' and outcome = 'SUCCESS'")).Should().Be("The inquiry is over.");

        async Task<string> Cleared()
        {
            var one = await world.NewEmployee();
            await world.Clear(one);
            return one;
        }
    }
}

using System.Text.Json.Nodes;
using BusinessSuite.Reads;

namespace BusinessSuite.Intake.Tests;

/// <summary>A complaint that comes again keeps whom and what it is about.</summary>
[Trait("row", "IN-17")]
[Trait("row", "IN-18")]
public sealed class RepeatedComplaintTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    [Fact]
    public async Task Who_handled_the_first_complaint_does_not_handle_the_second_which_is_about_him()
    {
        var (customer, handler) = (await world.Customer(), await world.NewEmployee());
        var first = await Closed(customer, await world.NewEmployee(), handler);
        var second = await world.Complain(customer, about: handler);
        second.Id.Should().NotBe(first, "it is about another person");
        (await Of(second.Id))["repeatOf"]!["id"]!.GetValue<string>().Should().Be(first);
        (await world.Raised("ComplaintRepeated", second.Number)).Should().Be(1);
        (await world.Admin.Refused("acknowledgeComplaint", new { complaintId = second.Id, handlerId = handler })).Should().Be("COMPLAINT_OWN_CASE");
    }

    [Fact]
    public async Task What_was_not_known_before_is_taken_from_what_is_said_now_and_nobody_handles_it_any_more()
    {
        var (customer, handler) = (await world.Customer(), await world.NewEmployee());
        var id = await Closed(customer, null, handler);
        (await world.Complain(customer, about: handler)).Id.Should().Be(id, "it was not known whom it was about");
        (await Of(id)).ToJsonString().Should().Be(
            $$$"""{"status":"RECEIVED","about":{"id":"{{{handler}}}"},"handler":null,"investigator":null,"severity":null,"respondBy":null,"assessBy":null,"application":null,"repeatOf":null}""");
        (await world.Admin.Refused("acknowledgeComplaint", new { complaintId = id, handlerId = handler })).Should().Be("COMPLAINT_OWN_CASE");
    }

    [Fact]
    public async Task A_low_rating_of_another_application_is_another_complaint_and_one_of_the_same_opens_it_again()
    {
        var (one, other) = (await world.Closed(), await world.Closed());
        await world.Rate(await world.Link(one), 1, "Slow.");
        var first = await About(one);
        await Close((string)first["id"]!, world.Clerk);
        await world.Rate(await world.Link(other), 2, "Slow too.");
        var second = await About(other);
        second["number"]!.GetValue<string>().Should().NotBe((string)first["number"]!);
        second["repeatOf"]!["id"]!.GetValue<string>().Should().Be((string)first["id"]!);
        second["causedBy"]!["score"]!.GetValue<int>().Should().Be(2);
        await world.Admin.Do("reopenApplication", new { applicationId = one, reason = "A mistake." }, "application { id }");
        await world.Close(one);
        await world.Rate(await world.Link(one), 1, "Again.");
        (await About(one))["status"]!.GetValue<string>().Should().Be("RECEIVED", "it is about the same application");
    }

    [Fact]
    public async Task A_complaint_about_the_same_application_repeats_the_first_wherever_that_was_forwarded_to()
    {
        var (application, elsewhere) = (await world.Closed(), await world.NewDepartment("ELSEWHERE"));
        var (id, number) = await Lodge(world.Contact, application);
        var forwarding = await world.Make("forwardComplaint", new { complaintId = id, departmentId = elsewhere, reason = "It was theirs." }, "complaintForwarding");
        await (await world.Staff(await world.NewEmployee(elsewhere))).Do("answerComplaint", new { complaintForwardingId = forwarding, answer = "It lay in a drawer." }, "complaintForwarding { id }");
        await Close(id, world.Clerk);
        await world.Advance(TimeSpan.FromDays(10));
        (await Lodge(world.Contact, application)).Id.Should().Be(id, "it is the same again");
        (await world.Raised("ComplaintRepeated", number)).Should().Be(1);
    }

    [Fact]
    public async Task A_complaint_whose_department_is_found_later_is_compared_then()
    {
        var (customer, elsewhere) = (await world.Customer(), await world.NewDepartment("FOUND"));
        var (first, second) = (await Lodge(customer), await Lodge(customer));
        foreach (var (id, _) in new[] { first, second })
        {
            await world.Make("forwardComplaint", new { complaintId = id, departmentId = elsewhere, reason = "It is theirs." }, "complaintForwarding");
        }

        (await Of(first.Id))["repeatOf"].Should().BeNull();
        (await Of(second.Id))["repeatOf"]!["id"]!.GetValue<string>().Should().Be(first.Id);
        (await world.Raised("ComplaintRepeated", first.Number)).Should().Be(0);
        (await world.Raised("ComplaintRepeated", second.Number)).Should().Be(1);
    }

    [Fact]
    public async Task Of_two_complaints_the_earlier_never_repeats_the_later()
    {
        var (customer, elsewhere) = (await world.Customer(), await world.NewDepartment("CIRCLE"));
        var staff = await world.Staff(await world.NewEmployee(elsewhere));
        var (first, second) = (await Lodge(customer), await Lodge(customer));
        foreach (var (id, _) in new[] { first, second })
        {
            await Forwarded(id);
        }

        (await Of(second.Id))["repeatOf"]!["id"]!.GetValue<string>().Should().Be(first.Id);
        var unanswered = await Close(first.Id, world.Clerk);
        await world.Checker.Do("recordRating", new { ratingId = unanswered, score = 1 }, "rating { score }");
        await Forwarded(first.Id);
        (await Of(first.Id)).ToJsonString().Should().Contain("\"status\":\"RECEIVED\"").And.Contain("\"repeatOf\":null");
        async Task Forwarded(string id) => await staff.Do(
            "answerComplaint", new { complaintForwardingId = await world.Make("forwardComplaint", new { complaintId = id, departmentId = elsewhere, reason = "It is theirs." }, "complaintForwarding"), answer = "x" },
            "complaintForwarding { id }");
    }

    [Fact]
    public async Task A_customer_is_asked_by_one_link_and_who_is_dissatisfied_after_the_end_opens_the_complaint_again()
    {
        var id = await world.Standing("ACCEPTED", contact: await world.Customer());
        var earlier = await Asked(id);
        var link = await Asked(id);
        (await world.From("10.0.0.9").Refused("rateApplication", new { token = (string)earlier["token"]!, score = 1 })).Should().Be("NOT_FOUND", "the customer was asked anew");
        await world.Rate((string)link["token"]!, 4);
        await world.Told(id);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
        var secret = await Secret();
        await world.Checker.Do("recordRating", new { ratingId = (string)earlier["rating"]!["id"]!, score = 1, opinion = "It is back." }, "rating { score }");
        (await Secret()).Should().Be(secret, "the customer is given no other one");
        var opened = (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { number status handler { id } causedBy { score } entries { nodes { note } } } }", new { id }))["complaint"]!;
        opened["status"]!.GetValue<string>().Should().Be("RECEIVED");
        opened["handler"].Should().BeNull();
        opened["causedBy"]!["score"]!.GetValue<int>().Should().Be(1);
        opened["entries"]!["nodes"]!.AsArray().Select(e => (string)e!["note"]!).Should().ContainSingle(n => n == "1/5: It is back.");
        (await world.Raised("ComplaintRepeated", (string)opened["number"]!)).Should().Be(1);
        Task<object?> Secret() => world.AsOwner($"select encode(tracking_hash, 'hex') from intake.complaints where id = '{NodeId.Decode(id).Key}'");
    }

    /// <summary>Something is put right, and the customer is asked whether it helps.</summary>
    private async Task<JsonNode> Asked(string id)
    {
        await world.Rectification(id, "VERIFIED");
        return await world.Admin.Do("askAgain", new { complaintId = id }, "token rating { id }");
    }

    private async Task<(string Id, string Number)> Lodge(string contactId, string? applicationId = null)
    {
        var complaint = (await world.Admin.Do(
            "lodgeComplaint", new { subject = "DELAY", description = "It took three weeks.", remedySought = "An apology.", channel = "DESK", contactId, applicationId }, "complaint { id number }"))["complaint"]!;
        return ((string)complaint["id"]!, (string)complaint["number"]!);
    }

    private async Task<JsonNode> Of(string id) => (await world.Admin.Query(
        "query($id: ID!) { complaint(id: $id) { status about { id } handler { id } investigator { id } severity respondBy assessBy application { id } repeatOf { id } } }", new { id }))["complaint"]!;

    private async Task<JsonNode> About(string application) => (await world.Admin.Query(
        "query($id: ID!) { application(id: $id) { complaints { nodes { id number status repeatOf { id } causedBy { score } } } } }", new { id = application }))["application"]!["complaints"]!["nodes"]!.AsArray()
            .Should().ContainSingle().Which!;

    private async Task<string> Closed(string customer, string? about, string handler)
    {
        var (id, _, _) = await world.Complain(customer, about);
        await Close(id, handler);
        return id;
    }

    /// <summary>Closes a complaint about which the customer was asked twice, and takes the question that has no answer.</summary>
    private async Task<string> Close(string id, string handler)
    {
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler }, "complaint { id }");
        await world.Step("assessComplaint", id);
        await world.Admin.Do("investigateComplaint", new { complaintId = id, investigatorId = handler }, "complaint { id }");
        await world.Step("respondToComplaint", id);
        await world.Step("acceptResponse", id);
        var unanswered = await Asked(id);
        await world.Rate((string)(await Asked(id))["token"]!, 4);
        await world.Told(id);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
        return (string)unanswered["rating"]!["id"]!;
    }
}

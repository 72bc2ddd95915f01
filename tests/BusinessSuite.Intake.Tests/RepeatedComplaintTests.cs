using System.Text.Json.Nodes;

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

    private async Task Close(string id, string handler)
    {
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler }, "complaint { id }");
        await world.Step("assessComplaint", id);
        await world.Admin.Do("investigateComplaint", new { complaintId = id, investigatorId = handler }, "complaint { id }");
        await world.Step("respondToComplaint", id);
        await world.Step("acceptResponse", id);
        await world.Rectification(id, "VERIFIED");
        await world.Rate((string)(await world.Admin.Do("askAgain", new { complaintId = id }, "token"))["token"]!, 4);
        await world.Told(id);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }
}

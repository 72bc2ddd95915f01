namespace BusinessSuite.Intake.Tests;

/// <summary>The secrets by which customers follow their cases.</summary>
[Trait("row", "IN-13")]
[Trait("row", "IN-17")]
public sealed class SecretRenewalTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    private const string Complaint = "query($number: String!, $secret: String!) { tracked: trackComplaint(number: $number, secret: $secret) { status } }";
    private const string Application = "query($number: String!, $secret: String!) { tracked: trackApplication(number: $number, secret: $secret) { steps { text } } }";

    [Fact]
    public async Task Who_lost_the_secret_of_a_complaint_gets_another_and_the_first_ends()
    {
        var accused = await world.NewEmployee();
        var (id, number, secret) = await world.Complain(about: accused);
        (await world.Admin.Refused("renewComplaintSecret", new { complaintId = id, reason = " " })).Should().Be("SECRET_RENEWAL_UNEXPLAINED");
        (await (await world.Staff(accused)).Refused("renewComplaintSecret", new { complaintId = id, reason = "He asked." })).Should().Be("COMPLAINT_OWN_STEP");
        var renewed = (string)(await world.Admin.Do("renewComplaintSecret", new { complaintId = id, reason = "Identity card." }, "trackingSecret complaint { id }"))["trackingSecret"]!;
        (await Follows(Complaint, number, secret)).Should().BeFalse();
        (await Follows(Complaint, number, renewed)).Should().BeTrue();
        (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { entries(last: 1) { nodes { note } } } }", new { id }))["complaint"]!["entries"]!["nodes"]![0]!["note"]!
            .GetValue<string>().Should().Be("Identity card.");
    }

    [Fact]
    public async Task Who_lost_the_secret_of_an_application_gets_another_and_sees_that()
    {
        var (number, secret) = await world.Tracked();
        var id = (string)(await world.Admin.Query("query($number: String!) { applications(where: {number: {eq: $number}}) { nodes { id } } }", new { number }))["applications"]!["nodes"]![0]!["id"]!;
        (await world.Admin.Refused("renewTrackingSecret", new { applicationId = id, reason = "" })).Should().Be("SECRET_RENEWAL_UNEXPLAINED");
        var renewed = (string)(await world.Admin.Do("renewTrackingSecret", new { applicationId = id, reason = "Identity card." }, "trackingSecret application { id }"))["trackingSecret"]!;
        (await Follows(Application, number, secret)).Should().BeFalse();
        (await world.From("10.8.0.1").Query(Application, new { number, secret = renewed }))["tracked"]!["steps"]!.ToJsonString().Should().Contain("A new secret to follow the application was given");
    }

    [Fact]
    public async Task A_secret_is_the_same_however_it_is_typed()
    {
        var (_, number, secret) = await world.Complain();
        (await Follows(Complaint, number, $" {secret.ToLowerInvariant()} ")).Should().BeTrue();
        (number, secret) = await world.Tracked();
        (await Follows(Application, number, secret.ToLowerInvariant())).Should().BeTrue();
    }

    private async Task<bool> Follows(string query, string number, string secret) => (await world.From("10.8.0.1").Query(query, new { number, secret }))["tracked"] is not null;
}

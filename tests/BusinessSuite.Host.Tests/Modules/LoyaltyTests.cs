using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Modules;

public sealed class SuiteWithLoyalty : IntakeWorld
{
    protected override string[] Settings => [.. base.Settings, $"--Plugins={PartnerModule.Build("Loyalty")}"];
}

[Trait("row", "EC-29")]
public sealed class LoyaltyTests(SuiteWithLoyalty suite) : IClassFixture<SuiteWithLoyalty>
{
    [Fact]
    public async Task A_partner_adds_a_type_a_field_an_operation_a_handler_and_a_job()
    {
        var application = await suite.Accepted();
        (await suite.Admin.Refused("awardPoints", new { applicationId = application, points = 0 })).Should().Be("POINTS_NOT_POSITIVE");
        (await suite.Admin.Do("awardPoints", new { applicationId = application, points = 5 }, "loyaltyAward { points application { number } }"))["loyaltyAward"]!["points"]!.GetValue<int>().Should().Be(5);
        const string Read = "query($id: ID!) { application(id: $id) { loyaltyPoints loyaltyAwards(orderBy: [{field: POINTS}]) { nodes { points } } } }";
        (await suite.Admin.Query(Read, new { id = application })).ToJsonString().Should().Be("""{"application":{"loyaltyPoints":15,"loyaltyAwards":{"nodes":[{"points":5},{"points":10}]}}}""");
        await suite.Tick("loyalty.forget-old-points", suite.Clock.GetUtcNow().AddYears(2));
        (await suite.Admin.Query("{ loyaltyAwards { totalCount } }")).ToJsonString().Should().Be("""{"loyaltyAwards":{"totalCount":0}}""");
    }
}

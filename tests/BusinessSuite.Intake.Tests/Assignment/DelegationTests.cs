namespace BusinessSuite.Intake.Tests.Assignment;

[Trait("row", "GE-10")]
public sealed class DelegationTests(AssignmentWorld world) : IClassFixture<AssignmentWorld>
{
    [Fact]
    public async Task A_delegation_counts_only_while_the_delegator_carries_the_duty_himself()
    {
        await world.Carry("LENT", "giver", "stays");
        world.People["taker"] = await world.NewEmployee();
        var dutyId = (string)(await world.Admin.Query("""{ duties(where: { code: { eq: "LENT" } }) { nodes { id } } }"""))["duties"]!["nodes"]![0]!["id"]!;
        await world.Make("delegateAuthority", new { fromId = world.People["giver"], toId = world.People["taker"], dutyId, scopeText = "All", document = "DOC-1", validFrom = "2026-01-01T00:00:00Z", validUntil = "2027-01-01T00:00:00Z" }, "delegation");
        var task = await world.Plan(await world.Accepted(await world.NewType("LENDING", "L-{seq:3}", "LENT")), "2026-03-20");
        (await world.Explain(task)).Keys.Should().BeEquivalentTo("giver", "stays", "taker");

        var held = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { holdings { nodes { id } } } }", new { id = world.People["giver"] }))["employee"]!["holdings"]!["nodes"]![0]!["id"]!;
        await world.Admin.Do("endPostHolding", new { postHoldingId = held, on = "2026-03-01" }, "postHolding { id }");
        (await world.Explain(task)).Keys.Should().BeEquivalentTo("stays");
    }
}

using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "IN-08")]
[Trait("row", "TR-02")]
public sealed class CompetenceTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Fact]
    public async Task A_competence_holds_from_its_assessment_until_it_expires_is_assessed_anew_or_is_revoked()
    {
        var gas = await world.Make("createCompetence", new { code = "GAS", name = "Gas" }, "competence");
        (await world.Admin.Refused("createCompetence", new { code = "GAS", name = "x" })).Should().Be("COMPETENCE_CODE_TAKEN");
        object Found(int level, string from, string? until = null, string evidence = "Certificate 1") =>
            new { employeeId = world.Clerk.Employee, competenceId = gas, level, evidence, validFrom = from, validUntil = until };

        (await world.Admin.Refused("assessCompetence", Found(0, "2026-01-01"))).Should().Be("COMPETENCE_LEVEL");
        (await world.Admin.Refused("assessCompetence", Found(6, "2026-01-01"))).Should().Be("COMPETENCE_LEVEL");
        (await world.Admin.Refused("assessCompetence", Found(3, "2026-01-01", evidence: " "))).Should().Be("COMPETENCE_EVIDENCE_MISSING");
        (await world.Admin.Refused("assessCompetence", Found(3, "2026-01-01", "2026-01-01"))).Should().Be("PERIOD_REVERSED");
        await world.Make("assessCompetence", Found(3, "2026-01-01", "2027-01-01"), "employeeCompetence");
        (await world.Admin.Refused("assessCompetence", Found(4, "2025-06-01"))).Should().Be("COMPETENCE_HELD_TWICE");
        var second = await world.Make("assessCompetence", Found(4, "2026-06-01", "2028-06-01"), "employeeCompetence");
        (await Held("2026-05-31")).Should().Be("3 until 2026-06-01", "what was found before stays on record");
        (await Held("2026-06-01")).Should().Be("4 until 2028-06-01");

        await world.Admin.Do("revokeCompetence", new { employeeCompetenceId = second, on = "2026-09-01" }, "employeeCompetence { validUntil }");
        (await Held("2026-08-31")).Should().Be("4 until 2026-09-01");
        (await Held("2026-09-01")).Should().BeNull();
        (await world.Admin.Refused("revokeCompetence", new { employeeCompetenceId = second, on = "2026-10-01" })).Should().Be("ALREADY_ENDED");
        var change = () => world.AsApp("update organization.employee_competences set level = 5", """{"scopes":{"*":"ALL"}}""");
        (await change.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("wo_employee_competences");
    }

    [Fact]
    public async Task Who_assesses_is_named_may_do_so_and_is_somebody_else()
    {
        var survey = await world.Make("createCompetence", new { code = "SURVEY", name = "Survey" }, "competence");
        object Found(Person who) => new { employeeId = who.Employee, competenceId = survey, level = 2, evidence = "Seen at work", validFrom = "2026-01-01" };

        var denied = await world.Peer.Client.Send(Client.Mutation("assessCompetence", "__typename"), new { input = Found(world.Clerk) });
        denied["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");
        var assessor = await world.NewEmployee();
        var client = await world.Person([("organization.competence.assess", "ALL"), ("organization.employee.read", "ALL"), ("organization.structure.read", "ALL")], assessor);
        (await client.Refused("assessCompetence", Found(new(assessor, client)))).Should().Be("OWN_COMPETENCE");
        var found = (await client.Do("assessCompetence", Found(world.Peer), "employeeCompetence { evidence assessedBy { id } competence { code holders { totalCount } } employee { competences { totalCount } } }"))["employeeCompetence"]!;
        found["assessedBy"]!["id"]!.GetValue<string>().Should().Be(assessor);
        found["competence"]!.ToJsonString().Should().Be("""{"code":"SURVEY","holders":{"totalCount":1}}""");
        found["employee"]!["competences"]!["totalCount"]!.GetValue<int>().Should().Be(1);
    }

    private async Task<string?> Held(string on)
    {
        var held = (await world.Admin.Query("query($id: ID!, $on: Date) { employee(id: $id) { competences(asOf: $on) { nodes { level validUntil } } } }", new { id = world.Clerk.Employee, on }))["employee"]!["competences"]!["nodes"]!.AsArray();
        return held.Count == 0 ? null : $"{held.Should().ContainSingle().Which!["level"]} until {held[0]!["validUntil"]}";
    }
}

using BusinessSuite.Intake.Tests.ServiceLevels;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>What must be told before a case is closed again.</summary>
[Trait("row", "IN-16")]
public sealed class ReopenedTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task A_reopened_application_is_closed_after_its_new_result_was_told()
    {
        var application = await world.Accepted();
        await world.Close(application);
        await world.Admin.Do("reopenApplication", new { applicationId = application, reason = "A page was missing." }, "application { id }");
        (await world.Admin.Refused("closeApplication", new { applicationId = application })).Should().Be("RESULT_UNTOLD", "the old result was told, the new one was not");
        await Untold($"id = '{NodeId.Decode(application).Key}'");
        await world.Close(application);
    }

    [Fact]
    public async Task An_open_case_of_another_system_is_closed_here_like_any_other()
    {
        await world.Admin.Do("recordHistoricalApplications", new { applicationTypeId = world.Type, applications = new[] { Of("open", null), Of("done", "2020-02-01T00:00:00Z") } }, "entered");
        var open = (string)(await world.Admin.Query("""{ applications(where: {externalId: {eq: "open"}}) { nodes { id } } }"""))["applications"]!["nodes"]![0]!["id"]!;
        (await world.Admin.Refused("closeApplication", new { applicationId = open })).Should().Be("RESULT_UNTOLD");
        await Untold("external_id = 'open'");
        await world.Close(open);

        object Of(string externalId, string? endedAt) => new { externalId, channel = "POST", departmentId = world.Department, receivedAt = "2020-01-01T00:00:00Z", endedAt };
    }

    private async Task Untold(string which)
    {
        var close = () => world.AsApp($"update intake.applications set status = 'CLOSED', ended_at = now() where {which}", """{"scopes":{"*":"ALL"}}""");
        (await close.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_applications_told");
    }
}

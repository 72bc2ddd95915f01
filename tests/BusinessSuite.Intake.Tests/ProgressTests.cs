using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-13")]
public sealed class ProgressTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Follow =
        "subscription($id: ID!, $after: String) { applicationProgressed(applicationId: $id, after: $after) { cursor progressEntry { textEn stage application { status number } } } }";

    private const string Read = "intake.application.read";

    [Fact]
    public async Task Every_step_is_told_as_it_is_made_with_the_application_as_it_stands()
    {
        var start = await Now();
        var (application, _) = await world.Receive();
        await using var socket = await LiveSocket.Open(world.Admin);
        await socket.Subscribe("1", Follow, new { id = application, after = start });
        (await Step(socket)).Should().Be("RECEIVED RECEIVED");
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        (await Step(socket)).Should().Be("ACCEPTED ACCEPTED");
        await world.Receive();
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Moved away" }, "application { id }");
        (await Step(socket)).Should().Be("CANCELLED CANCELLED", "the steps of others are not told");
    }

    [Fact]
    public async Task Who_may_not_see_the_application_is_told_nothing_and_finds_nothing_in_the_log()
    {
        var elsewhere = await world.NewDepartment("ELSEWHERE");
        var outsider = await world.Person([(Read, "DEPARTMENT")], await world.NewEmployee(elsewhere));
        var insider = await world.Person([(Read, "DEPARTMENT")], await world.NewEmployee());
        var start = await Now();
        var (application, _) = await world.Receive();
        await using var outside = await LiveSocket.Open(outsider);
        await using var inside = await LiveSocket.Open(insider);
        await outside.Subscribe("1", Follow, new { id = application, after = start });
        await inside.Subscribe("1", Follow, new { id = application, after = start });
        (await Step(inside)).Should().Be("RECEIVED RECEIVED");
        (await Events(insider, start)).Should().Contain("ApplicationProgressed").And.Contain("ApplicationReceived");
        (await Events(outsider, start)).Should().BeEmpty();

        // From the moment that they may see it, they are told; what came before stays untold.
        await world.AsOwner($"update suite.grants set scope = 'ALL' where permission = '{Read}' and scope = 'DEPARTMENT'");
        await Eventually.Holds(async () => (await outsider.Query("query($id: ID!) { application(id: $id) { id } }", new { id = application }))["application"] is not null);
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        (await Step(outside)).Should().Be("ACCEPTED ACCEPTED");
        (await Step(inside)).Should().Be("ACCEPTED ACCEPTED");
    }

    [Fact]
    [Trait("row", "EC-12")]
    public async Task Rights_are_asked_for_again_at_every_event()
    {
        var (application, _) = await world.Receive();
        var (reader, closed) = (await world.Person([(Read, "ALL")]), await world.Person([(Read, "ALL")]));
        await using var demoted = await LiveSocket.Open(reader);
        await using var disabled = await LiveSocket.Open(closed);
        var start = await Now();
        await demoted.Subscribe("1", Follow, new { id = application, after = start });
        await disabled.Subscribe("1", Follow, new { id = application, after = start });
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        await Step(demoted);
        await Step(disabled);

        await world.AsOwner("""
            with two as (select id, row_number() over (order by created_at desc, id desc) from suite.accounts where kind = 'SERVICE' limit 2),
              closed as (update suite.accounts set disabled = true where id = (select id from two where row_number = 1))
            delete from suite.account_roles where account_id = (select id from two where row_number = 2)
            """);
        await Eventually.Holds(async () => (await closed.Send("{ __typename }"))["errors"] is not null
            && (await reader.Send("query($id: ID!) { application(id: $id) { id } }", new { id = application }))["errors"] is not null);
        await world.Admin.Do("cancelApplication", new { applicationId = application, reason = "Moved away" }, "application { id }");
        var ended = await demoted.Receive();
        ended["type"]!.GetValue<string>().Should().Be("error");
        ended["payload"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");
        (await disabled.Closed()).Should().Be(4403);
    }

    private static async Task<string> Step(LiveSocket socket)
    {
        var entry = (await socket.Data())["applicationProgressed"]!["progressEntry"]!;
        return $"{entry["stage"]} {entry["application"]!["status"]}";
    }

    private static async Task<List<string>> Events(Client client, string after) =>
        [.. (await client.Query("query($after: String) { events(after: $after) { events { type } } }", new { after }))["events"]!["events"]!.AsArray().Select(e => (string)e!["type"]!)];

    private async Task<string> Now() => (string)(await world.Admin.Query("{ events { endCursor } }"))["events"]!["endCursor"]!;
}

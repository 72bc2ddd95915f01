using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "EC-02")]
public sealed class NodeTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task Every_row_of_every_type_is_found_again_by_its_global_id()
    {
        var (application, _) = await world.Receive(responsible: world.Clerk);
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        var lists = (await world.Admin.Query("{ __type(name: \"Query\") { fields { name type { kind ofType { name } name } } } }"))["__type"]!["fields"]!.AsArray()
            .Where(f => ((string?)f!["type"]!["name"])?.EndsWith("Connection", StringComparison.Ordinal) == true).Select(f => (string)f!["name"]!).ToList();
        lists.Should().HaveCountGreaterThan(30);
        var seen = new List<(string Id, string Type)>();
        foreach (var list in lists)
        {
            foreach (var node in (await world.Admin.Query($"{{ {list}(first: 2) {{ nodes {{ id __typename }} }} }}"))[list]!["nodes"]!.AsArray())
            {
                seen.Add(((string)node!["id"]!, (string)node["__typename"]!));
            }
        }

        seen.Select(s => s.Type).Distinct().Should().HaveCountGreaterThan(12);
        foreach (var (id, type) in seen)
        {
            (await world.Admin.Query("query($id: ID!) { node(id: $id) { id __typename } }", new { id })).ToJsonString().Should().Be($$$"""{"node":{"id":"{{{id}}}","__typename":"{{{type}}}"}}""");
        }

        var ids = seen.Select(s => s.Id).Reverse().Take(50).ToList();
        var nodes = (await world.Admin.Query("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = ids.Prepend("AAAA").Append("bm8") }))["nodes"]!.AsArray();
        nodes.Select(n => (string?)n?["id"]).Should().Equal([null, .. ids, null]);
        (await world.Admin.Send("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat(ids[0], 101) }))["errors"].Should().NotBeNull("101 ids are too many");
    }
}

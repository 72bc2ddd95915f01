using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Evolution;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Evolution;

/// <summary>A suite that writes the use of its schema down when a test says so.</summary>
public sealed class CountingSuite : Suite
{
    protected override string[] Settings => [.. base.Settings, "--Usage:Every=10.00:00:00"];

    internal UsageCount Usage => Services.GetRequiredService<UsageCount>();
}

[Trait("row", "EC-18")]
public sealed class SchemaUsageTests(CountingSuite suite) : IClassFixture<CountingSuite>
{
    [Fact]
    public async Task Fields_arguments_inputs_and_values_are_counted_for_the_app_that_asks()
    {
        const string Query = """
            query Used($order: [RoleOrder!]) { roles(first: 3, orderBy: $order, where: {name: {contains: "Adm"}}) { ...c } }
            query NotRun { accounts { ...elsewhere } }
            fragment c on RoleConnection { nodes { ... on Role { name grants { groups(by: [{field: PERMISSION}]) { count } } } } }
            fragment elsewhere on AccountConnection { totalCount }
            """;
        var name = App();
        var variables = new { order = new[] { new { field = "NAME", direction = "DESC" } } };
        for (var time = 0; time < 3; time++)
        {
            await Ask(suite.Admin, name, new { query = Query, operationName = "Used", variables });
        }

        (await Counted(name)).Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["Query.roles"] = 3,
            ["Query.roles(first:)"] = 3,
            ["Query.roles(orderBy:)"] = 3,
            ["Query.roles(where:)"] = 3,
            ["RoleWhere.name"] = 3,
            ["TextFilter.contains"] = 3,
            ["RoleConnection.nodes"] = 3,
            ["Role.name"] = 3,
            ["Role.grants"] = 3,
            ["RoleGrantConnection.groups"] = 3,
            ["RoleGrantConnection.groups(by:)"] = 3,
            ["RoleGrantGroupBy.field"] = 3,
            ["RoleGrantGroupField.PERMISSION"] = 3,
            ["RoleGrantGroup.count"] = 3,
            ["RoleOrder.field"] = 3,
            ["RoleOrder.direction"] = 3,
            ["RoleOrderField.NAME"] = 3,
            ["OrderDirection.DESC"] = 3,
        });
        await Ask(suite.Admin, name, new { query = Query, operationName = "Used", variables });
        (await Counted(name))["Role.name"].Should().Be(4, "counts of a day add up");
    }

    [Fact]
    public async Task What_is_refused_is_not_used()
    {
        var name = App();
        await Ask(suite.Admin, name, new { query = "{ nonsense }" });
        await Ask(suite.Admin, name, new { query = "query($x: Int!) { roles(first: $x) { totalCount } }" });
        await Ask(suite.Nobody, name, new { query = "{ roles { totalCount } }" });
        (await Counted(name)).Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "EC-11")]
    public async Task Apps_are_known_by_their_documents_and_programs_by_their_accounts()
    {
        var app = App();
        var document = $"query Mine_{app.Replace('-', '_')} {{ roles {{ totalCount }} }}";
        var id = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        using var published = await suite.Admin.Http.PostAsJsonAsync($"/documents?app={app}&version=1", new Dictionary<string, string> { [id] = document });
        published.EnsureSuccessStatusCode();
        await Ask(suite.Admin, "someone else", new { documentId = id });
        (await Counted(app)).Should().Contain("Query.roles", 1);

        var program = await suite.Person([("suite.account.read", "ALL")]);
        await program.Query("{ roles { totalCount } }");
        await suite.Usage.Flush(CancellationToken.None);
        var used = (await suite.Admin.Query("""
            { accounts(where: {kind: {eq: SERVICE}}) { nodes { schemaUsages(where: {coordinate: {eq: "RoleConnection.totalCount"}}) { nodes { app uses } } } } }
            """))["accounts"]!["nodes"]!.AsArray().SelectMany(a => a!["schemaUsages"]!["nodes"]!.AsArray()).ToList();
        used.Should().ContainSingle().Which!.ToJsonString().Should().Be("""{"app":"unnamed","uses":"1"}""");
    }

    [Fact]
    public async Task Mutations_and_what_subscriptions_tell_are_counted_too()
    {
        var name = App();
        await Ask(suite.Admin, name, new { query = "mutation($input: CreateRoleInput!) { createRole(input: $input) { role { id } userErrors { code } } }", variables = new { input = new { name } } });
        (await Counted(name)).Keys.Should().BeEquivalentTo(
            "Mutation.createRole", "Mutation.createRole(input:)", "CreateRolePayload.role", "CreateRolePayload.userErrors", "Role.id", "CreateRoleUserError.code", "CreateRoleInput.name");
    }

    [Fact]
    public async Task Reading_the_counts_needs_its_permission()
    {
        var answer = await (await suite.Person([])).Send("{ schemaUsages { totalCount } }");
        ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("FORBIDDEN");
        (await (await suite.Person([("suite.usage.read", "ALL")])).Query("{ schemaUsages(orderBy: [{field: DAY}]) { groups(by: [{field: APP}]) { keys { app } sum { uses } max { day } } } }")).Should().NotBeNull();
    }

    private static string App() => $"app-{Guid.NewGuid():N}"[..16];

    private async Task<Dictionary<string, long>> Counted(string app)
    {
        await suite.Usage.Flush(CancellationToken.None);
        return (await suite.Admin.Query("query($app: String!) { schemaUsages(first: 100, where: {app: {eq: $app}}) { nodes { coordinate uses } } }", new { app }))["schemaUsages"]!["nodes"]!.AsArray()
            .ToDictionary(n => (string)n!["coordinate"]!, n => long.Parse((string)n!["uses"]!));
    }

    internal static async Task Ask(Client client, string app, object request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(request), Headers = { { "GraphQL-Client-Name", app } } };
        using var answer = await client.Http.SendAsync(message);
        (await answer.Content.ReadFromJsonAsync<JsonNode>()).Should().NotBeNull();
    }
}

/// <summary>Names beyond the bound are counted as none, so nobody else asks here.</summary>
[Trait("row", "EC-18")]
public sealed class SchemaUsageFloodTests(CountingSuite suite) : IClassFixture<CountingSuite>
{
    [Fact]
    public async Task Too_many_names_of_apps_are_none()
    {
        for (var i = 0; i < 220; i++)
        {
            await SchemaUsageTests.Ask(suite.Admin, $"flood-{i}", new { query = "{ roles(first: 7) { totalCount } }" });
        }

        await suite.Usage.Flush(CancellationToken.None);
        (long.Parse((string)(await suite.AsOwner("select count(distinct app)::text from suite.schema_usages where app like 'flood-%'"))!)).Should().BeInRange(150, 200);
    }
}

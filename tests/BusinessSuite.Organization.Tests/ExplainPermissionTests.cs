using System.Text.Json.Nodes;
using BusinessSuite.Reads;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-10")]
[Trait("row", "GE-12")]
public sealed class ExplainPermissionTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string Why = "query($a: ID!, $p: String!, $r: ID) { explainPermission(accountId: $a, permission: $p, recordId: $r) { allowed scope grants { role origin scope } record { visible decidedBy inDepartments owns level clearance knows } reasons } }";

    [Fact]
    public async Task A_permission_is_explained_by_roles_posts_department_and_owner()
    {
        var role = await world.Make("createRole", new { name = "Post readers" }, "role");
        await world.Admin.Do("grantPermission", new { roleId = role, permission = "organization.calendar.read", scope = "DEPARTMENT" }, "role { id }");
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "READER", title = "Reader", validFrom = "2020-01-01", roles = new[] { "Post readers" } }, "post");
        var reader = await world.Person(post);
        var account = await world.Account(reader);

        var none = await Explain(account, "organization.employee.administer", null);
        none["allowed"]!.GetValue<bool>().Should().BeFalse();
        none["grants"]!.AsArray().Should().BeEmpty();
        ((string)none["reasons"]![0]!).Should().Contain("No role");

        var byPost = await Explain(account, "organization.calendar.read", null);
        byPost["allowed"]!.GetValue<bool>().Should().BeTrue();
        byPost["grants"]![0]!.ToJsonString().Should().Be("""{"role":"Post readers","origin":"Reader (READER)","scope":"DEPARTMENT"}""");

        (await Explain(account, "organization.employee.read", world.Clerk.Employee))["record"]!.ToJsonString()
            .Should().Be("""{"visible":true,"decidedBy":"Employee","inDepartments":true,"owns":false,"level":null,"clearance":"INTERNAL","knows":true}""");
        var outside = await Explain(account, "organization.employee.read", world.Director.Employee);
        outside["allowed"]!.GetValue<bool>().Should().BeFalse();
        ((string)outside["reasons"]![1]!).Should().Contain("neither");
        (await Explain(account, "organization.employee.read", reader.Employee))["record"]!["owns"]!.GetValue<bool>().Should().BeTrue();

        // What belongs to a record is decided by that record.
        var holding = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { holdings { nodes { id } } } }", new { id = world.Director.Employee }))["employee"]!["holdings"]!["nodes"]![0]!["id"]!;
        var followed = (await Explain(account, "organization.employee.read", holding))["record"]!;
        ((string)followed["decidedBy"]!).Should().Be("Employee");
        followed["visible"]!.GetValue<bool>().Should().BeFalse();

        await world.Admin.Do("disableAccount", new { accountId = account }, "account { id }");
        world.Forget();
        ((string)(await Explain(account, "organization.employee.read", null))["reasons"]![0]!).Should().Contain("closed");
    }

    [Fact]
    public async Task A_secret_record_is_explained_by_clearance_and_need_to_know_to_those_who_see_it()
    {
        await world.Make("publishPenaltyScale", new { validFrom = "2020-01-01", penalties = new[] { new { code = "W", name = "W", appliesTo = "x", severity = 1 } } }, "penaltyScale");
        await world.Clear(world.Chief);
        var record = (string)(await world.Chief.Client.Do("reportMisconduct", new { employeeId = world.Clerk.Employee, occurredOn = "2026-03-01", report = "x" }, "disciplineCase { id }"))["disciplineCase"]!["id"]!;
        var account = await world.Account(world.Peer);
        (await world.Admin.Send(Why, new { a = account, p = "organization.discipline.read", r = record }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("NOT_FOUND", "the administrator does not see it himself");

        var chief = await world.Account(world.Chief);
        var role = await world.Make("createRole", new { name = "Explainers" }, "role");
        await world.Admin.Do("grantPermission", new { roleId = role, permission = "suite.permission.explain", scope = "ALL" }, "role { id }");
        await world.Admin.Do("assignRole", new { accountId = chief, roleId = role }, "account { id }");
        world.Forget();
        async Task<JsonNode> Seen() => (await world.Chief.Client.Query(Why, new { a = account, p = "organization.discipline.read", r = record }))["explainPermission"]!;
        var uncleared = await Seen();
        uncleared["allowed"]!.GetValue<bool>().Should().BeFalse();
        uncleared["record"]!.ToJsonString().Should().Be("""{"visible":false,"decidedBy":"DisciplineCase","inDepartments":true,"owns":false,"level":"SECRET","clearance":"INTERNAL","knows":false}""");
        uncleared["reasons"]!.AsArray().Select(r => (string)r!).Should().Contain(r => r.Contains("lacks the clearance", StringComparison.Ordinal));
        await world.Clear(world.Peer);
        var cleared = await Seen();
        cleared["allowed"]!.GetValue<bool>().Should().BeTrue();
        cleared["record"]!["knows"]!.GetValue<bool>().Should().BeTrue();

        // It tells whose the record is and who has a part in it.
        var key = NodeId.Decode(record).Key;
        async Task<long> Kept() => (long)(await world.AsOwner($"select count(*) from suite.confidential_reads where record_id = '{key}' and record_type = 'DisciplineCase' and level = 'SECRET' and 'explainPermission' = any(fields)"))!;
        (await Kept()).Should().Be(2);
        (await world.Chief.Client.Send(Why, new { a = account, p = "organization.discipline.read", r = record }))["extensions"]!["confidential"].Should().NotBeNull();
        (await Kept()).Should().Be(3);
        (await world.Chief.Client.Send(Why, new { a = account, p = "organization.employee.read", r = world.Clerk.Employee }))["extensions"]!["confidential"].Should().BeNull();

        (await world.Peer.Client.Send(Why, new { a = account, p = "organization.discipline.read", r = (string?)null }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");
    }

    [Fact]
    public async Task A_field_is_explained_by_its_own_level_and_a_misspelt_permission_is_refused()
    {
        const string Field = "query($a: ID!, $p: String!, $r: ID, $f: String) { explainPermission(accountId: $a, permission: $p, recordId: $r, field: $f) { allowed record { visible field { name level knows } } reasons } }";
        async Task<JsonNode> Told(Person who, Person of, string field) =>
            (await world.Admin.Query(Field, new { a = await world.Account(who), p = "organization.employee.read", r = of.Employee, f = field }))["explainPermission"]!;
        var secret = await Told(world.Director, world.Personnel, "bankAccount");
        secret["allowed"]!.GetValue<bool>().Should().BeFalse();
        secret["record"]!.ToJsonString().Should().Be("""{"visible":true,"field":{"name":"bankAccount","level":"SECRET","knows":false}}""");
        secret["reasons"]!.AsArray().Select(r => (string)r!).Should().Contain(r => r.Contains("lacks the clearance", StringComparison.Ordinal));
        (await Told(world.Personnel, world.Personnel, "bankAccount"))["allowed"]!.GetValue<bool>().Should().BeTrue("it is his own");
        (await Told(world.Director, world.Personnel, "name"))["record"]!["field"]!.ToJsonString().Should().Be("""{"name":"name","level":null,"knows":true}""");

        var account = await world.Account(world.Director);
        foreach (var (permission, record, field, code) in new (string, string?, string?, string)[]
        {
            ("organization.employee.raed", null, null, "PERMISSION_UNKNOWN"), ("organization.employee.read", null, "name", "INVALID"), ("organization.employee.read", world.Personnel.Employee, "salary", "NOT_FOUND"),
        })
        {
            (await world.Admin.Send(Field, new { a = account, p = permission, r = record, f = field }))["errors"]![0]!["extensions"]!["rule"]!.GetValue<string>().Should().Be(code);
        }
    }

    private async Task<JsonNode> Explain(string account, string permission, string? record) => (await world.Admin.Query(Why, new { a = account, p = permission, r = record }))["explainPermission"]!;
}

using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-07")]
[Trait("row", "GE-10")]
[Trait("row", "GE-12")]
public sealed class DeputyDepartmentsTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    public async Task A_deputy_may_do_in_each_department_only_what_he_or_the_absent_may_do_there()
    {
        async Task<string> Department(string code) => await world.Make("createDepartment", "department", new { code, name = code, validFrom = "2020-01-01" });
        var (sales, it) = (await Department("SALES-D"), await Department("IT-D"));
        var (head, deputy) = (await world.Employee(sales), await world.Employee(it));
        var (seller, technician) = (await world.Employee(sales), await world.Employee(it));
        var role = (string)(await world.Admin.Do("createRole", new { name = "heads of sales" }, "role { id }"))["role"]!["id"]!;
        foreach (var permission in new[] { "leave.approve", "leave.read" })
        {
            await world.Admin.Do("grantPermission", new { roleId = role, permission = "organization." + permission, scope = "DEPARTMENT" }, "role { id }");
        }

        var post = await world.Make("createPost", "post", new { departmentId = sales, code = "HEAD-D", title = "Head", validFrom = "2020-01-01", isHead = true, roles = new[] { "heads of sales" } });
        await world.Make("assignPost", "postHolding", new { postId = post, employeeId = head, validFrom = "2020-01-01" });
        await world.Approved(world.Days(head, "PERSONAL", "2026-03-04", "2026-03-06"), deputy);
        await world.Advance(TimeSpan.FromDays(2));
        (string Permission, string Scope)[] own = [("organization.employee.administer", "DEPARTMENT"), ("organization.employee.read", "ALL")];
        var standing = await world.Person(own, deputy);

        async Task<string> Asked(string employee) => (string)(await world.Ask(world.Days(employee, "PERSONAL", "2026-06-15")))["id"]!;
        var (ofSales, ofIt) = (await Asked(seller), await Asked(technician));
        object Approve(string request) => new { leaveRequestId = request, deputyId = world.Deputy };
        (await standing.Refused("approveLeave", Approve(ofIt))).Should().Be("NOT_FOUND", "the absent has no say there, and the deputy none at all");
        await standing.Do("approveLeave", Approve(ofSales), "leaveRequest { status }");
        var decided = (await world.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { approver { id } onBehalfOf { id } } }", new { id = ofSales }))["leaveRequest"]!;
        decided.ToJsonString().Should().Be($$$"""{"approver":{"id":"{{{deputy}}}"},"onBehalfOf":{"id":"{{{head}}}"}}""");

        object Contact(string employeeId) => new { employeeId, email = "a@example.org", language = "EN" };
        await standing.Do("setWorkContact", Contact(technician), "employee { id }");
        (await standing.Refused("setWorkContact", Contact(seller))).Should().Be("NOT_FOUND", "the deputy has no say there, and the absent none at all");
        (await standing.Refused("refuseLeave", new { leaveRequestId = await Asked(deputy), reason = "x" })).Should().Be("NOT_FOUND", "what he may do in another one's place he may not do to himself");
        var account = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { account { id } } }", new { id = deputy }))["employee"]!["account"]!["id"]!;
        foreach (var (record, allowed) in new[] { (seller, false), (technician, true) })
        {
            (await world.Admin.Query("query($a: ID!, $r: ID!) { explainPermission(accountId: $a, permission: \"organization.employee.administer\", recordId: $r) { allowed } }", new { a = account, r = record }))["explainPermission"]!["allowed"]!.GetValue<bool>().Should().Be(allowed);
        }

        string Setting(string operation) => $$"""{"scopes":{"organization.employee.read":"DEPARTMENT"},"departments":["{{Key(sales)}}","{{Key(it)}}"]{{operation}},"at:1":["{{Key(sales)}}"],"in:organization.employee.read":"1","at:2":["{{Key(it)}}"],"in:operation":"2"}""";
        string Of(string department) => $"select count(*) from organization.employees where department_id = '{Key(department)}'";
        var reading = Setting("").Replace(",\"at:2\":[\"" + Key(it) + "\"],\"in:operation\":\"2\"", "");
        (await world.AsApp(Of(sales), reading)).Should().Be(2L);
        (await world.AsApp(Of(it), reading)).Should().Be(0L);
        var writing = Setting(",\"operation\":\"DEPARTMENT\"");
        (await world.AsApp(Of(it), writing)).Should().Be(2L, "the operation reaches it");
        await world.AsApp($"update organization.employees set name = name where id = '{Key(technician)}'", writing);
        var act = () => world.AsApp($"update organization.employees set name = name where id = '{Key(seller)}'", writing);
        (await act.Should().ThrowAsync<PostgresException>("it is read by another permission")).Which.SqlState.Should().Be("42501");

        static Guid Key(string id) => NodeId.Decode(id).Key;
    }
}

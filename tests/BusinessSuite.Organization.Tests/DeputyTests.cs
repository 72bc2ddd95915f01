using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-07")]
public sealed class DeputyTests(TimeWorld world) : IClassFixture<TimeWorld>
{
    [Fact]
    public async Task Signatures_and_approvals_are_the_deputys_for_the_time_of_leave_and_go_back()
    {
        var (head, deputy, clerk) = (await world.Employee(), await world.Employee(), await world.Employee());
        var role = (string)(await world.Admin.Do("createRole", new { name = "heads" }, "role { id }"))["role"]!["id"]!;
        foreach (var permission in new[] { "leave.approve", "leave.read", "employee.read" })
        {
            await world.Admin.Do("grantPermission", new { roleId = role, permission = "organization." + permission, scope = "DEPARTMENT" }, "role { id }");
        }

        var duty = await world.Make("createDuty", "duty", new { code = "SIGN-L", name = "Sign" });
        var post = await world.Make("createPost", "post", new { departmentId = world.Department, code = "HEAD-L", title = "Head", validFrom = "2020-01-01", isHead = true, limit = new { amount = "1000", currency = "CNY" }, roles = new[] { "heads" } });
        await world.Make("addDutyToPost", "postDuty", new { postId = post, dutyId = duty, validFrom = "2020-01-01" });
        await world.Make("assignPost", "postHolding", new { postId = post, employeeId = head, validFrom = "2020-01-01" });
        // What an account may do is looked up every five seconds; another account is looked up at once.
        Task<Client> AsDeputy() => world.Person([], deputy);
        var asHead = await world.Person([], head);

        async Task<string> Asked(string day) => (string)(await world.Ask(world.Days(clerk, "PERSONAL", day)))["id"]!;
        async Task<bool> Approves(Client who, string request) =>
            (await who.Send(Client.Mutation("approveLeave", "leaveRequest { status }"), new { input = new { leaveRequestId = request, deputyId = world.Deputy } }))["data"]?["approveLeave"]?["leaveRequest"] is not null;

        (await Approves(await AsDeputy(), await Asked("2026-04-13"))).Should().BeFalse();
        (await Approves(asHead, await Asked("2026-04-14"))).Should().BeTrue();
        await world.Approved(world.Days(head, "PERSONAL", "2026-03-04", "2026-03-05"), deputy);
        (await May(deputy, "2026-03-03T04:00:00Z", "1000")).Should().BeNull();
        (await May(head, "2026-03-03T04:00:00Z", "1000")).Should().Be("POST");
        (await May(deputy, "2026-03-04T04:00:00Z", "1000")).Should().Be("DEPUTY");
        (await May(deputy, "2026-03-04T04:00:00Z", "1000.01")).Should().BeNull("no further than the post");
        (await May(head, "2026-03-04T04:00:00Z", "1")).Should().BeNull("who is on leave does not sign");
        (await May(deputy, "2026-03-06T04:00:00Z", "1")).Should().BeNull();
        (await May(head, "2026-03-06T04:00:00Z", "1000")).Should().Be("POST");
        (await world.Admin.Refused("delegateAuthority", new { fromId = deputy, toId = clerk, dutyId = duty, scopeText = "x", document = "x", validFrom = "2026-03-04T00:00:00Z", validUntil = "2026-03-05T00:00:00Z" })).Should().Be("NO_AUTHORITY", "it is not the deputy's to pass on");

        await world.Advance(new DateTimeOffset(2026, 3, 4, 4, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        var during = await Asked("2026-04-15");
        var meanwhile = await Asked("2026-04-20");
        (await asHead.Refused("approveLeave", new { leaveRequestId = meanwhile, deputyId = world.Deputy })).Should().Be("DECIDER_AWAY", "what the deputy decides he does not decide too");
        (await asHead.Refused("refuseLeave", new { leaveRequestId = meanwhile, reason = "x" })).Should().Be("DECIDER_AWAY");
        var standing = await AsDeputy();
        (await Approves(standing, during)).Should().BeTrue("he stands in");
        (await Decided(during)).Should().Be($"{deputy} for {head}");
        var account = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { account { id } } }", new { id = deputy }))["employee"]!["account"]!["id"]!;
        (await world.Admin.Query("query($a: ID!) { explainPermission(accountId: $a, permission: \"organization.leave.approve\") { grants { origin } } }", new { a = account }))["explainPermission"]!["grants"]!.ToJsonString()
            .Should().Be($$"""[{"origin":"Head (HEAD-L), in the place of {{await Name(head)}}"}]""");
        foreach (var (set, constraint) in new[] { ($"approver_id = '{NodeId.Decode(head).Key}'", "tr_approvals_away"), ($"approver_id = '{NodeId.Decode(world.Deputy).Key}', on_behalf_of_id = '{NodeId.Decode(head).Key}'", "tr_approvals_deputy") })
        {
            var act = () => world.AsApp($"update organization.leave_requests set status = 'REFUSED', decided_at = '{world.Clock.GetUtcNow():O}', {set} where id = '{NodeId.Decode(meanwhile).Key}'", """{"scopes":{"*":"ALL"}}""");
            (await act.Should().ThrowAsync<PostgresException>(set)).Which.ConstraintName.Should().Be(constraint);
        }

        await world.Advance(TimeSpan.FromDays(2));
        (await Approves(await AsDeputy(), await Asked("2026-04-16"))).Should().BeFalse("it went back");
        var after = await Asked("2026-04-17");
        (await Approves(asHead, after)).Should().BeTrue();
        (await Decided(after)).Should().Be($"{head} for ");
    }

    private async Task<string> Decided(string request)
    {
        var decided = (await world.Admin.Query("query($id: ID!) { leaveRequest(id: $id) { approver { id } onBehalfOf { id } } }", new { id = request }))["leaveRequest"]!;
        return $"{decided["approver"]!["id"]} for {decided["onBehalfOf"]?["id"]}";
    }

    private async Task<string> Name(string employee) => (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { name } }", new { id = employee }))["employee"]!["name"]!;

    private async Task<string?> May(string employee, string at, string amount) => (string?)(await world.Admin.Query(
        "query($e: ID!, $at: DateTime, $m: MoneyInput) { explainAuthority(employeeId: $e, duty: \"SIGN-L\", at: $at, amount: $m) { proof { source } } }",
        new { e = employee, at, m = new { amount, currency = "CNY" } }))["explainAuthority"]!["proof"]?["source"];
}

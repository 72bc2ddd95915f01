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

    [Fact]
    [Trait("row", "GE-04")]
    [Trait("row", "GE-08")]
    public async Task What_someone_on_leave_asked_for_his_deputy_does_not_decide_by_his_authority()
    {
        await using var own = await TimeWorld.Open();
        var (head, deputy) = (await own.Employee(), await own.Employee());
        var role = (string)(await own.Admin.Do("createRole", new { name = "heads" }, "role { id }"))["role"]!["id"]!;
        foreach (var permission in new[] { "leave.approve", "leave.read", "overtime.approve", "correction.approve", "time.read", "employee.read" })
        {
            await own.Admin.Do("grantPermission", new { roleId = role, permission = "organization." + permission, scope = "DEPARTMENT" }, "role { id }");
        }

        var post = await own.Make("createPost", "post", new { departmentId = own.Department, code = "HEAD", title = "Head", validFrom = "2020-01-01", isHead = true, roles = new[] { "heads" } });
        await own.Make("assignPost", "postHolding", new { postId = post, employeeId = head, validFrom = "2020-01-01" });
        await own.Make("assignShift", "rosterEntry", new { employeeId = head, shiftId = await own.Shift("DAY"), validFrom = "2026-02-01" });
        var leave = (string)(await own.Ask(own.Days(head, "PERSONAL", "2026-06-15")))["id"]!;
        var overtime = await own.Make("requestOvertime", "overtimeRequest", new { employeeId = head, from = "2026-06-10T11:00:00Z", until = "2026-06-10T12:00:00Z", reason = "x" });
        var correction = await own.Make("requestCorrection", "attendanceCorrection", new { employeeId = head, day = "2026-02-24", kind = "MISSING_PUNCH", reason = "x", evidence = "x", arrivedAt = "2026-02-24T01:00:00Z", leftAt = "2026-02-24T10:00:00Z" });
        await own.Approved(own.Days(head, "PERSONAL", "2026-03-04", "2026-03-06"), deputy);
        await own.Advance(TimeSpan.FromDays(2));
        var standing = await own.Person([], deputy);

        (await standing.Refused("approveLeave", new { leaveRequestId = leave, deputyId = own.Deputy })).Should().Be("OWN_LEAVE");
        (await standing.Refused("refuseLeave", new { leaveRequestId = leave, reason = "x" })).Should().Be("OWN_LEAVE");
        (await standing.Refused("approveOvertime", new { overtimeRequestId = overtime })).Should().Be("OWN_OVERTIME");
        (await standing.Refused("approveCorrection", new { attendanceCorrectionId = correction })).Should().Be("OWN_CORRECTION");
        foreach (var (table, id) in new[] { ("leave_requests", leave), ("overtime_requests", overtime), ("attendance_corrections", correction) })
        {
            var act = () => own.AsApp($"update organization.{table} set status = 'REFUSED', decided_at = '{own.Clock.GetUtcNow():O}', approver_id = '{NodeId.Decode(deputy).Key}', on_behalf_of_id = employee_id where id = '{NodeId.Decode(id).Key}'", """{"scopes":{"*":"ALL"}}""");
            (await act.Should().ThrowAsync<PostgresException>(table)).Which.ConstraintName.Should().Be($"ck_{table}_approver");
        }

        // What comes with his own right he decides himself.
        await own.Boss.Do("approveLeave", new { leaveRequestId = leave, deputyId = own.Deputy }, "leaveRequest { status }");
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

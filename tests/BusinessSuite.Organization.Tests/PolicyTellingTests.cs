namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-13")]
public sealed class PolicyTellingTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Fact]
    public async Task Everyone_is_told_of_a_new_version_and_reminded_once_when_it_is_overdue()
    {
        await world.Admin.Do("setWorkContact", new { employeeId = world.Clerk.Employee, email = "clerk@example.org", language = "EN" }, "employee { id }");
        await Publish("TOLD");
        await Tell(0);
        (await Told("clerk@example.org")).Should().Equal("Please acknowledge TOLD");
        await Tell(1);
        await Tell(14);
        (await Told("clerk@example.org")).Should().HaveCount(1, "the last day is not over");
        await Tell(20);
        await Tell(21);
        (await Told("clerk@example.org")).Should().BeEquivalentTo("Please acknowledge TOLD", "Overdue: please acknowledge TOLD");
    }

    [Fact]
    public async Task The_term_of_who_joins_runs_from_joining_also_again()
    {
        var version = await Publish("JOINED");
        var post = await world.Post("JOINED", world.Department, null);
        var employee = await world.NewEmployee();
        await world.Admin.Do("setWorkContact", new { employeeId = employee, email = "joiner@example.org", language = "EN" }, "employee { id }");
        await Change("JOINING", "2026-05-04", complete: false);
        (await Overdue("2026-04-30", version)).Should().NotContain(employee, "he is still to join");
        await Tell(0);
        (await Told("joiner@example.org")).Should().BeEmpty();
        await Complete();
        (await Due()).Should().Be("2026-05-18", "14 days from joining");
        await Tell(0);
        (await Told("joiner@example.org")).Should().Contain("Please acknowledge JOINED");

        await world.Advance(TimeSpan.FromDays(70));
        await Change("LEAVING", "2026-05-10", complete: true);
        await Change("JOINING", "2026-06-01", complete: true);
        (await Due()).Should().Be("2026-06-15");
        (await Overdue("2026-06-10", version)).Should().NotContain(employee).And.Contain(world.Peer.Employee);
        (await Overdue("2026-06-10", version, 1_000_000)).Should().BeEmpty("all were passed over");

        async Task Change(string kind, string on, bool complete)
        {
            _change = await world.Make("startStaffChange", new { employeeId = employee, kind, effectiveOn = on, postId = kind == "JOINING" ? post : null }, "staffChange");
            if (complete)
            {
                await Complete();
            }
        }

        async Task<string> Due() => (string)(await world.Admin.Query("query($e: ID!, $v: ID!) { acknowledgements(where: { employeeId: { eq: $e }, policyVersionId: { eq: $v } }) { nodes { dueOn } } }", new { e = employee, v = version }))["acknowledgements"]!["nodes"]![0]!["dueOn"]!;
    }

    private string _change = "";

    private async Task Complete() => await world.Admin.Do("completeStaffChange", new { staffChangeId = _change }, "staffChange { state }");

    private async Task<string> Publish(string code)
    {
        var policy = await world.Make("createPolicy", new { code, title = code }, "policy");
        return await world.Make("publishPolicyVersion", new { policyId = policy, effectiveOn = "2026-01-01", clauses = new[] { new { number = "1", text = "x" } } }, "policyVersion");
    }

    private Task<bool> Tell(int days) => world.Tick("organization.tell-of-policies", world.Clock.GetUtcNow().AddDays(days));

    private async Task<List<string>> Told(string address) =>
        [.. (await world.Admin.Query("""{ messages(where: { templateCode: { eq: "organization.policy-to-acknowledge" } }) { nodes { subject routes { nodes { address } } } } }"""))["messages"]!["nodes"]!.AsArray()
            .Where(m => (string)m!["routes"]!["nodes"]![0]!["address"]! == address).Select(m => (string)m!["subject"]!)];

    private async Task<List<string>> Overdue(string at, string version, int skip = 0) =>
        [.. (await world.Admin.Query("query($at: Date!, $s: Int) { overdueAcknowledgements(at: $at, skip: $s) { employee { id } policyVersion { id } } }", new { at, s = skip }))["overdueAcknowledgements"]!.AsArray()
            .Where(o => (string)o!["policyVersion"]!["id"]! == version).Select(o => (string)o!["employee"]!["id"]!)];
}

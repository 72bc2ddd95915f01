using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>Outcomes for those whom neither mail nor text reaches: this suite has no channel but calls.</summary>
[Trait("row", "IN-04")]
[Trait("row", "IN-05")]
public sealed class DeskCallTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task What_stops_the_term_is_told_by_a_call_that_waits_until_it_is_done()
    {
        var (wanting, refused, accepted) = (await Receive("13600000001"), await Receive("13600000002"), await Receive("13600000003"));
        await world.Judge(wanting, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = wanting }, "supplementNotice { id }");
        await world.Admin.Do("refuseApplication", new { applicationId = refused, reason = "Not ours.", whereToGo = "District office" }, "application { id }");
        await world.Judge(accepted, "PRESENT");
        await world.Accept(accepted);
        await world.DeliverMessages();
        var calls = await Open();
        calls.Keys.Should().BeEquivalentTo("13600000001", "13600000002");

        await world.Admin.Do("recordCall", new { phoneTaskId = calls["13600000001"], reached = false, text = "No answer." }, "phoneTask { id }");
        (await Open()).Should().ContainKey("13600000001", "he was not reached");
        await world.Admin.Do("recordCall", new { phoneTaskId = calls["13600000001"], reached = true, text = "Told her." }, "phoneTask { id }");
        (await Open()).Keys.Should().Equal("13600000002");
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { documents { nodes { kind dispatches { nodes { channel recipient } } } } } }", new { id = wanting }))["application"]!["documents"]!["nodes"]!.ToJsonString()
            .Should().Be("""[{"kind":"SUPPLEMENT","dispatches":{"nodes":[{"channel":"PHONE","recipient":"13600000001"}]}}]""");
    }

    [Fact]
    [Trait("row", "IN-08")]
    public async Task The_calls_of_an_application_go_with_it()
    {
        var elsewhere = await world.NewDepartment("CALLERS");
        var (owner, heir) = (await world.NewEmployee(elsewhere), await world.NewEmployee(elsewhere));
        string[] rights = ["suite.message.read", "suite.call.record"];
        Task<Client> Caller(string employee, string scope) => world.Person(rights.Select(r => (r, scope)), employee);
        var (before, after) = (await Caller(world.Clerk, "DEPARTMENT"), await Caller(await world.NewEmployee(elsewhere), "DEPARTMENT"));
        var (first, second) = (await Caller(owner, "OWN"), await Caller(heir, "OWN"));
        var wanting = await Receive("13600000004");
        await world.Judge(wanting, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = wanting }, "supplementNotice { id }");
        await world.DeliverMessages();
        (await Seen()).Should().Equal([true, false, false, false]);
        await world.Admin.Do("transferApplication", new { applicationId = wanting, departmentId = elsewhere, responsibleId = owner, reason = "Theirs." }, "application { id }");
        (await Seen()).Should().Equal([false, true, true, false]);
        await world.Admin.Do("handOverApplication", new { applicationId = wanting, employeeId = heir, reason = "Leave." }, "application { id }");
        (await Seen()).Should().Equal([false, true, false, true]);
        await second.Do("recordCall", new { phoneTaskId = (await Open())["13600000004"], reached = true, text = "Told." }, "phoneTask { id }");

        async Task<List<bool>> Seen()
        {
            var seen = new List<bool>();
            foreach (var who in new[] { before, after, first, second })
            {
                seen.Add((await who.Query("{ phoneTasks { nodes { phoneNumber } } }"))["phoneTasks"]!["nodes"]!.AsArray().Any(t => (string)t!["phoneNumber"]! == "13600000004"));
            }

            return seen;
        }
    }

    private async Task<string> Receive(string phone)
    {
        var applicantId = await world.Make("registerContact", new { name = "Wang Wu", phone }, "contact");
        return await world.Make(
            "receiveApplication",
            new { applicationTypeId = world.Type, applicantId, departmentId = world.Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } }, "application");
    }

    private async Task<Dictionary<string, string>> Open() => (await world.Admin.Query(
        "{ phoneTasks(where: {status: {eq: OPEN}}) { nodes { id phoneNumber } } }"))["phoneTasks"]!["nodes"]!.AsArray().ToDictionary(t => (string)t!["phoneNumber"]!, t => (string)t!["id"]!);
}

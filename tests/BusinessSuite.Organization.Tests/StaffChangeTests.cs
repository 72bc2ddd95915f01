using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-14")]
public sealed class StaffChangeTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string System = """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""";

    [Fact]
    public async Task Who_joins_gets_the_post_when_the_checklist_of_the_post_is_done()
    {
        var (post, other) = (await world.Post("JOIN", world.Department, null), await world.Post("JOIN-B", world.Department, null));
        await Step("JOINING", "Badge", null);
        await Step("JOINING", "Key of the vault", post);
        await Step("JOINING", "Other", other);
        var retired = await Step("JOINING", "Retired", null);
        await world.Admin.Do("retireChecklistStep", new { checklistStepId = retired }, "checklistStep { retiredAt }");
        var employee = await world.NewEmployee();
        (await world.Admin.Refused("startStaffChange", new { employeeId = employee, kind = "JOINING", effectiveOn = "2026-03-02" })).Should().Be("POST_NEEDED");
        var change = await world.Make("startStaffChange", new { employeeId = employee, kind = "JOINING", effectiveOn = "2026-03-02", postId = post }, "staffChange");
        (await world.Admin.Refused("startStaffChange", new { employeeId = employee, kind = "LEAVING", effectiveOn = "2026-03-02" })).Should().Be("STAFF_CHANGE_UNDERWAY");
        var items = await Items(change);
        items.Select(i => i.Title).Should().Equal("Badge", "Key of the vault");
        (await world.Admin.Refused("completeStaffChange", new { staffChangeId = change })).Should().Be("CHECKLIST_OPEN");
        await Sql($"update organization.staff_changes set state = 'COMPLETED' where state = 'OPEN' and kind = 'JOINING'");
        foreach (var (id, _) in items)
        {
            await world.Admin.Do("completeStaffChangeItem", new { staffChangeItemId = id, evidence = "signed" }, "staffChangeItem { doneAt }");
        }

        (await world.Admin.Refused("completeStaffChangeItem", new { staffChangeItemId = items[0].Id })).Should().Be("ALREADY_ENDED");
        await world.Admin.Do("completeStaffChange", new { staffChangeId = change }, "staffChange { state endedAt }");
        (await Posts(employee, "2026-03-02")).Should().Equal("JOIN");
        (await world.Admin.Refused("cancelStaffChange", new { staffChangeId = change })).Should().Be("ILLEGAL_STATE");

        var moving = await world.Make("startStaffChange", new { employeeId = employee, kind = "MOVING", effectiveOn = "2026-04-01", postId = other }, "staffChange");
        await world.Admin.Do("completeStaffChange", new { staffChangeId = moving }, "staffChange { state }");
        (await Posts(employee, "2026-03-31")).Should().Equal("JOIN");
        (await Posts(employee, "2026-04-01")).Should().Equal("JOIN-B");
    }

    [Fact]
    public async Task Nobody_is_released_while_anything_is_open_and_then_nothing_works_any_more()
    {
        var leaver = await world.Person(await world.Post("LEAVER", world.Department, null));
        var (agreement, _) = await world.Clear(leaver);
        var account = await world.Account(leaver);
        var delegation = await world.Make(
            "delegateAuthority", new { fromId = world.Chief.Employee, toId = leaver.Employee, dutyId = world.Duty, scopeText = "x", document = "DOC-9", validFrom = "2026-01-01T00:00:00Z", validUntil = "2027-01-01T00:00:00Z" }, "delegation");
        object Hand(string kind, string what, string? amount) => new { employeeId = leaver.Employee, kind, description = what, amount = amount is null ? null : new { amount, currency = "CNY" } };
        (await world.Admin.Refused("handOutItem", Hand("CASH", "Petty cash", null))).Should().Be("INVALID");
        (await world.Admin.Refused("handOutItem", Hand("ASSET", "Laptop", "5"))).Should().Be("INVALID");
        (await world.Admin.Refused("handOutItem", Hand("LOAN", "Loan", "-5"))).Should().Be("INVALID");
        var held = new List<string>();
        foreach (var (kind, what, amount) in new[] { ("ASSET", "Laptop", (string?)null), ("CASH", "Petty cash", "500"), ("LOAN", "Advance", "1000") })
        {
            held.Add(await world.Make("handOutItem", Hand(kind, what, amount), "custodyItem"));
        }

        var role = await world.Admin.Query("query($id: ID!) { account(id: $id) { roles { nodes { role { id name } } } } }", new { id = account });
        var given = role["account"]!["roles"]!["nodes"]![0]!["role"]!;
        var change = await world.Make("startStaffChange", new { employeeId = leaver.Employee, kind = "LEAVING", effectiveOn = "2026-03-02" }, "staffChange");
        (await Open(leaver)).Should().BeEquivalentTo("ASSET Laptop", "CASH Petty cash", "DELEGATION DOC-9", "LOAN Advance", $"PERMISSION {given["name"]}");
        await Sql("update organization.staff_changes set state = 'COMPLETED' where state = 'OPEN' and kind = 'LEAVING'");
        (await leaver.Client.Send("{ departments { totalCount } }"))["data"].Should().NotBeNull();

        foreach (var (operation, input) in new (string, object)[]
        {
            ("returnItem", new { custodyItemId = held[0] }), ("returnItem", new { custodyItemId = held[1] }), ("returnItem", new { custodyItemId = held[2] }),
            ("revokeDelegation", new { delegationId = delegation }), ("unassignRole", new { accountId = account, roleId = (string)given["id"]! }),
        })
        {
            (await world.Admin.Refused("completeStaffChange", new { staffChangeId = change })).Should().Be("LEAVER_MATTERS_OPEN");
            await world.Admin.Do(operation, input, "__typename");
        }

        (await Open(leaver)).Should().BeEmpty();
        await world.Admin.Do("completeStaffChange", new { staffChangeId = change }, "staffChange { state }");
        world.Forget();
        ((string)(await leaver.Client.Send("{ departments { totalCount } }"))["errors"]![0]!["extensions"]!["code"]!).Should().Be("UNAUTHENTICATED", "the account is closed");
        (await Posts(leaver.Employee, "2026-03-02")).Should().BeEmpty();
        var after = (await world.Admin.Query("query($id: ID!) { employee(id: $id) { leftOn clearances { nodes { revokedAt } } account { disabled } } }", new { id = leaver.Employee }))["employee"]!;
        ((string)after["leftOn"]!).Should().Be("2026-03-02");
        after["clearances"]!["nodes"]!.AsArray().Should().OnlyContain(c => c!["revokedAt"] != null);
        after["account"]!["disabled"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_is_released_before_the_day()
    {
        var employee = await world.NewEmployee();
        var change = await world.Make("startStaffChange", new { employeeId = employee, kind = "LEAVING", effectiveOn = "2026-03-05" }, "staffChange");
        (await world.Admin.Refused("completeStaffChange", new { staffChangeId = change })).Should().Be("STAFF_CHANGE_EARLY");
        await world.Admin.Do("cancelStaffChange", new { staffChangeId = change }, "staffChange { state }");
    }

    private Task<string> Step(string kind, string title, string? post) => world.Make("addChecklistStep", new { kind, title, postId = post }, "checklistStep");

    private async Task<List<(string Id, string Title)>> Items(string change) =>
        [.. (await world.Admin.Query("query($id: ID!) { staffChange(id: $id) { items { nodes { id title } } } }", new { id = change }))["staffChange"]!["items"]!["nodes"]!.AsArray().Select(i => ((string)i!["id"]!, (string)i["title"]!))];

    private async Task<List<string>> Open(Person person) =>
        [.. (await world.Admin.Query("query($e: ID!) { leaverMatters(employeeId: $e, on: \"2026-03-02\") { kind text recordId } }", new { e = person.Employee }))["leaverMatters"]!.AsArray().Select(m => $"{m!["kind"]} {m["text"]}")];

    private async Task<List<string>> Posts(string employee, string at) =>
        [.. (await world.Admin.Query("query($e: ID!, $at: Date!) { employee(id: $e) { holdings(asOf: $at) { totalCount nodes { post { code } } } } }", new { e = employee, at }))["employee"]!["holdings"]!["nodes"]!.AsArray().Select(h => (string)h!["post"]!["code"]!)];

    private async Task Sql(string sql)
    {
        var act = () => world.AsApp(sql, System);
        (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be("tr_staff_changes_gate");
    }
}

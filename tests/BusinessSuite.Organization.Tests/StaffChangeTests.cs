using BusinessSuite.Reads;
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
        var badge = await Step("JOINING", "Badge", null);
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
        // Others of these tests join without it.
        await world.Admin.Do("retireChecklistStep", new { checklistStepId = badge }, "checklistStep { retiredAt }");
    }

    [Fact]
    public async Task A_post_with_a_checklist_is_not_given_around_it()
    {
        var (first, second) = (await world.Post("GATE-A", world.Department, null), await world.Post("GATE-B", world.Department, null));
        await Step("JOINING", "Oath", first);
        await Step("MOVING", "Old key", second);
        var employee = await world.NewEmployee();
        object Into(string postId, string validFrom) => new { postId, employeeId = employee, validFrom };
        object Move(string on) => new { validFrom = on, transfer = new[] { new { employeeId = employee, postCode = "GATE-B" } } };
        (await world.Admin.Refused("assignPost", Into(first, "2026-03-02"))).Should().Be("POST_BY_CHECKLIST");
        var joining = await world.Make("startStaffChange", new { employeeId = employee, kind = "JOINING", effectiveOn = "2026-03-02", postId = first }, "staffChange");
        (await world.Admin.Refused("assignPost", Into(first, "2026-03-02"))).Should().Be("POST_BY_CHECKLIST", "its list is not done");
        await Finish(joining);
        await world.Admin.Do("completeStaffChange", new { staffChangeId = joining }, "staffChange { state }");

        (await world.Admin.Refused("reorganize", Move("2026-05-01"))).Should().Be("POST_BY_CHECKLIST");
        var moving = await world.Make("startStaffChange", new { employeeId = employee, kind = "MOVING", effectiveOn = "2026-05-01", postId = second }, "staffChange");
        (await world.Admin.Refused("reorganize", Move("2026-05-01"))).Should().Be("CHECKLIST_OPEN");
        await Finish(moving);
        await world.Admin.Do("reorganize", Move("2026-05-01"), "employees { id }");
        ((string)(await world.Admin.Query("query($id: ID!) { staffChange(id: $id) { state } }", new { id = moving }))["staffChange"]!["state"]!).Should().Be("COMPLETED");
        (await Posts(employee, "2026-04-30")).Should().Equal("GATE-A");
        (await Posts(employee, "2026-05-01")).Should().Equal("GATE-B");
    }

    [Fact]
    public async Task Who_is_in_service_moves_and_who_is_not_joins_whatever_the_change_is_called()
    {
        var (old, next) = (await world.Post("KIND-A", world.Department, null), await world.Post("KIND-B", world.Department, null));
        await Step("MOVING", "Old key", next);
        var (employee, newcomer) = (await world.NewEmployee(), await world.NewEmployee());
        await world.Make("assignPost", new { postId = old, employeeId = employee, validFrom = "2026-01-01" }, "postHolding");
        object Change(string employeeId, string kind) => new { employeeId, kind, effectiveOn = "2026-04-01", postId = next };
        (await world.Admin.Refused("startStaffChange", Change(employee, "JOINING"))).Should().Be("STAFF_CHANGE_KIND", "its list would be empty");
        (await world.Admin.Refused("startStaffChange", Change(newcomer, "MOVING"))).Should().Be("STAFF_CHANGE_KIND");
        foreach (var (who, kind) in new[] { (employee, "JOINING"), (newcomer, "MOVING") })
        {
            var act = () => world.AsApp($"insert into organization.staff_changes (id, version, employee_id, kind, post_id, effective_on, state) values (gen_random_uuid(), 1, '{NodeId.Decode(who).Key}', '{kind}', '{NodeId.Decode(next).Key}', '2026-04-01', 'OPEN')", System);
            (await act.Should().ThrowAsync<PostgresException>(kind)).Which.ConstraintName.Should().Be("tr_staff_changes_kind");
        }

        var joining = await world.Make("startStaffChange", Change(newcomer, "JOINING"), "staffChange");
        (await world.Admin.Refused("reorganize", new { validFrom = "2026-04-01", transfer = new[] { new { employeeId = newcomer, postCode = "KIND-B" } } })).Should().Be("STAFF_CHANGE_UNDERWAY", "a joining is more than a post");
        await world.Make("assignPost", new { postId = old, employeeId = newcomer, validFrom = "2026-03-01" }, "postHolding");
        (await world.Admin.Refused("completeStaffChange", new { staffChangeId = joining })).Should().Be("STAFF_CHANGE_KIND", "he joined meanwhile");
        (await world.Admin.Query("query($id: ID!) { employee(id: $id) { joinedOn } }", new { id = newcomer }))["employee"]!["joinedOn"].Should().BeNull();
        await world.Admin.Do("cancelStaffChange", new { staffChangeId = joining }, "staffChange { state }");
    }

    [Fact]
    public async Task Nothing_is_done_on_the_checklist_of_a_change_that_was_called_off()
    {
        var post = await world.Post("OFF", world.Department, null);
        await Step("JOINING", "Badge", post);
        var change = await world.Make("startStaffChange", new { employeeId = await world.NewEmployee(), kind = "JOINING", effectiveOn = "2026-03-02", postId = post }, "staffChange");
        var (item, _) = (await Items(change)).Should().ContainSingle().Which;
        await world.Admin.Do("cancelStaffChange", new { staffChangeId = change }, "staffChange { state }");
        (await world.Admin.Refused("completeStaffChangeItem", new { staffChangeItemId = item })).Should().Be("CHECKLIST_OVER");
    }

    [Fact]
    public async Task Nobody_leaves_on_a_day_before_he_signed_under_a_post_of_a_later_day()
    {
        var post = await world.Post("SIGNED", world.Department, null);
        await world.Make("addDutyToPost", new { postId = post, dutyId = world.Duty, validFrom = "2020-01-01" }, "postDuty");
        var leaver = await world.NewEmployee();
        var held = await world.Make("assignPost", new { postId = post, employeeId = leaver, validFrom = "2026-03-02" }, "postHolding");
        await world.AsApp($"""
            insert into organization.signatures (id, version, signer_id, duty_id, record_type, record_id, source, post_holding_id, signed_at)
            values (gen_random_uuid(), 1, '{NodeId.Decode(leaver).Key}', '{NodeId.Decode(world.Duty).Key}', 'Test', gen_random_uuid(), 'POST', '{NodeId.Decode(held).Key}', '2026-03-02T02:00:00Z')
            """, System);
        var change = await world.Make("startStaffChange", new { employeeId = leaver, kind = "LEAVING", effectiveOn = "2026-03-01" }, "staffChange");
        await Finish(change);
        (await world.Admin.Refused("completeStaffChange", new { staffChangeId = change })).Should().Be("SIGNED_AFTER_LEAVING");
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
        var away = await world.NewEmployee();
        object Away(string from, string until) => new { employeeId = away, kind = "TRAINING", from, until, deputyId = leaver.Employee };
        await world.Make("recordAbsence", Away("2026-02-20T00:00:00Z", "2026-02-25T00:00:00Z"), "absence");
        var absence = await world.Make("recordAbsence", Away("2026-03-10T00:00:00Z", "2026-03-20T00:00:00Z"), "absence");
        var change = await world.Make("startStaffChange", new { employeeId = leaver.Employee, kind = "LEAVING", effectiveOn = "2026-03-02" }, "staffChange");
        (await Open(leaver)).Should().BeEquivalentTo("ASSET Laptop", "CASH Petty cash", "DELEGATION DOC-9", $"DEPUTYSHIP {await Name(away)}", "LOAN Advance", $"PERMISSION {given["name"]}");
        await Sql("update organization.staff_changes set state = 'COMPLETED' where state = 'OPEN' and kind = 'LEAVING'");
        (await leaver.Client.Send("{ departments { totalCount } }"))["data"].Should().NotBeNull();

        foreach (var (operation, input) in new (string, object)[]
        {
            ("returnItem", new { custodyItemId = held[0] }), ("returnItem", new { custodyItemId = held[1] }), ("returnItem", new { custodyItemId = held[2] }),
            ("replaceDeputy", new { absenceId = absence, deputyId = world.Peer.Employee }), ("revokeDelegation", new { delegationId = delegation }), ("unassignRole", new { accountId = account, roleId = (string)given["id"]! }),
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
    public async Task No_account_outlasts_a_release_by_being_unlinked_before_it()
    {
        var leaver = await world.Person(await world.Post("UNLINKED", world.Department, null));
        var account = await world.Account(leaver);
        var other = (string)(await world.Admin.Do("createServiceAccount", new { userName = "instead", displayName = "x" }, "account { id }"))["account"]!["id"]!;
        object Link(string? accountId) => new { employeeId = leaver.Employee, accountId };
        async Task<string> Refused(string? accountId) => await world.Admin.Refused("linkAccount", Link(accountId));
        (await Refused(null)).Should().Be("ACCOUNT_IN_USE");
        await world.Admin.Do("disableAccount", new { accountId = account }, "account { id }");
        (await Refused(other)).Should().Be("ACCOUNT_IN_USE", "opened again it would have its roles");
        await world.Admin.Do("enableAccount", new { accountId = account }, "account { id }");
        var role = (string)(await world.Admin.Query("query($id: ID!) { account(id: $id) { roles { nodes { role { id } } } } }", new { id = account }))["account"]!["roles"]!["nodes"]![0]!["role"]!["id"]!;
        await world.Admin.Do("unassignRole", new { accountId = account, roleId = role }, "account { id }");
        (await Refused(null)).Should().Be("ACCOUNT_IN_USE", "it is open");
        await world.Admin.Do("disableAccount", new { accountId = account }, "account { id }");
        await world.Admin.Do("linkAccount", Link(other), "employee { id }");
    }

    [Fact]
    public async Task Whoever_has_left_is_given_nothing_and_gets_it_all_again_when_he_joins_again()
    {
        var (post, later) = (await world.Post("AGAIN", world.Department, null), await world.Post("LATER", world.Department, null));
        var leaver = await world.NewEmployee();
        await world.Make("assignPost", new { postId = post, employeeId = leaver, validFrom = "2026-01-01" }, "postHolding");
        await world.Make("assignPost", new { postId = later, employeeId = leaver, validFrom = "2026-03-02", isPrimary = false }, "postHolding");
        await Leave(leaver);
        (await Posts(leaver, "2026-03-01")).Should().Equal("AGAIN");
        (await Posts(leaver, "2026-03-02")).Should().BeEmpty("what was to begin later never takes effect");
        ((long)(await world.AsOwner($"select count(*) from organization.post_holdings where employee_id = '{NodeId.Decode(leaver).Key}'"))!).Should().Be(1);

        var away = await world.NewEmployee();
        object Away(string month, string? deputyId) => new { employeeId = away, kind = "TRAINING", from = $"2026-{month}-10T00:00:00Z", until = $"2026-{month}-20T00:00:00Z", deputyId };
        var absence = await world.Make("recordAbsence", Away("03", null), "absence");
        var calendar = (string)(await world.Admin.Query("{ workCalendars { nodes { id } } }"))["workCalendars"]!["nodes"]![0]!["id"]!;
        var (team, shift) = (await world.Make("createTeam", new { code = "LEFT", name = "x" }, "team"), await world.Make("createShift", new { code = "LEFT", name = "x", calendarId = calendar }, "shift"));
        var personal = (string)(await world.Admin.Query("{ leaveTypes(where: {code: {eq: \"PERSONAL\"}}) { nodes { id } } }"))["leaveTypes"]!["nodes"]![0]!["id"]!;
        object Days(string employeeId, string? deputyId) => new { employeeId, leaveTypeId = personal, days = new { first = "2026-03-17", last = "2026-03-17" }, deputyId };
        var account = (string)(await world.Admin.Do("createServiceAccount", new { userName = "left", displayName = "x" }, "account { id }"))["account"]!["id"]!;
        var entrusted = new (string Operation, object Input)[]
        {
            ("assignPost", new { postId = later, employeeId = leaver, validFrom = "2026-03-02" }),
            ("delegateAuthority", new { fromId = world.Chief.Employee, toId = leaver, dutyId = world.Duty, scopeText = "x", document = "x", validFrom = "2026-03-02T00:00:00Z", validUntil = "2026-04-01T00:00:00Z" }),
            ("handOutItem", new { employeeId = leaver, kind = "ASSET", description = "Key" }),
            ("addTeamMember", new { teamId = team, employeeId = leaver }),
            ("assignShift", new { employeeId = leaver, shiftId = shift, validFrom = "2026-03-02" }),
            ("requestLeave", Days(leaver, null)),
            ("requestLeave", Days(away, leaver)),
            ("requestOvertime", new { employeeId = leaver, from = "2026-03-03T11:00:00Z", until = "2026-03-03T12:00:00Z", reason = "x" }),
            ("replaceDeputy", new { absenceId = absence, deputyId = leaver }),
            ("recordAbsence", Away("04", leaver)),
            ("linkAccount", new { employeeId = leaver, accountId = account }),
            ("startStaffChange", new { employeeId = leaver, kind = "MOVING", effectiveOn = "2026-03-02", postId = later }),
        };
        foreach (var (operation, input) in entrusted)
        {
            (await world.Admin.Refused(operation, input)).Should().Be("EMPLOYEE_LEFT", operation);
        }

        var joining = await world.Make("startStaffChange", new { employeeId = leaver, kind = "JOINING", effectiveOn = "2026-03-02", postId = later }, "staffChange");
        await Finish(joining);
        await world.Admin.Do("completeStaffChange", new { staffChangeId = joining }, "staffChange { state }");
        (await world.Admin.Query("query($id: ID!) { employee(id: $id) { joinedOn leftOn } }", new { id = leaver }))["employee"]!.ToJsonString().Should().Be("""{"joinedOn":"2026-03-02","leftOn":null}""");
        (await Posts(leaver, "2026-03-02")).Should().Equal("LATER");
        foreach (var (operation, input) in entrusted.Where(e => e.Operation is not ("assignPost" or "startStaffChange" or "assignShift")))
        {
            await world.Admin.Do(operation, input, "__typename");
        }
    }

    [Fact]
    public async Task A_deputyship_beyond_the_last_day_stands_against_a_release_in_sql_too()
    {
        var leaver = await world.NewEmployee();
        await world.Make("recordAbsence", new { employeeId = await world.NewEmployee(), kind = "TRAINING", from = "2026-03-10T00:00:00Z", until = "2026-03-20T00:00:00Z", deputyId = leaver }, "absence");
        var change = await world.Make("startStaffChange", new { employeeId = leaver, kind = "LEAVING", effectiveOn = "2026-03-02" }, "staffChange");
        await Finish(change);
        await Sql($"update organization.staff_changes set state = 'COMPLETED', ended_at = '2026-03-02T02:00:00Z' where id = '{NodeId.Decode(change).Key}'");
    }

    [Fact]
    public async Task Nobody_is_released_before_the_day()
    {
        var employee = await world.NewEmployee();
        var change = await world.Make("startStaffChange", new { employeeId = employee, kind = "LEAVING", effectiveOn = "2026-03-05" }, "staffChange");
        (await world.Admin.Refused("completeStaffChange", new { staffChangeId = change })).Should().Be("STAFF_CHANGE_EARLY");
        await world.Admin.Do("cancelStaffChange", new { staffChangeId = change }, "staffChange { state }");
    }

    private async Task Leave(string employee)
    {
        var change = await world.Make("startStaffChange", new { employeeId = employee, kind = "LEAVING", effectiveOn = "2026-03-02" }, "staffChange");
        await Finish(change);
        await world.Admin.Do("completeStaffChange", new { staffChangeId = change }, "staffChange { state }");
    }

    private async Task Finish(string change)
    {
        foreach (var item in await Items(change))
        {
            await world.Admin.Do("completeStaffChangeItem", new { staffChangeItemId = item.Id }, "staffChangeItem { id }");
        }
    }

    private async Task<string> Name(string employee) => (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { name } }", new { id = employee }))["employee"]!["name"]!;

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

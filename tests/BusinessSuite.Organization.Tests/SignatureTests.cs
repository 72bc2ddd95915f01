using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-07")]
[Trait("row", "GE-10")]
public sealed class SignatureTests(PeopleWorld world) : IClassFixture<PeopleWorld>, IAsyncLifetime
{
    private const string System = """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""";

    public async ValueTask InitializeAsync() => await world.Begin();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_holds_a_delegation_signs_under_it()
    {
        var holder = await Newcomer("DELEGATE");
        var delegation = await world.Make("delegateAuthority", Delegation(holder), "delegation");
        var signature = await Decided(holder);
        signature["source"]!.GetValue<string>().Should().Be("DELEGATION");
        ((string)signature["delegation"]!["id"]!).Should().Be(delegation);
        signature["postHolding"].Should().BeNull();
        ((string)signature["signer"]!["id"]!).Should().Be(holder.Employee);
    }

    [Fact]
    public async Task A_signature_under_a_delegation_is_within_its_limit_and_the_delegators_in_sql_too()
    {
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "LIMITED", title = "x", validFrom = "2020-01-01", limit = new { amount = "1000", currency = "CNY" } }, "post");
        var duty = await world.Make("createDuty", new { code = "LIMITED", name = "x" }, "duty");
        await world.Make("addDutyToPost", new { postId = post, dutyId = duty, validFrom = "2020-01-01" }, "postDuty");
        var (giver, holder) = (await world.NewEmployee(), await world.NewEmployee());
        await world.Make("assignPost", new { postId = post, employeeId = giver, validFrom = "2020-01-01" }, "postHolding");
        var today = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime);
        var delegation = await world.Make(
            "delegateAuthority", new { fromId = giver, toId = holder, dutyId = duty, scopeText = "x", document = "x", validFrom = "2026-01-01T00:00:00Z", validUntil = "2028-01-01T00:00:00Z", limit = new { amount = "500", currency = "CNY" } }, "delegation");
        await world.Admin.Do("changePost", new { postId = post, validFrom = today.AddDays(30), limit = new { amount = "100", currency = "CNY" } }, "post { id }");
        foreach (var (amount, currency, on, passes) in new[] { (501, "CNY", today, false), (100, "USD", today, false), (500, "CNY", today, true), (500, "CNY", today.AddDays(40), false), (100, "CNY", today.AddDays(40), true) })
        {
            var act = () => world.AsApp($"""
                insert into organization.signatures (id, version, level, signer_id, duty_id, record_type, record_id, source, delegation_id, limit_amount, limit_currency, signed_at)
                values (gen_random_uuid(), 1, 'INTERNAL', '{NodeId.Decode(holder).Key}', '{NodeId.Decode(duty).Key}', 'Test', gen_random_uuid(), 'DELEGATION', '{NodeId.Decode(delegation).Key}', {amount}, '{currency}', '{on:O}T04:00:00Z')
                """, System);
            if (passes)
            {
                await act();
            }
            else
            {
                (await act.Should().ThrowAsync<PostgresException>($"{amount} {currency} {on}")).Which.ConstraintName.Should().Be("tr_signatures_authority");
            }
        }
    }

    [Fact]
    public async Task A_deputy_signs_for_the_time_of_leave_and_the_signature_says_for_whom()
    {
        var deputy = await Newcomer("STAND-IN");
        var away = await Newcomer("AWAY", withDuty: true);
        var now = world.Clock.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(2);
        var personal = (string)(await world.Admin.Query("{ leaveTypes(where: {code: {eq: \"PERSONAL\"}}) { nodes { id } } }"))["leaveTypes"]!["nodes"]![0]!["id"]!;
        var boss = await world.Person(new[] { "leave.read", "leave.approve", "employee.read" }.Select(p => ("organization." + p, "ALL")), await world.NewEmployee());
        var leave = await world.Make("requestLeave", new { employeeId = away.Employee, leaveTypeId = personal, days = new { first = day, last = day }, deputyId = deputy.Employee }, "leaveRequest");
        await boss.Do("approveLeave", new { leaveRequestId = leave }, "leaveRequest { status }");

        var id = await Open(deputy);
        (await world.Decide(deputy, id, "WARNING")).Should().Be("MAY_NOT_SIGN", "the leave has not begun");
        await world.Advance(new DateTimeOffset(day, new TimeOnly(4, 0), TimeSpan.Zero) - now);
        world.Forget();
        await world.Disclose(away, id);
        (await world.Decide(away, id, "WARNING")).Should().Be("MAY_NOT_SIGN", "who is on leave does not sign");
        var signature = await Decide(deputy, id);
        signature["source"]!.GetValue<string>().Should().Be("DEPUTY");
        ((string)signature["signer"]!["id"]!).Should().Be(deputy.Employee);
        ((string)signature["postHolding"]!["employee"]!["id"]!).Should().Be(away.Employee);
        ((string)signature["absence"]!["employee"]!["id"]!).Should().Be(away.Employee);

        var key = NodeId.Decode((string)signature["id"]!).Key;
        foreach (var (changed, why) in new[]
        {
            ($$"""{"signer_id": "{{NodeId.Decode(world.Peer.Employee).Key}}"}""", "another one does not stand in"),
            ($$"""{"signed_at": "{{now:O}}"}""", "the leave had not begun"),
            ($$"""{"source": "POST", "absence_id": null}""", "it is not his own post"),
            ($$"""{"source": "POST", "absence_id": null, "signer_id": "{{NodeId.Decode(away.Employee).Key}}"}""", "who is on leave does not sign"),
        })
        {
            await Refused($"insert into organization.signatures select (jsonb_populate_record(s, '{changed}'::jsonb || jsonb_build_object('id', gen_random_uuid()))).* from organization.signatures s where id = '{key}'", why);
        }
    }

    [Fact]
    public async Task A_signature_for_an_amount_stays_within_the_limit_of_the_post()
    {
        var duty = await world.Make("createDuty", new { code = "PAY", name = "Pay" }, "duty");
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "PAYER", title = "x", validFrom = "2020-01-01", limit = new { amount = "100", currency = "CNY" } }, "post");
        await world.Make("addDutyToPost", new { postId = post, dutyId = duty, validFrom = "2020-01-01" }, "postDuty");
        await world.Make("assignPost", new { postId = post, employeeId = await world.NewEmployee(), validFrom = "2020-01-01" }, "postHolding");
        string Sign(string sum, string limit, string currency = "CNY") => $"""
            insert into organization.signatures (id, version, signer_id, duty_id, record_type, record_id, source, post_holding_id, sum_amount, sum_currency, limit_amount, limit_currency, signed_at)
            select gen_random_uuid(), 1, h.employee_id, '{NodeId.Decode(duty).Key}', 'Payment', gen_random_uuid(), 'POST', h.id, {sum}, '{currency}', {limit}, '{currency}', '{world.Clock.GetUtcNow():O}'
            from organization.post_holdings h where h.post_id = '{NodeId.Decode(post).Key}'
            """;
        await world.AsApp(Sign("100", "100"), System);
        await Refused(Sign("101", "101"), "the post has less");
        await Refused(Sign("100", "100", "EUR"), "a limit is one of its currency");
        var kept = (await world.Admin.Query("""{ signatures(where: { recordType: { eq: "Payment" } }) { nodes { sum { amount currency } limit { amount } } } }"""))["signatures"]!["nodes"]!;
        kept.ToJsonString().Should().Be("""[{"sum":{"amount":"100.0000","currency":"CNY"},"limit":{"amount":"100.0000"}}]""");
    }

    [Fact]
    public async Task A_delegation_is_in_writing()
    {
        (await world.Admin.Refused("delegateAuthority", Delegation(world.Peer, scopeText: " "))).Should().Be("DELEGATION_UNWRITTEN");
        (await world.Admin.Refused("delegateAuthority", Delegation(world.Peer, document: ""))).Should().Be("DELEGATION_UNWRITTEN");
    }

    [Fact]
    public async Task Authority_is_explained_of_those_whose_delegations_one_may_read()
    {
        const string Explain = "query($e: ID!) { explainAuthority(employeeId: $e, duty: \"DISCIPLINE\") { allowed } }";
        var own = await world.Person([("organization.delegation.read", "OWN")], await world.NewEmployee());
        (await own.Send(Explain, new { e = world.Chief.Employee }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("NOT_FOUND");
        (await world.Chief.Client.Send(Explain, new { e = world.Director.Employee }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("NOT_FOUND", "he is of another department");
        (await world.Chief.Client.Query(Explain, new { e = world.Clerk.Employee }))["explainAuthority"]!["allowed"]!.GetValue<bool>().Should().BeTrue();
    }

    /// <summary>Someone beside the line of those concerned, who may know of cases.</summary>
    private async Task<Person> Newcomer(string code, bool withDuty = false)
    {
        // Beside the chief, not below him: equals of the one concerned do not decide.
        var director = (string)(await world.Admin.Query("""{ posts(where: { code: { eq: "DIRECTOR" } }) { nodes { id } } }"""))["posts"]!["nodes"]![0]!["id"]!;
        var post = await world.Post(code, world.Department, director);
        if (withDuty)
        {
            await world.Make("addDutyToPost", new { postId = post, dutyId = world.Duty, validFrom = "2020-01-01" }, "postDuty");
        }

        var person = await world.Person(post);
        await world.Clear(person);
        return person;
    }

    private object Delegation(Person to, string scopeText = "Warnings", string document = "DOC-7") => new
    {
        fromId = world.Director.Employee,
        toId = to.Employee,
        dutyId = world.Duty,
        scopeText,
        document,
        validFrom = world.Clock.GetUtcNow().AddDays(-1),
        validUntil = world.Clock.GetUtcNow().AddDays(30),
    };

    private async Task<string> Open(Person decider)
    {
        var id = await world.Heard(world.Peer);
        await world.Disclose(decider, id);
        return id;
    }

    private async Task<JsonNode> Decided(Person decider) => await Decide(decider, await Open(decider));

    private async Task<JsonNode> Decide(Person decider, string id) => (await decider.Do(
        "decideDisciplineCase", new { disciplineCaseId = id, penaltyId = await world.Penalty("WARNING"), grounds = "x" }, "disciplineCase",
        "signature { id source signer { id } delegation { id } postHolding { employee { id } } absence { employee { id } } }"))["signature"]!;

    private async Task Refused(string sql, string why)
    {
        var act = () => world.AsApp(sql, System);
        (await act.Should().ThrowAsync<PostgresException>(why)).Which.ConstraintName.Should().Be("tr_signatures_authority", why);
    }
}

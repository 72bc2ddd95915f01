using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-10")]
public sealed class AuthorityTests(SuiteWithClock suite) : IClassFixture<SuiteWithClock>, IAsyncLifetime
{
    private string _head = "", _deputy = "", _third = "", _duty = "";

    public async ValueTask InitializeAsync()
    {
        var tag = Guid.NewGuid().ToString("N")[..8];
        async Task<string> Employee(string name) => (string)(await suite.Admin.Do("registerEmployee", new { number = name + tag, name }, "employee { id }"))["employee"]!["id"]!;
        (_head, _deputy, _third) = (await Employee("Head"), await Employee("Deputy"), await Employee("Third"));
        Department = (string)(await suite.Admin.Do("createDepartment", new { code = tag, name = tag, validFrom = "2020-01-01" }, "department { id }"))["department"]!["id"]!;
        var post = (string)(await suite.Admin.Do(
            "createPost", new { departmentId = Department, code = tag, title = "Head", validFrom = "2020-01-01", isHead = true, limit = new { amount = "10000.00", currency = "CNY" } }, "post { id }"))["post"]!["id"]!;
        _duty = "SIGN" + tag;
        var duty = (string)(await suite.Admin.Do("createDuty", new { code = _duty, name = "Sign contracts" }, "duty { id }"))["duty"]!["id"]!;
        DutyId = duty;
        await suite.Admin.Do("addDutyToPost", new { postId = post, dutyId = duty, validFrom = "2020-01-01" }, "postDuty { id }");
        Holding = (string)(await suite.Admin.Do("assignPost", new { postId = post, employeeId = _head, validFrom = "2020-01-01" }, "postHolding { id }"))["postHolding"]!["id"]!;
    }

    private string Department { get; set; } = "";

    private string DutyId { get; set; } = "";

    private string Holding { get; set; } = "";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Authority_comes_with_a_post_up_to_its_limit_at_that_moment()
    {
        (await May(_head, "10000.00")).Should().Be("POST");
        (await May(_head, "10000.01")).Should().BeNull();
        (await May(_head, null)).Should().Be("POST");
        (await May(_head, "1.00", at: "2019-12-31T00:00:00Z")).Should().BeNull("the post was not held then");
        (await May(_head, "1.00", currency: "EUR")).Should().BeNull("a limit is one of its currency");
        (await May(_deputy, null)).Should().BeNull();
    }

    [Fact]
    public async Task A_delegation_is_in_writing_has_an_end_and_never_exceeds_its_delegator()
    {
        object Delegate(string from, string to, string? amount, string until = "2026-04-01T00:00:00Z") => new
        {
            fromId = from,
            toId = to,
            dutyId = DutyId,
            scopeText = "Contracts for office supplies",
            document = "DOC-1",
            validFrom = "2026-03-01T00:00:00Z",
            validUntil = until,
            limit = amount is null ? null : new { amount, currency = "CNY" },
        };
        (await suite.Admin.Refused("delegateAuthority", Delegate(_head, _deputy, "10000.01"))).Should().Be("BEYOND_LIMIT");
        (await suite.Admin.Refused("delegateAuthority", Delegate(_head, _head, "1.00"))).Should().Be("OWN_DELEGATE");
        (await suite.Admin.Refused("delegateAuthority", Delegate(_third, _deputy, "1.00"))).Should().Be("NO_AUTHORITY");
        (await suite.Admin.Refused("delegateAuthority", Delegate(_head, _deputy, "1.00", "2026-03-01T00:00:00Z"))).Should().Be("PERIOD_REVERSED");
        var delegation = (string)(await suite.Admin.Do("delegateAuthority", Delegate(_head, _deputy, "500.00"), "delegation { id limit { amount } }"))["delegation"]!["id"]!;

        (await May(_deputy, "500.00")).Should().Be("DELEGATION");
        (await May(_deputy, "500.01")).Should().BeNull();
        (await May(_deputy, "1.00", at: "2026-04-01T00:00:00Z")).Should().BeNull("its end is over");
        (await suite.Admin.Refused("delegateAuthority", Delegate(_deputy, _third, "1.00"))).Should().Be("NO_AUTHORITY", "what was delegated is not passed on");

        await suite.Admin.Do("revokeDelegation", new { delegationId = delegation }, "delegation { revokedAt }");
        (await May(_deputy, "1.00")).Should().BeNull();
        (await May(_deputy, "1.00", at: "2026-03-20T00:00:00Z")).Should().BeNull("it is taken back for all time to come");
        (await May(_deputy, "500.00", at: "2026-03-01T12:00:00Z")).Should().Be("DELEGATION", "he had it until it was taken back");
        (await May(_deputy, "500.01", at: "2026-03-01T12:00:00Z")).Should().BeNull();
        (await suite.Admin.Refused("revokeDelegation", new { delegationId = delegation })).Should().Be("ALREADY_ENDED");

        await suite.Admin.Do("delegateAuthority", Delegate(_head, _third, "500.00"), "delegation { id }");
        await suite.Admin.Do("endPostHolding", new { postHoldingId = Holding, on = "2026-03-02" }, "postHolding { id }");
        // The delegator now has the duty by a smaller post: what was delegated shrinks with it.
        var smaller = (string)(await suite.Admin.Do(
            "createPost", new { departmentId = Department, code = _duty + "S", title = "Small", validFrom = "2020-01-01", limit = new { amount = "100.00", currency = "CNY" } }, "post { id }"))["post"]!["id"]!;
        await suite.Admin.Do("addDutyToPost", new { postId = smaller, dutyId = DutyId, validFrom = "2020-01-01" }, "postDuty { id }");
        var held = (string)(await suite.Admin.Do("assignPost", new { postId = smaller, employeeId = _head, validFrom = "2026-03-02" }, "postHolding { id }"))["postHolding"]!["id"]!;
        (await May(_third, "100.00")).Should().Be("DELEGATION");
        (await May(_third, "100.01")).Should().BeNull();
        await suite.Admin.Do("endPostHolding", new { postHoldingId = held, on = "2026-03-03" }, "postHolding { id }");
        await suite.Advance(TimeSpan.FromDays(1));
        (await May(_third, "1.00")).Should().BeNull("the delegator does not have it any more");
        foreach (var (sql, constraint) in new[]
        {
            ("insert into organization.delegations (id, version, from_id, to_id, duty_id, scope_text, document, valid_from, valid_until) select gen_random_uuid(), 1, from_id, from_id, duty_id, '', '', valid_from, valid_until from organization.delegations", "ck_delegations_self"),
            ("insert into organization.delegations (id, version, from_id, to_id, duty_id, scope_text, document, valid_from, valid_until) select gen_random_uuid(), 1, from_id, to_id, duty_id, '', '', valid_until, valid_from from organization.delegations", "ck_delegations_period"),
            ("update organization.delegations set valid_until = valid_until + interval '1 year'", "wo_delegations"),
            ("update organization.delegations set limit_amount = limit_amount + 1", "wo_delegations"),
            ("update organization.delegations set scope_text = 'Everything'", "wo_delegations"),
        })
        {
            var act = () => suite.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
        }
    }

    [Fact]
    [Trait("row", "GE-09")]
    public async Task An_absence_does_not_overlap_another_and_nobody_stands_in_for_himself()
    {
        object Away(string from, string until, string? deputy) => new { employeeId = _head, kind = "TRAINING", from, until, deputyId = deputy };
        var absence = (string)(await suite.Admin.Do("recordAbsence", Away("2026-05-01T00:00:00Z", "2026-05-10T00:00:00Z", _deputy), "absence { id deputy { name } }"))["absence"]!["id"]!;
        (await suite.Admin.Refused("recordAbsence", Away("2026-05-09T00:00:00Z", "2026-05-12T00:00:00Z", _deputy))).Should().Be("ABSENT_TWICE");
        (await suite.Admin.Refused("recordAbsence", Away("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z", _head))).Should().Be("OWN_DEPUTY");
        (await suite.Admin.Refused("recordAbsence", Away("2026-06-02T00:00:00Z", "2026-06-01T00:00:00Z", _deputy))).Should().Be("PERIOD_REVERSED");
        await suite.Admin.Do("cancelAbsence", new { absenceId = absence }, "absence { cancelledAt }");
        await suite.Admin.Do("recordAbsence", Away("2026-05-09T00:00:00Z", "2026-05-12T00:00:00Z", null), "absence { id }");
        var twice = () => suite.AsApp("insert into organization.absences (id, version, employee_id, kind, \"from\", until) select gen_random_uuid(), 1, employee_id, kind, \"from\", until from organization.absences where cancelled_at is null", """{"scopes":{"*":"ALL"}}""");
        (await twice.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("ex_absences_overlap");
    }

    private async Task<string?> May(string employee, string? amount, string? at = null, string currency = "CNY")
    {
        var answer = await suite.Admin.Query(
            "query($e: ID!, $d: String!, $at: DateTime, $m: MoneyInput) { explainAuthority(employeeId: $e, duty: $d, at: $at, amount: $m) { allowed proof { source } } }",
            new { e = employee, d = _duty, at, m = amount is null ? null : new { amount, currency } });
        var explained = answer["explainAuthority"]!;
        explained["allowed"]!.GetValue<bool>().Should().Be(explained["proof"] is not null);
        return (string?)explained["proof"]?["source"];
    }
}

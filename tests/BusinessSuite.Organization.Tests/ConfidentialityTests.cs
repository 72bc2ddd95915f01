using System.Text.Json.Nodes;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-12")]
public sealed class ConfidentialityTests(PeopleWorld world) : IClassFixture<PeopleWorld>, IAsyncLifetime
{
    private const string Private = "query($id: ID!) { employee(id: $id) { id version identityNumber bankAccount } }";
    private Person _subject = null!, _reader = null!;
    private string _department = "";

    public async ValueTask InitializeAsync()
    {
        var code = Guid.NewGuid().ToString("N")[..8];
        _department = await world.NewDepartment(code);
        _reader = await world.Person(await world.Post(code + "H", _department, null, isHead: true));
        _subject = await world.Person(await world.Post(code, _department, null), "OWN");
        await world.Admin.Do("recordPersonalData", new { employeeId = _subject.Employee, identityNumber = "330102199001011234", bankAccount = "6222" }, "employee { id }");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_secret_value_needs_clearance_agreement_and_need_to_know_and_is_null_with_an_error_otherwise()
    {
        await Withheld(world.Admin, "a permission for everything clears nobody");
        await Withheld(_reader.Client, "not cleared");
        (await world.Admin.Refused("grantClearance", new { employeeId = _reader.Employee, level = "SECRET", reason = "x", validFrom = "2026-01-01" })).Should().Be("AGREEMENT_MISSING");
        var (agreement, clearance) = await world.Clear(_reader);
        (await Told(_reader.Client)).Should().Be("330102199001011234");
        await world.Clear(world.Director);
        await Withheld(await Everywhere(world.Director), "cleared, but without the need to know");

        await world.Admin.Do("endConfidentialityAgreement", new { confidentialityAgreementId = agreement }, "confidentialityAgreement { endedAt }");
        world.Forget();
        await Withheld(_reader.Client, "the agreement has ended");
        await world.Make("recordConfidentialityAgreement", new { employeeId = _reader.Employee, document = "NDA-2", signedOn = "2026-02-01" }, "confidentialityAgreement");
        world.Forget();
        (await Told(_reader.Client)).Should().NotBeNull();
        await world.Admin.Do("revokeClearance", new { clearanceId = clearance }, "clearance { revokedAt }");
        world.Forget();
        await Withheld(_reader.Client, "the clearance is gone");
        (await Told(_subject.Client)).Should().NotBeNull("it is his own");
    }

    [Fact]
    public async Task A_record_is_disclosed_by_someone_else_for_a_reason_and_a_time()
    {
        var outsider = await world.Person(await world.Post("O" + _department[^8..], await world.NewDepartment("OD" + _department[^8..]), null), "ALL");
        await world.Clear(outsider);
        await Withheld(outsider.Client, "no need to know");
        var account = await world.Account(outsider);
        object Disclose(string? record, string? type, string? until = null) => new { accountId = account, reason = "payroll", recordId = record, recordType = type, validUntil = until };
        (await world.Admin.Refused("discloseRecord", Disclose(world.Duty, null))).Should().Be("NOT_CONFIDENTIAL");
        (await world.Admin.Refused("discloseRecord", Disclose(null, "Nothing"))).Should().Be("NOT_CONFIDENTIAL");
        (await world.Admin.Refused("discloseRecord", Disclose(_subject.Employee, "Employee"))).Should().Be("INVALID");
        (await world.Admin.Refused("discloseRecord", Disclose(null, "Employee", "2026-01-01T00:00:00Z"))).Should().Be("INVALID");
        // PostgreSQL's own clock is past this end already.
        await world.Make("discloseRecord", Disclose(_subject.Employee, null, "2026-05-01T00:00:00Z"), "recordDisclosure");
        await Withheld(outsider.Client, "its end is over");
        var one = await world.Make("discloseRecord", Disclose(_subject.Employee, null), "recordDisclosure");
        (await Told(outsider.Client)).Should().NotBeNull();
        await world.Admin.Do("endDisclosure", new { recordDisclosureId = one }, "recordDisclosure { endedAt }");
        await Withheld(outsider.Client, "taken back");
        await world.Make("discloseRecord", Disclose(null, "Employee"), "recordDisclosure");
        (await Told(outsider.Client)).Should().NotBeNull("all of the type are disclosed");

        var own = (string)(await world.Admin.Query("""{ accounts(where: { userName: { eq: "admin" } }) { nodes { id } } }"""))["accounts"]!["nodes"]![0]!["id"]!;
        (await world.Admin.Refused("discloseRecord", new { accountId = own, reason = "x", recordType = "Employee" })).Should().Be("OWN_DISCLOSURE");
    }

    [Fact]
    public async Task Every_reading_of_a_secret_is_kept_with_who_when_which_record_and_which_fields()
    {
        await world.Clear(_reader);
        var before = await Reads();
        await _reader.Client.Query("query($id: ID!) { employee(id: $id) { id name department { code } } }", new { id = _subject.Employee });
        await Withheld(world.Admin, "withheld");
        (await Reads()).Should().Be(before, "nothing secret was told");
        (await Told(_reader.Client)).Should().NotBeNull();
        var list = await _reader.Client.Query("{ departments { nodes { employees { edges { node { alias: bankAccount } } } } } }");
        list["departments"]!["nodes"]!.AsArray().SelectMany(d => d!["employees"]!["edges"]!.AsArray()).Select(e => (string?)e!["node"]!["alias"]).Should().Contain("6222");

        var account = await world.Account(_reader);
        var kept = (await world.Admin.Query(
            "query($a: ID!) { account(id: $a) { confidentialReads(orderBy: [{ field: AT }]) { nodes { at recordType recordId level fields requestId account { id } } } } }", new { a = account }))["account"]!["confidentialReads"]!["nodes"]!.AsArray();
        var key = Key(_subject.Employee);
        kept.Where(k => (string)k!["recordId"]! == key).Select(k => string.Join(',', k!["fields"]!.AsArray().Select(f => (string)f!)))
            .Should().Equal("bankAccount,identityNumber", "bankAccount");
        kept.Should().OnlyContain(k => (string)k!["recordType"]! == "Employee" && (string)k["level"]! == "SECRET" && k["requestId"] != null && k["at"] != null);

        var change = () => world.AsApp("update suite.confidential_reads set fields = '{}'", """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""");
        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    [Fact]
    public async Task An_answer_that_tells_a_secret_is_marked_and_audit_records_do_not_show_it()
    {
        await world.Clear(_reader, "CORE");
        var answer = await _reader.Client.Send(Private, new { id = _subject.Employee });
        var mark = answer["extensions"]!["confidential"]!;
        ((string)mark["level"]!).Should().Be("SECRET");
        ((string)mark["readBy"]!).Should().StartWith("user-");
        mark["readAt"].Should().NotBeNull();
        answer["extensions"]!["cost"].Should().NotBeNull();
        (await world.Admin.Send(Private, new { id = _subject.Employee }))["extensions"]!["confidential"].Should().BeNull();

        // What an operation answers is guarded and kept alike.
        var reads = await Reads();
        var payload = await world.Admin.Send(Client.Mutation("recordPersonalData", "employee { bankAccount }"), new { input = new { employeeId = _subject.Employee, bankAccount = "7777" } });
        payload["data"]!["recordPersonalData"]!["employee"]!["bankAccount"].Should().BeNull();
        ((string)payload["errors"]![0]!["extensions"]!["code"]!).Should().Be("FORBIDDEN");
        (await Reads()).Should().Be(reads);
        var written = (string)(await world.AsOwner("select string_agg(coalesce(inputs::text, '') || coalesce((select string_agg(c.before::text || c.after::text, '') from suite.audit_changes c where c.entry_id = e.id), ''), '') from suite.audit_entries e where operation = 'recordPersonalData'"))!;
        written.Should().Contain("BankAccount").And.NotContain("7777").And.NotContain("6222").And.NotContain("330102");
    }

    [Fact]
    public async Task A_secret_value_can_be_neither_filtered_nor_ordered_nor_grouped_by()
    {
        foreach (var query in new[]
        {
            """{ employees(where: { bankAccount: { eq: "6222" } }) { totalCount } }""",
            """{ postHoldings(where: { employee: { bankAccount: { contains: "6" } } }) { totalCount } }""",
            "{ employees(orderBy: [{ field: BANK_ACCOUNT }]) { totalCount } }",
            "{ employees { groups(by: [{ field: BANK_ACCOUNT }]) { count } } }",
        })
        {
            var answer = await world.Admin.Send(query);
            answer["data"].Should().BeNull(query);
            ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("INVALID", query);
        }
    }

    [Fact]
    public async Task Nobody_clears_himself()
    {
        await world.Make("recordConfidentialityAgreement", new { employeeId = _reader.Employee, document = "NDA", signedOn = "2026-01-01" }, "confidentialityAgreement");
        var officer = await world.Person([("organization.clearance.administer", "ALL"), ("organization.clearance.read", "ALL"), ("organization.employee.read", "ALL")], _subject.Employee);
        await world.Make("recordConfidentialityAgreement", new { employeeId = _subject.Employee, document = "NDA", signedOn = "2026-01-01" }, "confidentialityAgreement");
        object Grant(string employee, string level) => new { employeeId = employee, level, reason = "x", validFrom = "2026-01-01" };
        (await officer.Refused("grantClearance", Grant(_subject.Employee, "SECRET"))).Should().Be("OWN_CLEARANCE");
        (await officer.Refused("grantClearance", Grant(_reader.Employee, "INTERNAL"))).Should().Be("CLEARANCE_LEVEL");
        await officer.Do("grantClearance", Grant(_reader.Employee, "SECRET"), "clearance { grantedBy { id } }");
    }

    [Fact]
    public async Task Nobody_clears_himself_by_taking_his_account_from_his_employee_for_a_while()
    {
        var officer = await world.Person([("organization.employee.administer", "ALL"), ("organization.employee.read", "ALL"), ("organization.clearance.administer", "ALL")], _subject.Employee);
        var (own, others) = (await world.Account(_subject), await world.NewEmployee());
        object Link(string employeeId, string? accountId) => new { employeeId, accountId };
        (await officer.Refused("linkAccount", Link(_subject.Employee, null))).Should().Be("OWN_ACCOUNT_LINK");
        (await officer.Refused("linkAccount", Link(others, own))).Should().Be("OWN_ACCOUNT_LINK", "he would act as that one");
        var account = (string)(await world.Admin.Do("createServiceAccount", new { userName = "unlinked", displayName = "x" }, "account { id }"))["account"]!["id"]!;
        (await officer.Refused("linkAccount", Link(_subject.Employee, account))).Should().Be("OWN_ACCOUNT_LINK");
        await officer.Do("linkAccount", Link(others, account), "employee { id }");
    }

    [Fact]
    public async Task A_repeated_operation_tells_a_secret_only_to_those_who_may_know_it_by_then_and_it_is_kept_again()
    {
        var head = await world.Person(
            [("organization.employee.administer", "DEPARTMENT"), ("organization.employee.read", "DEPARTMENT"), ("organization.structure.administer", "ALL"), ("organization.structure.read", "ALL")], _reader.Employee);
        var (_, clearance) = await world.Clear(_reader);
        var (key, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        async Task<JsonNode> Send(string idempotencyKey) =>
            await head.Send(Client.Mutation("recordPersonalData", "employee { id version bankAccount }"), new { input = new { employeeId = _subject.Employee, bankAccount = "4242", idempotencyKey } });
        static string Account(JsonNode answer) => (string?)answer["data"]!["recordPersonalData"]!["employee"]!["bankAccount"] ?? "withheld";

        var reads = await Reads();
        var first = await Send(key);
        Account(first).Should().Be("4242");
        var again = await Send(key);
        again["data"]!.ToJsonString().Should().Be(first["data"]!.ToJsonString(), "it took effect once");
        again["extensions"]!["confidential"].Should().NotBeNull();
        (await Reads()).Should().Be(reads + 2);

        // Entities in a list of what an operation did are told anew alike.
        await world.Post("N" + _department[^8..], _department, null);
        var move = new { input = new { validFrom = "2026-05-01", transfer = new[] { new { employeeId = _subject.Employee, postCode = "N" + _department[^8..] } }, idempotencyKey = Guid.NewGuid().ToString() } };
        async Task<string> Moved() => (await head.Send(Client.Mutation("reorganize", "validFrom employees { id bankAccount }"), move))["data"]!.ToJsonString();
        var moved = await Moved();
        moved.Should().Contain("4242");
        (await Moved()).Should().Be(moved);
        (await Reads()).Should().Be(reads + 4);

        await world.Admin.Do("revokeClearance", new { clearanceId = clearance }, "clearance { revokedAt }");
        world.Forget();
        var uncleared = await Send(key);
        Account(uncleared).Should().Be("withheld");
        ((string)uncleared["errors"]![0]!["extensions"]!["code"]!).Should().Be("FORBIDDEN");
        uncleared["extensions"]!["confidential"].Should().BeNull();
        static string Refusal(JsonNode answer) => (string)answer["errors"]![0]!["message"]!;
        Refusal(await Send(other)).Should().Be(Refusal(await Send(other)), "what is withheld is said each time");
        (await Moved()).Should().NotContain("4242");
        (await Reads()).Should().Be(reads + 4);
        ((long)(await world.AsOwner("select count(*) from suite.idempotency where convert_from(payload, 'UTF8') like '%4242%'"))!).Should().Be(0);
    }

    [Fact]
    public async Task What_is_left_out_of_private_data_stays_and_an_empty_text_removes_it()
    {
        async Task<string> Known() => (await _subject.Client.Query("query($id: ID!) { employee(id: $id) { identityNumber bankAccount } }", new { id = _subject.Employee }))["employee"]!.ToJsonString();
        await world.Admin.Do("recordPersonalData", new { employeeId = _subject.Employee, bankAccount = " 7777 " }, "employee { id }");
        (await Known()).Should().Be("""{"identityNumber":"330102199001011234","bankAccount":"7777"}""", "who writes does not see it");
        await world.Admin.Do("recordPersonalData", new { employeeId = _subject.Employee, identityNumber = "" }, "employee { id }");
        (await Known()).Should().Be("""{"identityNumber":null,"bankAccount":"7777"}""");
    }

    private async Task Withheld(Client client, string why)
    {
        var answer = await client.Send(Private, new { id = _subject.Employee });
        answer["data"]!["employee"]!["identityNumber"].Should().BeNull(why);
        answer["errors"]!.AsArray().Select(e => $"{e!["extensions"]!["code"]} {string.Join('.', e["path"]!.AsArray())}").Should().BeEquivalentTo(["FORBIDDEN employee.identityNumber", "FORBIDDEN employee.bankAccount"], why);
        answer["extensions"]!["confidential"].Should().BeNull(why);
    }

    private async Task<string?> Told(Client client) => (string?)(await client.Query(Private, new { id = _subject.Employee }))["employee"]!["identityNumber"];

    /// <summary>The same person with a key whose permissions reach everywhere.</summary>
    private async Task<Client> Everywhere(Person person)
    {
        var account = await world.Account(person);
        var role = await world.Make("createRole", new { name = Guid.NewGuid().ToString("N") }, "role");
        await world.Admin.Do("grantPermission", new { roleId = role, permission = "organization.employee.read", scope = "ALL" }, "role { id }");
        await world.Admin.Do("assignRole", new { accountId = account, roleId = role }, "account { id }");
        world.Forget();
        return person.Client;
    }

    private static string Key(string id) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id)).Split(':')[2];

    private async Task<long> Reads() => (long)(await world.AsOwner("select count(*) from suite.confidential_reads"))!;
}

using System.Globalization;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-11")]
[Trait("row", "GE-12")]
public sealed class DisciplineTests(PeopleWorld world) : IClassFixture<PeopleWorld>, IAsyncLifetime
{
    private const string System = """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""";

    public async ValueTask InitializeAsync()
    {
        await world.Begin();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_case_goes_from_report_over_hearing_and_decision_to_appeal()
    {
        var id = await world.Report(world.Chief);
        (await world.Director.Client.Query("query($id: ID!) { disciplineCase(id: $id) { id } }", new { id }))["disciplineCase"].Should().BeNull("cleared, but of another department");
        (await world.Decide(world.Chief, id, "WARNING")).Should().Be("DECIDER_IS_PARTY", "he reported it");
        await world.Admin.Do("setWorkContact", new { employeeId = world.Peer.Employee, email = "peer@example.org", language = "EN" }, "employee { id }");
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = id, notice = "You were late." }, "disciplineCase { statementDue }");
        var called = (await world.Admin.Query("""{ messages(where: { templateCode: { eq: "organization.confidential-matter" } }) { nodes { subject body aboutId routes { nodes { address } } } } }"""))["messages"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        called["subject"]!.GetValue<string>().Should().Be("A confidential matter waits for you", "which one is secret");
        called["body"]!.GetValue<string>().Should().Contain("until 2026-").And.NotContain("late");
        called["aboutId"].Should().BeNull();
        called["routes"]!["nodes"]!.ToJsonString().Should().Be("""[{"address":"peer@example.org"}]""");
        (await world.Chief.Client.Refused("giveStatement", new { disciplineCaseId = id, statement = "I was not." })).Should().Be("NOT_YOUR_CASE");
        var stated = await world.Peer.Do("giveStatement", new { disciplineCaseId = id, statement = "The train was." }, "disciplineCase", "state statement");
        ((string)stated["state"]!).Should().Be("STATED");

        await world.Disclose(world.Director, id);
        (await world.Decide(world.Clerk, id, "WARNING")).Should().Be("DECIDER_IS_EQUAL", "he reports to the same post");
        (await world.Decide(world.Junior, id, "WARNING")).Should().Be("MAY_NOT_SIGN", "he does not carry the duty");
        var decided = (await world.Director.Client.Do(
            "decideDisciplineCase", new { disciplineCaseId = id, penaltyId = await world.Penalty("WARNING"), grounds = "Late thrice." },
            "disciplineCase { state effectiveFrom effectiveUntil signature { source duty { code } signer { number } postHolding { post { code } } signedAt } }"))["disciplineCase"]!;
        decided["signature"]!["source"]!.GetValue<string>().Should().Be("POST");
        ((string)decided["signature"]!["postHolding"]!["post"]!["code"]!).Should().Be("DIRECTOR");
        ((string)decided["effectiveFrom"]!).Should().Be(Day());
        ((string)decided["effectiveUntil"]!).Should().Be(Day(years: 1));

        (await world.Clerk.Client.Refused("appealDecision", new { disciplineCaseId = id, grounds = "x" })).Should().Be("NOT_YOUR_CASE");
        await world.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "It was twice." }, "disciplineCase { state }");
        (await world.Director.Client.Refused("decideAppeal", new { disciplineCaseId = id, outcome = "UPHELD" })).Should().Be("APPEAL_BY_DECIDER");
        (await Record(world.Peer, Day())).Should().Contain(id);
    }

    [Fact]
    public async Task An_appeal_makes_it_milder_or_annuls_it_and_never_worse()
    {
        var id = await Decided(world.Peer, "DEMOTION", world.Director);
        await world.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "Too hard." }, "disciplineCase { state }");
        object Judge(string outcome, string? penalty) => new { disciplineCaseId = id, outcome, reducedToId = penalty, grounds = "Once only." };
        (await world.Chief.Client.Refused("decideAppeal", Judge("REDUCED", null))).Should().Be("APPEAL_NOT_MILDER");
        (await world.Chief.Client.Refused("decideAppeal", Judge("UPHELD", await world.Penalty("WARNING")))).Should().Be("APPEAL_NOT_MILDER");
        (await world.Chief.Client.Refused("decideAppeal", Judge("REDUCED", await world.Penalty("DEMOTION")))).Should().Be("APPEAL_NOT_MILDER");
        var final = await world.Chief.Do("decideAppeal", Judge("REDUCED", await world.Penalty("WARNING")), "disciplineCase", "state reducedTo { code } effectiveUntil");
        final.ToJsonString().Should().Be($$"""{"state":"FINAL","reducedTo":{"code":"WARNING"},"effectiveUntil":"{{Day(years: 1)}}"}""");
    }

    [Fact]
    public async Task A_milder_penalty_that_holds_for_longer_by_the_scale_ends_when_the_one_before_would_have()
    {
        await using var own = await Office(6, 24);
        var id = await own.Heard(own.Peer);
        await own.Disclose(own.Director, id);
        (await own.Decide(own.Director, id, "DEMOTION")).Should().BeNull();
        await own.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "Too hard." }, "disciplineCase { state }");
        var final = await own.Chief.Do("decideAppeal", new { disciplineCaseId = id, outcome = "REDUCED", reducedToId = await own.Penalty("WARNING"), grounds = "x" }, "disciplineCase", "effectiveFrom effectiveUntil");
        DateOnly.Parse((string)final["effectiveUntil"]!, CultureInfo.InvariantCulture).Should().Be(DateOnly.Parse((string)final["effectiveFrom"]!, CultureInfo.InvariantCulture).AddMonths(6));
    }

    [Fact]
    public async Task A_penalty_that_ran_out_while_the_appeal_was_pending_is_annulled_too()
    {
        await using var own = await Office(1, 1);
        var id = await own.Heard(own.Peer);
        await own.Disclose(own.Director, id);
        (await own.Decide(own.Director, id, "DEMOTION")).Should().BeNull();
        await own.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "It was not me." }, "disciplineCase { state }");
        await own.Advance(TimeSpan.FromDays(40));
        own.Forget();
        var annulled = await own.Chief.Do("decideAppeal", new { disciplineCaseId = id, outcome = "ANNULLED", grounds = "x" }, "disciplineCase", "state effectiveFrom effectiveUntil");
        DateOnly.Parse((string)annulled["effectiveUntil"]!, CultureInfo.InvariantCulture).Should().Be(DateOnly.Parse((string)annulled["effectiveFrom"]!, CultureInfo.InvariantCulture).AddMonths(1));
    }

    [Fact]
    public async Task An_appeal_is_not_decided_by_the_authority_of_who_decided_first()
    {
        await using var own = await Office(6, 6);
        var id = await own.Heard(own.Peer);
        (await own.Decide(own.Chief, id, "WARNING")).Should().BeNull();
        await own.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "x" }, "disciplineCase { state }");
        object Judge() => new { disciplineCaseId = id, outcome = "UPHELD", grounds = "x" };
        await own.Disclose(own.Personnel, id);
        (await own.Personnel.Client.Refused("decideAppeal", Judge())).Should().Be("MAY_NOT_SIGN");
        var sick = (await own.Admin.Query("""{ leaveTypes(where: { code: { eq: "SICK" } }) { nodes { id } } }"""))["leaveTypes"]!["nodes"]![0]!["id"]!;
        var day = DateOnly.FromDateTime(own.Clock.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var leave = await own.Make("requestLeave", new { employeeId = own.Chief.Employee, leaveTypeId = (string)sick!, days = new { first = day, last = day } }, "leaveRequest");
        var approver = await own.Person(new[] { "leave.approve", "leave.read", "employee.read" }.Select(p => ($"organization.{p}", "ALL")), await own.NewEmployee());
        await approver.Do("approveLeave", new { leaveRequestId = leave, deputyId = own.Personnel.Employee }, "leaveRequest { status }");
        own.Forget();
        (await own.Personnel.Client.Refused("decideAppeal", Judge())).Should().Be("APPEAL_BY_DECIDER", "he would decide in the place of who decided");
        await own.Disclose(own.Director, id);
        await own.Director.Client.Do("decideAppeal", Judge(), "disciplineCase { state }");
    }

    [Fact]
    public async Task Nobody_is_punished_unheard_unless_the_term_for_a_statement_has_passed()
    {
        var id = await world.Report(world.Clerk, about: world.Peer);
        (await world.Decide(world.Chief, id, "WARNING")).Should().Be("ILLEGAL_STATE", "the employee does not know yet");
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = id, notice = "x" }, "disciplineCase { id }");
        (await world.Decide(world.Chief, id, "WARNING")).Should().Be("NOT_HEARD");
        await Sql("update organization.discipline_cases set state = 'DECIDED', decided_at = notified_at + interval '1 hour', decider_id = (select id from organization.employees where number = 'P001'), penalty_id = (select id from organization.penalties limit 1), signature_id = (select id from organization.signatures limit 1) where state = 'NOTIFIED'", "ck_discipline_cases_hearing", "ck_discipline_cases_decision");
        await world.Advance(TimeSpan.FromDays(6));
        world.Forget();
        (await world.Decide(world.Chief, id, "WARNING")).Should().Be("NOT_HEARD", "nothing proves that the notice reached him");
        (await world.Chief.Client.Refused("acknowledgeNotice", new { disciplineCaseId = id })).Should().Be("NOT_YOUR_CASE");
        var known = await world.Peer.Do("acknowledgeNotice", new { disciplineCaseId = id }, "disciplineCase", "state noticeReachedBy noticeReachedAt statementDue");
        ((DateTimeOffset)known["statementDue"]! - (DateTimeOffset)known["noticeReachedAt"]!).Should().Be(TimeSpan.FromDays(5));
        ((string)known["noticeReachedBy"]!).Should().Be("ACKNOWLEDGED");
        (await world.Chief.Client.Refused("recordNoticeHandover", new { disciplineCaseId = id, evidence = "receipt" })).Should().Be("NOTICE_REACHED");
        (await world.Decide(world.Chief, id, "WARNING")).Should().Be("NOT_HEARD", "the term runs from then");
        await Sql("update organization.discipline_cases set statement_due = statement_due - interval '1 day' where state = 'NOTIFIED' and statement_due is not null", "wo_discipline_cases");
        await world.Advance(TimeSpan.FromDays(6));
        world.Forget();
        (await world.Decide(world.Chief, id, "WARNING")).Should().BeNull();
    }

    [Fact]
    public async Task The_penalty_is_on_the_scale_of_the_day_of_the_deed()
    {
        (await world.Admin.Refused("publishPenaltyScale", Cases.Scale("2026-01-01", 6))).Should().Be("SCALE_RETROACTIVE");
        (await world.Admin.Refused("publishPenaltyScale", Cases.Scale("2019-01-01", 6))).Should().Be("SCALE_RETROACTIVE");
        var id = await world.Report(world.Clerk, about: world.Peer);
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = id, notice = "x" }, "disciplineCase { id }");
        await world.Peer.Client.Do("giveStatement", new { disciplineCaseId = id, statement = "x" }, "disciplineCase { id }");
        var later = await world.Scale("2030-01-01", 6);
        var other = (string)(await world.Admin.Query("query($id: ID!) { penaltyScale(id: $id) { penalties { nodes { id } } } }", new { id = later }))["penaltyScale"]!["penalties"]!["nodes"]![0]!["id"]!;
        (await world.Chief.Client.Refused("decideDisciplineCase", new { disciplineCaseId = id, penaltyId = other, grounds = "x" })).Should().Be("PENALTY_NOT_ON_SCALE");
        await Sql("update organization.penalties set severity = 9", (string?)null);
        (await world.Decide(world.Chief, id, "WARNING")).Should().BeNull();
    }

    [Fact]
    public async Task A_penalty_leaves_the_active_record_when_its_time_is_over()
    {
        var id = await Decided(world.Junior, "WARNING", world.Chief);
        (await Record(world.Junior, "2027-03-01")).Should().Equal(id);
        (await Record(world.Junior, "2027-03-20")).Should().BeEmpty("as of then it is over");
        (await Record(world.Junior, "2020-01-01")).Should().BeEmpty();
        await world.Tick("organization.expire-penalties", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await State(id)).Should().Be("DECIDED");
        await world.Tick("organization.expire-penalties", new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero));
        (await State(id)).Should().Be("EXPIRED");

        async Task<string> State(string of) => (string)(await world.Junior.Client.Query("query($id: ID!) { disciplineCase(id: $id) { state } }", new { id = of }))["disciplineCase"]!["state"]!;
    }

    [Fact]
    public async Task A_case_is_seen_by_the_one_concerned_and_those_who_are_cleared_and_need_to_know()
    {
        var id = await world.Report(world.Chief, about: world.Junior);
        var uncleared = await world.Person(await world.Post("X" + id[^6..], world.Department, null, isHead: true));
        await Seen((world.Junior.Client, false, "he was not told yet, cleared as he is"), (world.Chief.Client, true, "of his department"), (uncleared.Client, false, "not cleared"), (world.Personnel.Client, false, "neither"), (world.Admin, false, "a permission for everything clears nobody"));
        var junior = NodeId.Decode(world.Junior.Employee).Key;
        (await world.AsApp($"select count(*) from organization.discipline_cases where employee_id = '{junior}'", $$"""{"scopes":{"*":"ALL"},"clearance":"CORE","employee":"{{junior}}"}""")).Should().Be(0L);
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = id, notice = "You were late." }, "disciplineCase { id }");
        await Seen((world.Junior.Client, true, "his own"));

        (await world.Admin.Query("{ disciplineCases { totalCount } }"))["disciplineCases"]!["totalCount"]!.GetValue<int>().Should().Be(0);
        var rows = await world.AsApp("select count(*) from organization.discipline_cases", """{"scopes":{"*":"ALL"},"user":"00000000-0000-0000-0000-000000000001"}""");
        rows.Should().Be(0L, "PostgreSQL shows them to nobody else either");
        var told = (string)(await world.AsOwner("select string_agg(distinct record_type || ' ' || level, ',') from suite.confidential_reads where 'report' = any(fields)"))!;
        told.Should().Be("DisciplineCase SECRET");
        var audit = (string)(await world.AsOwner("select string_agg(after::text, '') from suite.audit_changes where record_type = 'DisciplineCase'"))!;
        audit.Should().NotContain("Was late");

        async Task Seen(params (Client Client, bool Sees, string Why)[] askers)
        {
            foreach (var (client, sees, why) in askers)
            {
                var seen = await client.Query("query($id: ID!) { disciplineCase(id: $id) { report } node(id: $id) { id } }", new { id });
                (seen["disciplineCase"] is not null).Should().Be(sees, why);
                (seen["node"] is not null).Should().Be(sees, why);
            }
        }
    }

    [Fact]
    public async Task Audit_records_of_a_secret_case_tell_neither_who_accused_whom_nor_what_came_of_it()
    {
        var id = await Decided(world.Peer, "WARNING", world.Chief);
        await world.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "x" }, "disciplineCase { id }");
        var changes = (string)(await world.AsOwner($"select string_agg(concat(before::text, after::text), ' ') from suite.audit_changes where record_id = '{NodeId.Decode(id).Key}'"))!;
        var inputs = (string)(await world.AsOwner("select string_agg(inputs::text, ' ') from suite.audit_entries where operation in ('reportMisconduct', 'decideDisciplineCase')"))!;
        var penalty = NodeId.Decode(await world.Penalty("WARNING")).Key.ToString();
        foreach (var secret in new[] { NodeId.Decode(world.Peer.Employee).Key.ToString(), NodeId.Decode(world.Clerk.Employee).Key.ToString(), penalty, "NOTIFIED", "DECIDED", "2026-02-27" })
        {
            changes.Should().NotContain(secret);
        }

        changes.Should().Contain("\"DecidedAt\": \"20").And.Contain("\"Level\": \"SECRET\"").And.Contain("\"PenaltyId\": \"•••\"");
        inputs.Should().NotContain(world.Peer.Employee).And.NotContain(NodeId.Decode(world.Peer.Employee).Key.ToString()).And.NotContain("2026-02-27").And.NotContain(penalty).And.Contain(NodeId.Decode(id).Key.ToString());
    }

    /// <summary>A department of its own with a scale by which penalties last so many months.</summary>
    private static async Task<PeopleWorld> Office(int demotion, int warning)
    {
        var office = new PeopleWorld();
        await office.InitializeAsync();
        await office.Make("publishPenaltyScale", new
        {
            validFrom = "2020-01-01",
            penalties = new[]
            {
                new { code = "WARNING", name = "警告", appliesTo = "Lateness", severity = 1, expiresAfterMonths = warning },
                new { code = "DEMOTION", name = "降职", appliesTo = "Negligence", severity = 3, expiresAfterMonths = demotion },
            },
        }, "penaltyScale");
        foreach (var person in new[] { office.Chief, office.Clerk, office.Peer, office.Director, office.Personnel })
        {
            await office.Clear(person);
        }

        return office;
    }

    private string Day(int years = 0) => DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime).AddYears(years).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<string> Decided(Person about, string penalty, Person decider)
    {
        var id = await world.Heard(about);
        await world.Disclose(world.Director, id);
        (await world.Decide(decider, id, penalty)).Should().BeNull();
        return id;
    }

    private static async Task<List<string>> Record(Person person, string asOf) =>
        [.. (await person.Client.Query("query($id: ID!, $at: Date!) { employee(id: $id) { disciplineCases(asOf: $at) { nodes { id } } } }", new { id = person.Employee, at = asOf }))["employee"]!["disciplineCases"]!["nodes"]!.AsArray().Select(c => (string)c!["id"]!)];

    private async Task Sql(string sql, params string?[] constraints)
    {
        var act = () => world.AsApp(sql, System);
        var refused = (await act.Should().ThrowAsync<PostgresException>(sql)).Which;
        constraints.Should().Contain(refused.ConstraintName, refused.MessageText);
    }
}

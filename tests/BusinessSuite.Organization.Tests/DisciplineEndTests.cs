using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Organization.Tests;

/// <summary>Such a department whose mail arrives.</summary>
public sealed class PeopleWorldWithMail : PeopleWorld
{
    private MailServer _mail = null!;

    protected override string[] Settings => [.. base.Settings, $"--Messages:Mail:Port={_mail.Port}", "--Messages:Mail:Security=None"];

    public override async ValueTask InitializeAsync()
    {
        _mail = await MailServer.Start();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _mail.DisposeAsync();
    }
}

[Trait("row", "GE-11")]
public sealed class DisciplineEndTests(PeopleWorldWithMail world) : IClassFixture<PeopleWorldWithMail>, IAsyncLifetime
{
    private const string Reached = "state noticeReachedBy noticeEvidence noticeRecordedBy { id } statementDue";

    public async ValueTask InitializeAsync() => await world.Begin();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_term_for_a_statement_runs_from_when_the_message_arrived()
    {
        await world.Admin.Do("setWorkContact", new { employeeId = world.Junior.Employee, email = "junior@example.org" }, "employee { id }");
        var id = await Notified(world.Junior);
        (await Case(id))["statementDue"].Should().BeNull("nothing has arrived yet");
        await world.DeliverMessages();
        var called = await Case(id);
        ((string)called["noticeReachedBy"]!).Should().Be("MESSAGE");
        ((DateTimeOffset)called["statementDue"]!).Should().BeCloseTo(world.Clock.GetUtcNow().AddDays(5), TimeSpan.FromMinutes(1));
        (await world.Decide(world.Chief, id, "WARNING")).Should().Be("NOT_HEARD");
        await world.Advance(TimeSpan.FromDays(6));
        world.Forget();
        (await world.Decide(world.Chief, id, "WARNING")).Should().BeNull();
    }

    [Fact]
    public async Task A_notice_that_was_handed_over_has_evidence_and_who_recorded_it()
    {
        var id = await Notified(world.Peer);
        (await world.Chief.Client.Refused("recordNoticeHandover", new { disciplineCaseId = id, evidence = " " })).Should().Be("NOTICE_EVIDENCE_MISSING");
        var handed = await world.Chief.Do("recordNoticeHandover", new { disciplineCaseId = id, evidence = "Receipt 12" }, "disciplineCase", Reached);
        ((string)handed["noticeEvidence"]!).Should().Be("Receipt 12");
        ((string)handed["noticeRecordedBy"]!["id"]!).Should().Be(world.Chief.Employee);
        handed["statementDue"].Should().NotBeNull();
        (await world.Peer.Client.Refused("acknowledgeNotice", new { disciplineCaseId = id })).Should().Be("NOTICE_REACHED");
        await world.Peer.Client.Do("giveStatement", new { disciplineCaseId = id, statement = "x" }, "disciplineCase { id }");
        (await world.Chief.Client.Refused("recordNoticeHandover", new { disciplineCaseId = id, evidence = "Receipt 13" })).Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    public async Task A_case_is_dismissed_with_a_reason_by_someone_above_and_who_was_told_of_it_is_told_of_the_end()
    {
        var id = await world.Report(world.Peer, world.Clerk);
        (await world.Junior.Client.Refused("dismissDisciplineCase", new { disciplineCaseId = id, reason = "x" })).Should().Be("DECIDER_IS_EQUAL", "he stands below");
        (await world.Peer.Client.Refused("dismissDisciplineCase", new { disciplineCaseId = id, reason = "x" })).Should().Be("DECIDER_IS_PARTY");
        (await world.Chief.Client.Refused("dismissDisciplineCase", new { disciplineCaseId = id })).Should().Be("DISMISSAL_UNEXPLAINED");
        (await world.Chief.Client.Refused("dismissDisciplineCase", new { disciplineCaseId = id, reason = " " })).Should().Be("DISMISSAL_UNEXPLAINED");
        await world.Admin.Do("setWorkContact", new { employeeId = world.Clerk.Employee, email = "clerk@example.org" }, "employee { id }");
        var before = await Called("clerk@example.org");
        var ended = await world.Chief.Do("dismissDisciplineCase", new { disciplineCaseId = id, reason = "He was ill." }, "disciplineCase", "state dismissalReason dismissedBy { id } dismissedAt");
        ((string)ended["state"]!).Should().Be("DISMISSED");
        ((string)ended["dismissalReason"]!).Should().Be("He was ill.");
        ((string)ended["dismissedBy"]!["id"]!).Should().Be(world.Chief.Employee);
        ended["dismissedAt"].Should().NotBeNull();
        (await Called("clerk@example.org")).Should().Be(before, "he was never told of the case");

        var told = await world.Report(world.Peer, world.Clerk);
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = told, notice = "x" }, "disciplineCase { id }");
        await world.Chief.Client.Do("dismissDisciplineCase", new { disciplineCaseId = told, reason = "He was ill." }, "disciplineCase { id }");
        (await Called("clerk@example.org")).Should().Be(before + 2, "of the case and of its end");
    }

    [Fact]
    public async Task An_appeal_is_signed_by_who_carries_the_duty_and_can_annul_the_penalty()
    {
        var id = await Decided();
        await world.Peer.Client.Do("appealDecision", new { disciplineCaseId = id, grounds = "It was not me." }, "disciplineCase { state }");
        (await world.Junior.Client.Refused("decideAppeal", new { disciplineCaseId = id, outcome = "ANNULLED", grounds = "x" })).Should().Be("MAY_NOT_SIGN", "he does not carry the duty");
        (await world.Chief.Client.Refused("decideAppeal", new { disciplineCaseId = id, outcome = "ANNULLED" })).Should().Be("APPEAL_UNEXPLAINED");
        (await world.Chief.Client.Refused("decideAppeal", new { disciplineCaseId = id, outcome = "ANNULLED", grounds = " " })).Should().Be("APPEAL_UNEXPLAINED");
        var annulled = await world.Chief.Do("decideAppeal", new { disciplineCaseId = id, outcome = "ANNULLED", grounds = "It was another." }, "disciplineCase", "state appealGrounds effectiveFrom effectiveUntil appealSignature { source level signer { id } }");
        ((string)annulled["appealGrounds"]!).Should().Be("It was another.");
        ((string)annulled["state"]!).Should().Be("ANNULLED");
        ((string)annulled["effectiveUntil"]!).Should().Be((string)annulled["effectiveFrom"]!, "it ends on the day that it began");
        annulled["appealSignature"]!.ToJsonString().Should().Be($$$"""{"source":"POST","level":"SECRET","signer":{"id":"{{{world.Chief.Employee}}}"}}""");
    }

    [Fact]
    public async Task An_appeal_comes_within_its_term()
    {
        var id = await Decided();
        await world.Advance(TimeSpan.FromDays(16));
        world.Forget();
        (await world.Chief.Client.Refused("acknowledgeDecision", new { disciplineCaseId = id })).Should().Be("NOT_YOUR_CASE");
        var known = await world.Peer.Do("acknowledgeDecision", new { disciplineCaseId = id }, "disciplineCase", "decisionReachedBy decisionReachedAt appealDue");
        ((string)known["decisionReachedBy"]!).Should().Be("ACKNOWLEDGED");
        ((DateTimeOffset)known["appealDue"]! - (DateTimeOffset)known["decisionReachedAt"]!).Should().Be(TimeSpan.FromDays(15), "nothing proved before that it had reached him");
        (await world.Peer.Client.Refused("acknowledgeDecision", new { disciplineCaseId = id })).Should().Be("DECISION_REACHED");
        await world.Advance(TimeSpan.FromDays(16));
        world.Forget();
        (await world.Peer.Client.Refused("appealDecision", new { disciplineCaseId = id, grounds = "x" })).Should().Be("APPEAL_LATE");
    }

    [Fact]
    public async Task A_decision_reaches_the_employee_by_mail_or_by_hand_or_he_appeals()
    {
        const string Reached = "state decisionReachedBy decisionEvidence decisionRecordedBy { id } appealDue";
        var handed = await Decided();
        (await world.Chief.Client.Refused("recordDecisionHandover", new { disciplineCaseId = handed, evidence = " " })).Should().Be("DECISION_EVIDENCE_MISSING");
        (await world.Clerk.Client.Refused("recordDecisionHandover", new { disciplineCaseId = handed, evidence = "x" })).Should().Be("RECORDER_IS_PARTY");
        var proof = await world.Chief.Do("recordDecisionHandover", new { disciplineCaseId = handed, evidence = "Receipt 14" }, "disciplineCase", Reached);
        ((string)proof["decisionEvidence"]!).Should().Be("Receipt 14");
        ((string)proof["decisionRecordedBy"]!["id"]!).Should().Be(world.Chief.Employee);
        proof["appealDue"].Should().NotBeNull();

        var appealed = await world.Peer.Do("appealDecision", new { disciplineCaseId = await Decided(), grounds = "x" }, "disciplineCase", Reached);
        ((string)appealed["decisionReachedBy"]!).Should().Be("ACKNOWLEDGED", "who appeals knows it");

        await world.Admin.Do("setWorkContact", new { employeeId = world.Peer.Employee, email = "peer@example.org" }, "employee { id }");
        var mailed = await Decided();
        (await world.Peer.Client.Query("query($id: ID!) { disciplineCase(id: $id) { appealDue } }", new { id = mailed }))["disciplineCase"]!["appealDue"].Should().BeNull();
        await world.DeliverMessages();
        var told = (await world.Peer.Client.Query($"query($id: ID!) {{ disciplineCase(id: $id) {{ {Reached} }} }}", new { id = mailed }))["disciplineCase"]!;
        ((string)told["decisionReachedBy"]!).Should().Be("MESSAGE");
        told["appealDue"].Should().NotBeNull();
        await world.Admin.Do("setWorkContact", new { employeeId = world.Peer.Employee, email = "" }, "employee { id }");
    }

    [Fact]
    public async Task No_party_records_what_was_said_or_handed_over_and_a_statement_says_something()
    {
        var id = await Notified(world.Peer);
        (await world.Clerk.Client.Refused("recordNoticeHandover", new { disciplineCaseId = id, evidence = "x" })).Should().Be("RECORDER_IS_PARTY", "he reported it");
        (await world.Clerk.Client.Refused("recordHearing", new { disciplineCaseId = id, statement = "I did it.", minutes = "M" })).Should().Be("RECORDER_IS_PARTY");
        (await world.Peer.Client.Refused("recordHearing", new { disciplineCaseId = id, statement = "x", minutes = "M" })).Should().Be("RECORDER_IS_PARTY");
        (await world.Chief.Client.Refused("recordHearing", new { disciplineCaseId = id, statement = " ", minutes = "M" })).Should().Be("STATEMENT_EMPTY");
        (await world.Peer.Client.Refused("giveStatement", new { disciplineCaseId = id, statement = " " })).Should().Be("STATEMENT_EMPTY");
        var heard = await world.Chief.Do("recordHearing", new { disciplineCaseId = id, statement = "x", minutes = "M" }, "disciplineCase", "statementRecordedBy { id }");
        ((string)heard["statementRecordedBy"]!["id"]!).Should().Be(world.Chief.Employee);
    }

    [Fact]
    public async Task Who_stands_below_the_head_of_a_department_does_not_decide_about_him_without_a_reporting_line_either()
    {
        var department = await world.NewDepartment("UNLINED");
        var head = await world.Person(await world.Post("UNLINED-HEAD", department, null, isHead: true));
        var (one, other) = (await world.Person(await world.Post("UNLINED-ONE", department, null)), await world.Person(await world.Post("UNLINED-TWO", department, null)));
        foreach (var person in new[] { head, one, other })
        {
            await world.Clear(person);
        }

        (await one.Client.Refused("dismissDisciplineCase", new { disciplineCaseId = await world.Report(other, head), reason = "x" })).Should().Be("DECIDER_IS_EQUAL", "he stands below");
        (await one.Client.Refused("dismissDisciplineCase", new { disciplineCaseId = await world.Report(head, other), reason = "x" })).Should().Be("DECIDER_IS_EQUAL", "he has the same superior");
        await head.Client.Do("dismissDisciplineCase", new { disciplineCaseId = await world.Report(one, other), reason = "x" }, "disciplineCase { id }");
    }

    [Fact]
    [Trait("row", "GE-12")]
    public async Task The_signature_of_a_secret_case_is_a_secret_as_well()
    {
        var id = await Decided();
        (await world.Admin.Query("{ signatures { nodes { recordType } } }"))["signatures"]!["nodes"]!.AsArray().Should().BeEmpty("a permission for everything clears nobody");
        (await world.Director.Client.Query("query($id: ID!) { disciplineCase(id: $id) { signature { recordType level } } }", new { id }))["disciplineCase"]!["signature"]!.ToJsonString()
            .Should().Be("""{"recordType":"DisciplineCase","level":"SECRET"}""");
    }

    [Fact]
    public async Task What_is_said_by_word_of_mouth_is_heard_with_minutes()
    {
        var id = await Notified(world.Peer);
        (await world.Chief.Client.Refused("recordHearing", new { disciplineCaseId = id, statement = "The train was.", minutes = " " })).Should().Be("INVALID");
        var heard = await world.Chief.Do("recordHearing", new { disciplineCaseId = id, statement = "The train was.", minutes = "Minutes 4" }, "disciplineCase", "state statement");
        heard.ToJsonString().Should().Be("""{"state":"STATED","statement":"The train was. (Minutes 4)"}""");
        (await world.Decide(world.Chief, id, "WARNING")).Should().BeNull("he was heard");
    }

    [Fact]
    public async Task Without_a_scale_on_the_day_of_the_deed_nothing_goes_on()
    {
        var id = await world.Report(world.Clerk, world.Peer, "2019-12-31");
        (await world.Chief.Client.Refused("notifyOfReproach", new { disciplineCaseId = id, notice = "x" })).Should().Be("SCALE_MISSING");
    }

    private async Task<string> Notified(Person about)
    {
        var id = await world.Report(world.Clerk, about);
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = id, notice = "x" }, "disciplineCase { id }");
        return id;
    }

    private async Task<string> Decided()
    {
        var id = await world.Heard(world.Peer);
        await world.Disclose(world.Director, id);
        (await world.Decide(world.Director, id, "WARNING")).Should().BeNull();
        return id;
    }

    private async Task<JsonNode> Case(string id) => (await world.Chief.Client.Query($"query($id: ID!) {{ disciplineCase(id: $id) {{ {Reached} }} }}", new { id }))["disciplineCase"]!;

    private async Task<long> Called(string address) =>
        (long)(await world.AsOwner($"select count(*) from suite.message_routes where address = '{address}'"))!;
}

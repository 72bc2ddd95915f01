using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-13")]
public sealed class PolicyTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Fact]
    public async Task Everyone_acknowledges_each_version_for_himself_and_who_does_not_is_listed()
    {
        var policy = await world.Make("createPolicy", new { code = "HR-1", title = "Working hours" }, "policy");
        (await world.Admin.Refused("createPolicy", new { code = "HR-1", title = "x" })).Should().Be("POLICY_CODE_TAKEN");
        var first = await Publish(policy, "2026-03-01", ("1", "Work begins at 9."));
        var second = await Publish(policy, "2026-03-10", ("1", "Work begins at 8."));
        (await world.Admin.Refused("publishPolicyVersion", New(policy, "2026-03-10", ("1", "x")))).Should().Be("POLICY_BACKWARD");
        (await world.Admin.Refused("publishPolicyVersion", New(policy, "2026-04-10", ("1", "x"), ("1", "y")))).Should().Be("CLAUSE_TWICE");

        var (mine, due) = await Asked(world.Clerk, first);
        due.Should().Be("2026-03-07", "five days from now, since it is in force already");
        (await Asked(world.Clerk, second)).Due.Should().Be("2026-03-15");
        (await world.Peer.Client.Refused("acknowledgePolicy", new { acknowledgementId = mine })).Should().BeOneOf("NOT_YOURS_TO_ACKNOWLEDGE", "NOT_FOUND");
        (await world.Admin.Refused("acknowledgePolicy", new { acknowledgementId = mine })).Should().Be("NOT_YOURS_TO_ACKNOWLEDGE");
        await world.Clerk.Client.Do("acknowledgePolicy", new { acknowledgementId = mine }, "acknowledgement { acknowledgedAt }");
        (await world.Clerk.Client.Refused("acknowledgePolicy", new { acknowledgementId = mine })).Should().Be("ACKNOWLEDGED");

        (await Overdue("2026-03-07", first)).Should().BeEmpty();
        var late = await Overdue("2026-03-09", first);
        late.Should().Contain(world.Peer.Employee).And.NotContain(world.Clerk.Employee);
        (await Overdue("2026-03-16", second)).Should().Contain(world.Clerk.Employee, "each version for itself");
    }

    [Fact]
    public async Task Who_joins_is_asked_for_what_is_in_force_or_to_come()
    {
        var policy = await world.Make("createPolicy", new { code = "HR-2", title = "Secrets" }, "policy");
        var old = await Publish(policy, "2026-01-01", ("1", "a"));
        var current = await Publish(policy, "2026-02-01", ("1", "b"));
        var coming = await Publish(policy, "2026-12-01", ("1", "c"));
        var newcomer = await world.NewEmployee();
        (await AskedOf(newcomer)).Should().Contain([current, coming]).And.NotContain(old);
    }

    [Fact]
    public async Task A_new_version_shows_what_it_changed_word_by_word_and_in_chinese_by_characters()
    {
        var policy = await world.Make("createPolicy", new { code = "HR-3", title = "Discipline" }, "policy");
        await Publish(policy, "2026-01-01", ("1", "Leave is requested in writing."), ("2", "员工应当遵守劳动纪律。"), ("3", "Gone."));
        var version = await Publish(policy, "2026-02-01", ("1", "Leave is requested in time and in writing."), ("2", "员工必须遵守劳动纪律。"), ("4", "New."));
        var changes = (await world.Admin.Query("query($v: ID!) { policyDifference(versionId: $v) { number change pieces { change text } } }", new { v = version }))["policyDifference"]!.AsArray();
        changes.Select(c => $"{c!["number"]} {c["change"]} {string.Concat(c["pieces"]!.AsArray().Select(Shown))}").Should().Equal(
            "1 CHANGED Leave is requested in +[time and in ]writing.",
            "2 CHANGED 员工-[应当]+[必须]遵守劳动纪律。",
            "4 ADDED +[New.]",
            "3 REMOVED -[Gone.]");
    }

    [Fact]
    public async Task Who_joins_again_is_asked_for_what_was_published_meanwhile()
    {
        var policy = await world.Make("createPolicy", new { code = "HR-4", title = "Travel" }, "policy");
        var known = await Publish(policy, "2026-01-01", ("1", "a"));
        var (employee, post) = (await world.NewEmployee(), await world.Post("HR-4", world.Department, null));
        await Change("LEAVING", null);
        var missed = await Publish(policy, "2026-02-01", ("1", "b"));
        (await AskedOf(employee)).Should().Contain(known).And.NotContain(missed);
        await Change("JOINING", post);
        (await AskedOf(employee)).Should().Contain([known, missed]).And.OnlyHaveUniqueItems();
        (await Overdue("2026-03-20", missed)).Should().Contain(employee);

        async Task Change(string kind, string? postId) => await world.Admin.Do(
            "completeStaffChange", new { staffChangeId = await world.Make("startStaffChange", new { employeeId = employee, kind, effectiveOn = "2026-03-02", postId }, "staffChange") }, "staffChange { state }");
    }

    [Fact]
    public async Task A_publication_and_a_newcomer_at_the_same_time_see_each_other()
    {
        var policy = await world.Make("createPolicy", new { code = "HR-5", title = "Fire" }, "policy");
        await using var source = NpgsqlDataSource.Create(world.AppConnection);
        foreach (var act in new Func<Task<string>>[] { world.NewEmployee, () => Publish(policy, "2026-02-01", ("1", "a")) })
        {
            await using var other = await source.OpenConnectionAsync();
            await new NpgsqlCommand("begin; select pg_advisory_xact_lock(hashtextextended('policies', 0))", other).ExecuteNonQueryAsync();
            var waiting = act();
            (await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(1)))).Should().NotBe(waiting, "it waits for what the other does");
            await new NpgsqlCommand("commit", other).ExecuteNonQueryAsync();
            await waiting;
        }
    }

    [Fact]
    public async Task Who_was_overdue_on_a_day_is_still_told_after_he_acknowledged()
    {
        var policy = await world.Make("createPolicy", new { code = "HR-6", title = "Gifts" }, "policy");
        var version = await Publish(policy, "2026-02-01", ("1", "a"));
        var (mine, due) = await Asked(world.Junior, version);
        await world.Advance(TimeSpan.FromDays(10));
        world.Forget();
        var (late, today) = (DateOnly.Parse(due, CultureInfo.InvariantCulture).AddDays(1), DateOnly.FromDateTime(world.Clock.GetUtcNow().AddHours(8).UtcDateTime));
        await world.Junior.Client.Do("acknowledgePolicy", new { acknowledgementId = mine }, "acknowledgement { acknowledgedAt }");
        (await Overdue($"{late:yyyy-MM-dd}", version)).Should().Contain(world.Junior.Employee, "on that day he was");
        (await Overdue($"{today.AddDays(-1):yyyy-MM-dd}", version)).Should().Contain(world.Junior.Employee);
        (await Overdue($"{today:yyyy-MM-dd}", version)).Should().NotContain(world.Junior.Employee);
        (await Overdue($"{today:yyyy-MM-dd}", version)).Should().Contain(world.Peer.Employee);
    }

    private async Task<List<string>> AskedOf(string employee) =>
        [.. (await world.Admin.Query("query($id: ID!) { employee(id: $id) { acknowledgements { nodes { policyVersion { id } } } } }", new { id = employee }))["employee"]!["acknowledgements"]!["nodes"]!
            .AsArray().Select(a => (string)a!["policyVersion"]!["id"]!)];

    private static string Shown(JsonNode? piece) => (string)piece!["change"]! switch { "ADDED" => $"+[{piece["text"]}]", "REMOVED" => $"-[{piece["text"]}]", _ => (string)piece["text"]! };

    private static object New(string policy, string on, params (string Number, string Text)[] clauses) =>
        new { policyId = policy, effectiveOn = on, acknowledgeDays = 5, clauses = clauses.Select(c => new { number = c.Number, text = c.Text }) };

    private Task<string> Publish(string policy, string on, params (string Number, string Text)[] clauses) => world.Make("publishPolicyVersion", New(policy, on, clauses), "policyVersion");

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task The_first_and_the_last_day_of_the_calendar_are_days_like_others(string day) =>
        (await Overdue(day, "none")).Should().BeEmpty();

    private static async Task<(string Id, string Due)> Asked(Person person, string version)
    {
        var asked = (await person.Client.Query("query($e: ID!, $v: ID!) { acknowledgements(where: { employeeId: { eq: $e }, policyVersionId: { eq: $v } }) { nodes { id dueOn } } }", new { e = person.Employee, v = version }))
            ["acknowledgements"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        return ((string)asked["id"]!, (string)asked["dueOn"]!);
    }

    private async Task<List<string>> Overdue(string at, string version) =>
        [.. (await world.Admin.Query("query($at: Date!) { overdueAcknowledgements(at: $at) { employee { id } policyVersion { id } daysOverdue } }", new { at }))["overdueAcknowledgements"]!.AsArray()
            .Where(o => (string)o!["policyVersion"]!["id"]! == version).Select(o => (string)o!["employee"]!["id"]!)];
}

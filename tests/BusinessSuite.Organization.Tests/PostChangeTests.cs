namespace BusinessSuite.Organization.Tests;

/// <summary>What a post is called and carries holds from a day to a day; decisions rest on what holds on theirs.</summary>
[Trait("row", "GE-09")]
[Trait("row", "GE-10")]
public sealed class PostChangeTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string Planned = "2026-04-01";

    [Fact]
    public async Task A_limit_and_a_title_change_as_of_a_day_and_what_was_before_stays_on_record()
    {
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "BUYER", title = "Buyer", validFrom = "2020-01-01", limit = Money("100") }, "post");
        await world.Make("addDutyToPost", new { postId = post, dutyId = world.Duty, validFrom = "2020-01-01" }, "postDuty");
        var employee = await world.NewEmployee();
        await world.Make("assignPost", new { postId = post, employeeId = employee, validFrom = "2020-01-01" }, "postHolding");
        await Change(new { postId = post, validFrom = Planned, title = "Senior buyer", limit = Money("500") });
        (await May(employee, "400", "2026-03-31T15:59:59Z")).Should().BeFalse("it is the day before in Shanghai");
        (await May(employee, "400", "2026-03-31T16:00:00Z")).Should().BeTrue();
        (await Title(post)).Should().Be("Buyer");
        (await TitleOn("BUYER", "2026-03-31")).Should().Be("Buyer");
        (await TitleOn("BUYER", Planned)).Should().Be("Senior buyer");
        await world.Tick("organization.take-effect", new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
        (await Title(post)).Should().Be("Senior buyer");

        // A change between two, and one that takes the limit away at last.
        await Change(new { postId = post, validFrom = "2026-03-20", limit = Money("200") });
        await Change(new { postId = post, validFrom = "2026-05-01", withoutLimit = true });
        var versions = (await world.Admin.Query("query($p: ID!) { post(id: $p) { versions { nodes { title limit { amount } validFrom validUntil } } } }", new { p = post }))["post"]!["versions"]!["nodes"]!.AsArray();
        versions.Select(v => $"{v!["validFrom"]} {v["validUntil"]} {v["title"]} {v["limit"]?["amount"]}").Order().Should().Equal(
            "2020-01-01 2026-03-20 Buyer 100.0000", "2026-03-20 2026-04-01 Buyer 200.0000", "2026-04-01 2026-05-01 Senior buyer 500.0000", "2026-05-01  Senior buyer ");
        (await May(employee, "150", "2026-03-25T00:00:00Z")).Should().BeTrue();
        (await May(employee, "1", "2026-05-02T00:00:00Z")).Should().BeFalse();
        (await May(employee, null, "2026-05-02T00:00:00Z")).Should().BeTrue();
    }

    [Fact]
    public async Task History_is_not_rewritten_and_a_mistake_of_the_day_is_put_right()
    {
        var post = await world.Make("createPost", new { departmentId = world.Department, code = "ROW", title = "Row", validFrom = "2020-01-01" }, "post");
        async Task<string> Refused(object input) => await world.Admin.Refused("changePost", input);
        (await Refused(new { postId = post, validFrom = "2026-03-01", title = "x" })).Should().Be("CHANGE_IN_THE_PAST");
        (await Refused(new { postId = post, validFrom = Planned, title = "Row", isHead = false })).Should().Be("NOTHING_CHANGES");
        await Change(new { postId = post, validFrom = Planned, title = "Raw" });
        await Change(new { postId = post, validFrom = Planned, title = "Right" });
        (await TitleOn("ROW", Planned)).Should().Be("Right");
        await world.Admin.Do("closePost", new { postId = post, on = "2026-06-01" }, "post { id }");
        (await Refused(new { postId = post, validFrom = "2026-06-01", title = "x" })).Should().Be("POST_CLOSED");

        var structure = await world.Person([("organization.structure.administer", "ALL"), ("organization.structure.read", "ALL")]);
        (await structure.Refused("changePost", new { postId = post, validFrom = Planned, roles = new[] { "Administrator" } })).Should().Be("ROLES_NOT_YOURS_TO_GIVE");
        await structure.Do("changePost", new { postId = post, validFrom = Planned, title = "Theirs" }, "post { id }");
    }

    [Fact]
    public async Task Roles_and_the_head_of_a_department_follow_a_post_that_changes()
    {
        var department = await world.NewDepartment("CHANGING");
        var below = await world.Make("createDepartment", new { code = "CHANGING-SUB", name = "x", validFrom = "2020-01-01", parentId = department }, "department");
        var head = await world.Post("CHANGING-HEAD", department, null);
        var (leader, worker) = (await world.Person(head), await world.Person(await world.Post("CHANGING-DESK", below, null)));
        var role = "Reader of calendars";
        var roleId = await world.Make("createRole", new { name = role }, "role");
        await world.Admin.Do("grantPermission", new { roleId, permission = "organization.calendar.read", scope = "ALL" }, "role { id }");
        (await Sees()).Should().BeFalse();
        (await leader.Client.Send("{ workCalendars { totalCount } }"))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");

        var today = DateOnly.FromDateTime(world.Clock.GetUtcNow().AddHours(8).Date).ToString("yyyy-MM-dd");
        await world.Admin.Do("reorganize", new { validFrom = today, changePosts = new[] { new { postCode = "CHANGING-HEAD", isHead = true, roles = new[] { role } } } }, "posts { code isHead roles }");
        world.Forget();
        (await Sees()).Should().BeTrue("the head sees the departments below");
        (await leader.Client.Query("{ workCalendars { totalCount } }"))["workCalendars"]!["totalCount"]!.GetValue<int>().Should().BePositive();
        var post = (await world.Admin.Query("query($p: ID!) { post(id: $p) { isHead roles } }", new { p = head }))["post"]!;
        post.ToJsonString().Should().Be($$"""{"isHead":true,"roles":["{{role}}"]}""", "it holds at once what begins today");
        (await world.Admin.Refused("reorganize", new { validFrom = "2026-03-01", changePosts = new[] { new { postCode = "CHANGING-HEAD", isHead = false } } })).Should().Be("CHANGE_IN_THE_PAST");

        async Task<bool> Sees() => (await leader.Client.Query("query($e: ID!) { employee(id: $e) { id } }", new { e = worker.Employee }))["employee"] is not null;
    }

    private static object Money(string amount) => new { amount, currency = "CNY" };

    private async Task Change(object input) => await world.Admin.Do("changePost", input, "post { id }");

    private async Task<bool> May(string employee, string? amount, string at) => (bool)(await world.Admin.Query(
        "query($e: ID!, $at: DateTime, $m: MoneyInput) { explainAuthority(employeeId: $e, duty: \"DISCIPLINE\", at: $at, amount: $m) { allowed } }",
        new { e = employee, at, m = amount is null ? null : Money(amount) }))["explainAuthority"]!["allowed"]!;

    private async Task<string> Title(string post) => (string)(await world.Admin.Query("query($p: ID!) { post(id: $p) { title } }", new { p = post }))["post"]!["title"]!;

    private async Task<string> TitleOn(string code, string at) =>
        (string)(await world.Admin.Query("query($at: Date!) { organizationAsOf(at: $at) { departments { posts { post { code } version { title } } } } }", new { at }))["organizationAsOf"]!["departments"]!.AsArray()
            .SelectMany(d => d!["posts"]!.AsArray()).Single(p => (string)p!["post"]!["code"]! == code)!["version"]!["title"]!;
}

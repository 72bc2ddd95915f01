namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-09")]
public sealed class ReorganizationTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string Touched = "departments { code } posts { code } employees { id }";

    [Fact]
    public async Task Departments_posts_lines_names_and_people_change_together_as_of_a_day()
    {
        var (old, oldPost) = await Office("OLD");
        var employee = await world.NewEmployee();
        await world.Make("assignPost", new { postId = oldPost, employeeId = employee, validFrom = "2020-01-01" }, "postHolding");
        object Plan(string boss) => new
        {
            validFrom = "2026-03-20",
            create = new object[] { new { code = "NEW-TOP", name = "Top" }, new { code = "NEW-SUB", name = "Sub", parentCode = "NEW-TOP" } },
            rename = new[] { new { departmentId = old, name = "Archive" } },
            move = new[] { new { departmentId = old, parentCode = "NEW-TOP" } },
            createPosts = new object[]
            {
                new { code = "NEW-BOSS", title = "Boss", departmentCode = "NEW-TOP", isHead = true, limit = new { amount = "100", currency = "CNY" } },
                new { code = "NEW-DESK", title = "Desk", departmentCode = "NEW-SUB", reportsToCode = boss },
            },
            transfer = new[] { new { employeeId = employee, postCode = "NEW-DESK" } },
            closePosts = new[] { oldPost },
        };
        (await world.Admin.Refused("reorganize", Plan("NOWHERE"))).Should().Be("NOT_FOUND");
        (await world.Admin.Query("""{ departments(where: { code: { contains: "NEW-" } }) { totalCount } }"""))["departments"]!["totalCount"]!.GetValue<int>().Should().Be(0, "a refused reorganisation leaves nothing");
        var done = await world.Admin.Do("reorganize", Plan("NEW-BOSS"), Touched);
        done["departments"]!.AsArray().Select(d => (string)d!["code"]!).Should().Equal("NEW-TOP", "NEW-SUB", "OLD");
        done["posts"]!.AsArray().Select(p => (string)p!["code"]!).Should().Equal("NEW-BOSS", "NEW-DESK", "OLD-POST");

        (await Name(old, "2026-03-19")).Should().Be("OLD<");
        (await Name(old, "2026-03-20")).Should().Be("Archive<NEW-TOP");
        (await Chain(employee, "2026-03-19")).Should().Equal("OLD-POST");
        (await Chain(employee, "2026-03-20")).Should().Equal("NEW-DESK", "NEW-BOSS");
        (await Now()).Should().Be("OLD OLD", "it is planned for a day to come");
        await world.Tick("organization.take-effect", new DateTimeOffset(2026, 3, 19, 10, 0, 0, TimeSpan.Zero));
        (await Now()).Should().Be("OLD OLD");
        await world.Tick("organization.take-effect", new DateTimeOffset(2026, 3, 20, 10, 0, 0, TimeSpan.Zero));
        (await Now()).Should().Be("Archive NEW-SUB");

        async Task<string> Now() => (await world.Admin.Query("query($d: ID!, $e: ID!) { department(id: $d) { name } employee(id: $e) { department { code } } }", new { d = old, e = employee })) is var now
            ? $"{now["department"]!["name"]} {now["employee"]!["department"]?["code"]}" : "";
    }

    [Fact]
    public async Task A_post_that_is_held_and_a_circle_refuse_the_whole()
    {
        var (department, post) = await Office("HELD");
        var employee = await world.NewEmployee();
        await world.Make("assignPost", new { postId = post, employeeId = employee, validFrom = "2020-01-01" }, "postHolding");
        (await world.Admin.Refused("reorganize", new { validFrom = "2026-04-01", rename = new[] { new { departmentId = department, name = "Other" } }, closePosts = new[] { post } })).Should().Be("STILL_OCCUPIED");
        (await world.Admin.Refused("reorganize", new { validFrom = "2026-04-01", report = new[] { new { postCode = "CHIEF", reportsToCode = "CLERK" } } })).Should().Be("POST_CYCLE");
        (await Name(department, "2026-05-01")).Should().Be("HELD<");
    }

    [Fact]
    public async Task Who_changes_the_structure_moves_only_people_whom_he_may_give_posts_and_gives_no_roles()
    {
        var (home, post) = await Office("HOME");
        await Office("ABROAD");
        var (mine, other) = (await world.NewEmployee(), await world.NewEmployee());
        await world.Make("assignPost", new { postId = post, employeeId = mine, validFrom = "2020-01-01" }, "postHolding");
        var read = new[] { ("organization.structure.administer", "ALL"), ("organization.structure.read", "ALL"), ("organization.employee.read", "ALL") };
        object Move(string employeeId) => new { validFrom = "2026-03-20", transfer = new[] { new { employeeId, postCode = "ABROAD-POST" } } };
        var planner = await world.Person(read);
        (await planner.Refused("reorganize", Move(mine))).Should().Be("NOT_YOURS_TO_TRANSFER");

        var boss = await world.Person([.. read, ("organization.employee.administer", "DEPARTMENT")], mine);
        (await boss.Refused("reorganize", Move(other))).Should().Be("NOT_YOURS_TO_TRANSFER", "he is of another department");
        await boss.Do("reorganize", Move(mine), "employees { id }");

        (await boss.Refused("createPost", new { departmentId = home, code = "POWER", title = "x", validFrom = "2026-03-20", roles = new[] { "Administrator" } })).Should().Be("ROLES_NOT_YOURS_TO_GIVE");
        (await boss.Refused("reorganize", new { validFrom = "2026-03-20", createPosts = new[] { new { code = "POWER", title = "x", departmentCode = "HOME", roles = new[] { "Administrator" } } } })).Should().Be("ROLES_NOT_YOURS_TO_GIVE");
        await boss.Do("reorganize", new { validFrom = "2026-03-20", createPosts = new[] { new { code = "NO-POWER", title = "x", departmentCode = "HOME" } } }, "posts { code }");
    }

    [Fact]
    public async Task Dated_lists_are_asked_as_of_a_day_with_their_counts_and_groups()
    {
        var (department, post) = await Office("DATED");
        var (one, two) = (await world.NewEmployee(), await world.NewEmployee());
        foreach (var (employee, from, until) in new[] { (one, "2024-01-01", "2025-01-01"), (two, "2025-01-01", (string?)null) })
        {
            await world.Make("assignPost", new { postId = post, employeeId = employee, validFrom = from, validUntil = until }, "postHolding");
        }

        async Task<string> Held(string? at)
        {
            var answer = await world.Admin.Query(
                "query($d: ID!, $at: Date) { department(id: $d) { posts(asOf: $at) { nodes { holdings(asOf: $at) { totalCount nodes { employee { id } } groups(by: [{ field: EMPLOYEE }]) { count } } } } } }", new { d = department, at });
            var holdings = answer["department"]!["posts"]!["nodes"]!.AsArray().SingleOrDefault()?["holdings"];
            return holdings is null ? "" : $"{holdings["totalCount"]} {holdings["groups"]!.AsArray().Count} {string.Join(',', holdings["nodes"]!.AsArray().Select(h => (string)h!["employee"]!["id"]! == one ? "one" : "two"))}";
        }

        (await Held("2024-12-31")).Should().Be("1 1 one");
        (await Held("2025-01-01")).Should().Be("1 1 two");
        (await Held("2023-01-01")).Should().Be("0 0 ");
        (await Held("2019-01-01")).Should().Be("", "the post was not there yet");
        (await Held(null)).Should().Be("2 2 one,two");
        (await world.Admin.Query("""{ delegations(asOf: "2026-01-01T00:00:00Z", where: { fromId: { isNull: false } }) { totalCount } }"""))["delegations"].Should().NotBeNull();
    }

    private async Task<(string Department, string Post)> Office(string code)
    {
        var department = await world.NewDepartment(code);
        return (department, await world.Post(code + "-POST", department, null));
    }

    private async Task<string> Name(string department, string at)
    {
        var place = (await world.Admin.Query("query($d: ID!, $at: Date!) { department(id: $d) { placements(asOf: $at) { nodes { name parent { code } } } } }", new { d = department, at }))["department"]!["placements"]!["nodes"]!.AsArray().Single()!;
        return $"{place["name"]}<{place["parent"]?["code"]}";
    }

    private async Task<List<string>> Chain(string employee, string at) =>
        [.. (await world.Admin.Query("query($e: ID!, $at: Date!) { chainOfCommand(employeeId: $e, asOf: $at) { post { code } holders { number } } }", new { e = employee, at }))["chainOfCommand"]!.AsArray().Select(l => (string)l!["post"]!["code"]!)];
}

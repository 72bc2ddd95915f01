namespace BusinessSuite.Organization.Tests;

/// <summary>What was stays on record, what is planned stays planned, and nothing outlasts what it belongs to. Today is 2 March 2026.</summary>
[Trait("row", "GE-09")]
public sealed class StructureInTimeTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Fact]
    public async Task A_closed_department_stays_closed_whatever_was_planned_for_it()
    {
        var department = await world.NewDepartment("SHUT");
        await Reorganize("2027-01-01", rename: (department, "Planned"));
        await Reorganize("2026-12-15", close: department);
        (await Places(department)).Should().Equal("2020-01-01 2026-12-15 SHUT<");
        (await There("SHUT", "2026-12-14")).Should().BeTrue();
        (await There("SHUT", "2026-12-20")).Should().BeFalse();
        (await There("SHUT", "2027-01-02")).Should().BeFalse();
        (await Refused("2027-02-01", move: (department, null))).Should().Be("ALREADY_ENDED");
        (await Refused("2027-02-01", close: department)).Should().Be("ALREADY_ENDED");
        await Reorganize("2026-06-01", rename: (department, "Last"));
        (await Places(department)).Should().Equal("2020-01-01 2026-06-01 SHUT<", "2026-06-01 2026-12-15 Last<");
        await world.Tick("organization.take-effect", new DateTimeOffset(2027, 1, 2, 1, 0, 0, TimeSpan.Zero));
        (await world.Admin.Query("query($id: ID!) { department(id: $id) { name closedOn } }", new { id = department }))["department"]!.ToJsonString().Should().Be("""{"name":"SHUT","closedOn":"2026-12-15"}""");
    }

    [Fact]
    public async Task A_department_closes_on_the_day_of_its_last_change_but_not_on_its_first()
    {
        var department = await world.NewDepartment("SHORT");
        await Reorganize("2026-06-01", rename: (department, "Never"));
        await Reorganize("2026-06-01", close: department);
        (await Places(department)).Should().Equal("2020-01-01 2026-06-01 SHORT<");
        var unborn = await world.Make("createDepartment", new { code = "UNBORN", name = "x", validFrom = "2026-07-01" }, "department");
        foreach (var day in new[] { "2026-07-01", "2026-06-01" })
        {
            (await Refused(day, close: unborn)).Should().Be("PERIOD_REVERSED");
        }
    }

    [Fact]
    public async Task What_held_before_today_is_not_rewritten()
    {
        var (top, department) = (await world.NewDepartment("PAST-TOP"), await world.Make("createDepartment", new { code = "PAST", name = "PAST", validFrom = "2026-01-01" }, "department"));
        foreach (var day in new[] { "2026-01-01", "2026-02-01", "2026-03-01" })
        {
            (await Refused(day, rename: (department, "Other"))).Should().Be("CHANGE_IN_THE_PAST", day);
            (await Refused(day, move: (department, top))).Should().Be("CHANGE_IN_THE_PAST", day);
        }

        await Reorganize("2026-03-02", rename: (department, "Today"));
        (await Places(department)).Should().Equal("2026-01-01 2026-03-02 PAST<", "2026-03-02  Today<");

        var (a, b, post) = (await Post("PAST-A"), await Post("PAST-B"), await Post("PAST-C"));
        await Report(post, a, "2025-01-01");
        foreach (var day in new[] { "2025-01-01", "2026-02-01" })
        {
            (await world.Admin.Refused("setReportingLine", new { postId = post, validFrom = day, reportsToId = b })).Should().Be("CHANGE_IN_THE_PAST", day);
            (await world.Admin.Refused("setReportingLine", new { postId = post, validFrom = day })).Should().Be("CHANGE_IN_THE_PAST", day);
            (await world.Admin.Refused("reorganize", new { validFrom = day, report = new[] { new { postCode = "PAST-C", reportsToCode = "PAST-B" } } })).Should().Be("CHANGE_IN_THE_PAST", day);
        }

        (await world.Admin.Refused("closePost", new { postId = post, on = "2024-06-01" })).Should().Be("CHANGE_IN_THE_PAST", "it has reported since");
        // What nobody recorded is entered backwards.
        await Report(post, b, "2024-01-01");
        await Report(post, b, "2026-03-02");
        (await Lines(post)).Should().Equal("2024-01-01 2025-01-01 PAST-B", "2025-01-01 2026-03-02 PAST-A", "2026-03-02  PAST-B");
    }

    [Fact]
    public async Task What_is_set_before_something_planned_ends_where_that_begins()
    {
        var (top, department) = (await world.NewDepartment("NEXT-TOP"), await world.NewDepartment("NEXT"));
        await Reorganize("2026-09-01", rename: (department, "Planned"));
        await Reorganize("2026-06-01", move: (department, top));
        (await Places(department)).Should().Equal("2020-01-01 2026-06-01 NEXT<", "2026-06-01 2026-09-01 NEXT<NEXT-TOP", "2026-09-01  Planned<");

        var (a, b, post) = (await Post("NEXT-A"), await Post("NEXT-B"), await Post("NEXT-C"));
        await Report(post, a, "2026-09-01");
        await Report(post, b, "2026-06-01");
        (await Lines(post)).Should().Equal("2026-06-01 2026-09-01 NEXT-B", "2026-09-01  NEXT-A");
        await Report(post, null, "2026-10-01");
        await Report(post, b, "2026-09-15");
        (await Lines(post)).Should().Equal("2026-06-01 2026-09-01 NEXT-B", "2026-09-01 2026-09-15 NEXT-A", "2026-09-15 2026-10-01 NEXT-B");
    }

    [Fact]
    public async Task The_line_of_a_post_ends_with_it_and_its_superior_can_be_closed()
    {
        var (chief, other, clerk) = (await Post("LINE-CHIEF"), await Post("LINE-OTHER"), await Post("LINE-CLERK"));
        await Report(clerk, chief, "2026-01-01");
        await Report(clerk, other, "2026-09-01");
        await world.Admin.Do("closePost", new { postId = clerk, on = "2026-06-01" }, "post { validUntil }");
        (await Lines(clerk)).Should().Equal("2026-01-01 2026-06-01 LINE-CHIEF");
        (await world.Admin.Refused("setReportingLine", new { postId = clerk, validFrom = "2026-06-01", reportsToId = chief })).Should().Be("POST_CLOSED");
        await Report(clerk, other, "2026-04-01");
        (await Lines(clerk)).Should().Equal("2026-01-01 2026-04-01 LINE-CHIEF", "2026-04-01 2026-06-01 LINE-OTHER");
        await world.Admin.Do("closePost", new { postId = chief, on = "2026-06-01" }, "post { validUntil }");
    }

    private static object Order(string day, (string Id, string Name)? rename, (string Id, string? Above)? move, string? close) => new
    {
        validFrom = day,
        rename = rename is { } r ? new[] { new { departmentId = r.Id, name = r.Name } } : null,
        move = move is { } m ? new[] { new { departmentId = m.Id, parentId = m.Above } } : null,
        close = close is null ? null : new[] { close },
    };

    private async Task Reorganize(string day, (string Id, string Name)? rename = null, (string Id, string? Above)? move = null, string? close = null) =>
        await world.Admin.Do("reorganize", Order(day, rename, move, close), "departments { id }");

    private Task<string> Refused(string day, (string Id, string Name)? rename = null, (string Id, string? Above)? move = null, string? close = null) =>
        world.Admin.Refused("reorganize", Order(day, rename, move, close));

    private async Task Report(string post, string? above, string day) => await world.Admin.Do("setReportingLine", new { postId = post, validFrom = day, reportsToId = above }, "post { id }");

    private Task<string> Post(string code) => world.Post(code, world.Department, null);

    private async Task<List<string>> Places(string department) =>
        [.. (await world.Admin.Query("query($id: ID!) { department(id: $id) { placements { nodes { validFrom validUntil name parent { code } } } } }", new { id = department }))["department"]!["placements"]!["nodes"]!.AsArray()
            .Select(p => $"{p!["validFrom"]} {p["validUntil"]} {p["name"]}<{p["parent"]?["code"]}").Order()];

    private async Task<List<string>> Lines(string post) =>
        [.. (await world.Admin.Query("query($id: ID!) { post(id: $id) { reportsTo { nodes { validFrom validUntil above { code } } } } }", new { id = post }))["post"]!["reportsTo"]!["nodes"]!.AsArray()
            .Select(l => $"{l!["validFrom"]} {l["validUntil"]} {l["above"]!["code"]}").Order()];

    private async Task<bool> There(string code, string at) =>
        (await world.Admin.Query("query($at: Date!) { organizationAsOf(at: $at) { departments { department { code } } } }", new { at }))["organizationAsOf"]!["departments"]!.AsArray().Any(d => (string)d!["department"]!["code"]! == code);
}

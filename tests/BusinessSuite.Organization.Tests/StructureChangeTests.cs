namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-09")]
public sealed class StructureChangeTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Fact]
    public async Task What_begins_on_a_day_is_put_right_on_that_day()
    {
        var (a, b, c) = (await Post("RIGHT-A"), await Post("RIGHT-B"), await Post("RIGHT-C"));
        object Line(string? reportsToId) => new { postId = c, validFrom = "2026-03-02", reportsToId };
        foreach (var (above, expected) in new[] { (a, "[\"RIGHT-A\"]"), (b, "[\"RIGHT-B\"]"), ((string?)null, "[]") })
        {
            await world.Admin.Do("setReportingLine", Line(above), "post { id }");
            var lines = (await world.Admin.Query("query($id: ID!) { post(id: $id) { reportsTo(asOf: \"2026-03-02\") { nodes { above { code } } } } }", new { id = c }))["post"]!["reportsTo"]!["nodes"]!.AsArray();
            ("[" + string.Join(',', lines.Select(l => l!["above"]!["code"]!.ToJsonString())) + "]").Should().Be(expected);
        }

        var (top, other, moved) = (await world.NewDepartment("RIGHT-TOP"), await world.NewDepartment("RIGHT-OTHER"), await world.NewDepartment("RIGHT-MOVED"));
        foreach (var parentId in new[] { top, other })
        {
            await world.Admin.Do("reorganize", new { validFrom = "2026-03-02", move = new[] { new { departmentId = moved, parentId } } }, "departments { id }");
            (await Above(moved)).Should().Equal("", parentId == top ? "RIGHT-TOP" : "RIGHT-OTHER");
        }

        await world.Admin.Do("reorganize", new { validFrom = "2026-03-02", rename = new[] { new { departmentId = moved, name = "Renamed" } } }, "departments { id }");
        (await Above(moved)).Should().Equal("", "RIGHT-OTHER");
    }

    [Fact]
    public async Task Nothing_lies_below_or_reports_to_what_does_not_exist_at_that_time()
    {
        var (closed, below) = (await world.NewDepartment("GONE"), await world.NewDepartment("UNDER"));
        await world.Admin.Do("reorganize", new { validFrom = "2026-06-01", close = new[] { closed } }, "departments { id }");
        object Under(string validFrom) => new { code = "UNDER-" + validFrom, name = "x", validFrom, parentId = closed };
        (await world.Admin.Refused("createDepartment", Under("2026-07-01"))).Should().Be("DEPARTMENT_ABOVE_MISSING");
        (await world.Admin.Refused("createDepartment", Under("2026-03-01"))).Should().Be("DEPARTMENT_ABOVE_MISSING", "it would outlast it");
        (await world.Admin.Refused("createDepartment", new { code = "EARLY", name = "x", validFrom = "2019-01-01", parentId = below })).Should().Be("DEPARTMENT_ABOVE_MISSING", "it is not there yet");
        (await world.Admin.Refused("reorganize", new { validFrom = "2026-04-01", move = new[] { new { departmentId = below, parentId = closed } } })).Should().Be("DEPARTMENT_ABOVE_MISSING");

        var (chief, clerk) = (await Post("GONE-CHIEF"), await Post("GONE-CLERK"));
        await world.Admin.Do("setReportingLine", new { postId = clerk, validFrom = "2026-03-01", reportsToId = chief }, "post { id }");
        (await world.Admin.Refused("closePost", new { postId = chief, on = "2026-06-01" })).Should().Be("STILL_OCCUPIED", "the clerk reports to it");
        await world.Admin.Do("setReportingLine", new { postId = clerk, validFrom = "2026-06-01" }, "post { id }");
        await world.Admin.Do("closePost", new { postId = chief, on = "2026-06-01" }, "post { id }");
        (await world.Admin.Refused("setReportingLine", new { postId = clerk, validFrom = "2026-06-01", reportsToId = chief })).Should().Be("POST_ABOVE_MISSING");
        (await world.Admin.Refused("createPost", new { departmentId = world.Department, code = "GONE-NEW", title = "x", validFrom = "2026-05-01", reportsToId = chief })).Should().Be("POST_ABOVE_MISSING");
    }

    [Fact]
    public async Task What_has_ended_does_not_end_later()
    {
        var post = await Post("ENDED");
        var duty = await world.Make("addDutyToPost", new { postId = post, dutyId = world.Duty, validFrom = "2026-01-01" }, "postDuty");
        await world.Admin.Do("removeDutyFromPost", new { postDutyId = duty, on = "2026-02-01" }, "postDuty { id }");
        (await world.Admin.Refused("removeDutyFromPost", new { postDutyId = duty, on = "2026-03-01" })).Should().Be("ALREADY_ENDED");
        await world.Admin.Do("closePost", new { postId = post, on = "2026-04-01" }, "post { id }");
        (await world.Admin.Refused("closePost", new { postId = post, on = "2026-05-01" })).Should().Be("ALREADY_ENDED");
    }

    [Fact]
    [Trait("row", "GE-10")]
    [Trait("row", "GE-11")]
    [Trait("row", "GE-13")]
    [Trait("row", "GE-14")]
    public async Task What_holds_for_the_whole_company_is_not_set_by_who_acts_for_a_department()
    {
        var head = await world.Person(new[] { "structure", "discipline", "policy", "staffChange" }.SelectMany(o => new[] { ($"organization.{o}.administer", "DEPARTMENT"), ($"organization.{o}.read", "DEPARTMENT") }), world.Clerk.Employee);
        var policy = await world.Make("createPolicy", new { code = "WIDE", title = "x" }, "policy");
        var step = await world.Make("addChecklistStep", new { kind = "LEAVING", title = "Wide", postId = await Post("WIDE") }, "checklistStep");
        foreach (var (operation, input) in new (string, object)[]
        {
            ("createDuty", new { code = "WIDE", name = "x" }), ("createCompetence", new { code = "WIDE", name = "x" }), ("createPolicy", new { code = "WIDE-2", title = "x" }),
            ("publishPolicyVersion", new { policyId = policy, effectiveOn = "2026-05-01", clauses = new[] { new { number = "1", text = "x" } } }),
            ("publishPenaltyScale", Cases.Scale("2031-01-01", 6)), ("addChecklistStep", new { kind = "LEAVING", title = "x" }), ("retireChecklistStep", new { checklistStepId = step }),
        })
        {
            (await head.Refused(operation, input)).Should().Be("OUT_OF_SCOPE", operation);
        }
    }

    [Fact]
    [Trait("row", "GE-11")]
    [Trait("row", "GE-13")]
    public async Task Terms_have_an_upper_bound()
    {
        var policy = await world.Make("createPolicy", new { code = "LONG", title = "x" }, "policy");
        (await world.Admin.Refused("publishPolicyVersion", new { policyId = policy, effectiveOn = "2026-05-01", acknowledgeDays = 2_000_000_000, clauses = new[] { new { number = "1", text = "x" } } })).Should().Be("INVALID");
        object Scale(int statement, int appeal, int? months) => new { validFrom = "2032-01-01", statementDays = statement, appealDays = appeal, penalties = new[] { new { code = "W", name = "x", appliesTo = "x", severity = 1, expiresAfterMonths = months } } };
        foreach (var scale in new[] { Scale(366, 1, null), Scale(1, 366, null), Scale(1, 1, 1_201) })
        {
            (await world.Admin.Refused("publishPenaltyScale", scale)).Should().Be("INVALID");
        }
    }

    private Task<string> Post(string code) => world.Post(code, world.Department, null);

    private async Task<List<string>> Above(string department) =>
        [.. (await world.Admin.Query("query($id: ID!) { department(id: $id) { placements { nodes { parent { code } } } } }", new { id = department }))["department"]!["placements"]!["nodes"]!.AsArray().Select(p => (string?)p!["parent"]?["code"] ?? "")];
}

using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Organization.Tests;

[Trait("row", "GE-09")]
public sealed class StructureTests(SuiteWithClock suite) : IClassFixture<SuiteWithClock>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";

    [Fact]
    public async Task A_reorganisation_happens_as_of_a_day_all_together_and_the_old_order_can_be_asked_for()
    {
        var head = await Department("RE-HEAD");
        var (a, b) = (await Department("RE-A", head), await Department("RE-B", head));
        var c = await Department("RE-C", a);
        // A and B change places through each other: in pieces it would be a cycle, as a whole it is a tree.
        await suite.Admin.Do("reorganize", new { validFrom = "2026-07-01", move = new[] { new { departmentId = a, parentId = c }, new { departmentId = c, parentId = head } } }, "departments { code }");
        (await Tree("2026-06-30", "RE-")).Should().Equal("RE-A<RE-HEAD", "RE-B<RE-HEAD", "RE-C<RE-A", "RE-HEAD<");
        (await Tree("2026-07-01", "RE-")).Should().Equal("RE-A<RE-C", "RE-B<RE-HEAD", "RE-C<RE-HEAD", "RE-HEAD<");

        (await suite.Admin.Refused("reorganize", new { validFrom = "2026-08-01", move = new[] { new { departmentId = c, parentId = a } } })).Should().Be("STRUCTURE_CYCLE");
        (await suite.Admin.Refused("reorganize", new { validFrom = "2026-08-01", create = new[] { new { code = "RE-NEW", name = "New", parentId = head } }, close = new[] { c } })).Should().Be("STILL_OCCUPIED");
        (await Tree("2026-08-01", "RE-")).Should().NotContain(t => t.StartsWith("RE-NEW", StringComparison.Ordinal), "a refused reorganisation leaves nothing");

        await suite.Admin.Do("reorganize", new { validFrom = "2026-09-01", create = new[] { new { code = "RE-D", name = "D", parentId = head } }, move = new[] { new { departmentId = a, parentId = b } }, close = new[] { c } }, "departments { code }");
        (await Tree("2026-09-01", "RE-")).Should().Equal("RE-A<RE-B", "RE-B<RE-HEAD", "RE-D<RE-HEAD", "RE-HEAD<");
        (await suite.Admin.Refused("reorganize", new { validFrom = "2026-10-01", move = new[] { new { departmentId = c, parentId = head } } })).Should().Be("ALREADY_ENDED");
    }

    [Fact]
    public async Task An_employee_has_one_primary_post_at_a_time_and_never_holds_a_post_twice()
    {
        var department = await Department("POSTS");
        var (one, two) = (await Post("P-1", department), await Post("P-2", department));
        var employee = await Employee("P-E1");
        var holding = (string)(await suite.Admin.Do("assignPost", new { postId = one, employeeId = employee, validFrom = "2026-01-01" }, "postHolding { id employee { department { code } } }"))["postHolding"]!["id"]!;
        (await suite.Admin.Refused("assignPost", new { postId = two, employeeId = employee, validFrom = "2026-06-01" })).Should().Be("ONE_PRIMARY_POST");
        (await suite.Admin.Refused("assignPost", new { postId = one, employeeId = employee, validFrom = "2026-06-01", isPrimary = false })).Should().Be("POST_HELD_TWICE");
        (await suite.Admin.Refused("assignPost", new { postId = two, employeeId = employee, validFrom = "2026-06-01", validUntil = "2026-06-01" })).Should().Be("PERIOD_REVERSED");
        await suite.Admin.Do("assignPost", new { postId = two, employeeId = employee, validFrom = "2026-06-01", isPrimary = false }, "postHolding { id }");
        await suite.Admin.Do("endPostHolding", new { postHoldingId = holding, on = "2026-09-01" }, "postHolding { validUntil }");
        (await suite.Admin.Refused("closePost", new { postId = two, on = "2026-12-01" })).Should().Be("STILL_OCCUPIED");
        await suite.Admin.Do("closePost", new { postId = one, on = "2026-12-01" }, "post { validUntil }");

        (await Holders("2026-08-31")).Should().Equal("P-1: P-E1", "P-2: P-E1");
        (await Holders("2026-09-01")).Should().Equal("P-1: ", "P-2: P-E1");
        (await Holders("2026-12-01")).Should().Equal("P-2: P-E1");
    }

    [Fact]
    public async Task A_closed_post_is_given_to_nobody_and_a_closed_department_gets_no_posts()
    {
        var department = await Department("GONE");
        var (open, closed) = (await Post("GONE-A", department), await Post("GONE-B", department));
        var employee = await Employee("GONE-E");
        await suite.Admin.Do("closePost", new { postId = closed, on = "2026-01-01" }, "post { id }");
        object Into(string postId, string validFrom, string? validUntil) => new { postId, employeeId = employee, validFrom, validUntil };
        (await suite.Admin.Refused("assignPost", Into(closed, "2026-02-01", null))).Should().Be("POST_CLOSED");
        (await suite.Admin.Refused("assignPost", Into(closed, "2025-12-01", null))).Should().Be("POST_CLOSED", "it would outlive the post");
        (await suite.Admin.Refused("assignPost", Into(closed, "2019-12-01", "2020-12-01"))).Should().Be("POST_CLOSED", "the post had not begun");
        await suite.Admin.Do("assignPost", Into(closed, "2025-12-01", "2026-01-01"), "postHolding { id }");
        await suite.Admin.Do("assignPost", Into(open, "2026-01-01", "2026-06-01"), "postHolding { id }");
        await Refused($"update organization.posts set valid_until = '2026-05-01' where code = 'GONE-A'", "tr_post_holdings_post");
        await suite.Admin.Do("closePost", new { postId = open, on = "2026-06-01" }, "post { id }");
        await suite.Admin.Do("reorganize", new { validFrom = "2026-06-01", close = new[] { department } }, "departments { closedOn }");
        (await suite.Admin.Refused("createPost", new { departmentId = department, code = "GONE-C", title = "x", validFrom = "2026-07-01" })).Should().Be("DEPARTMENT_CLOSED");
        await Refused("update organization.departments set closed_on = '2026-02-01' where code = 'GONE'", "tr_posts_department");
    }

    [Fact]
    public async Task Posts_do_not_report_in_circles()
    {
        var department = await Department("LINES");
        var (a, b) = (await Post("L-A", department), await Post("L-B", department));
        object Line(string post, string? above, string from) => new { postId = post, reportsToId = above, validFrom = from };
        await suite.Admin.Do("setReportingLine", Line(b, a, "2026-01-01"), "post { id }");
        (await suite.Admin.Refused("setReportingLine", Line(a, b, "2026-06-01"))).Should().Be("POST_CYCLE");
        (await suite.Admin.Refused("setReportingLine", Line(a, a, "2026-06-01"))).Should().Be("POST_CYCLE");
        (await suite.Admin.Refused("setReportingLine", Line(b, a, "2026-02-01"))).Should().Be("CHANGE_IN_THE_PAST");
        // From July on the two change places; what was before stays on record.
        await suite.Admin.Do("setReportingLine", Line(b, null, "2026-07-01"), "post { id }");
        var line = (await suite.Admin.Do("setReportingLine", Line(a, b, "2026-07-01"), "post { reportsTo { nodes { validFrom above { code } } } reports { nodes { validUntil post { code } } } }"))["post"]!;
        line.ToJsonString().Should().Be("""{"reportsTo":{"nodes":[{"validFrom":"2026-07-01","above":{"code":"L-B"}}]},"reports":{"nodes":[{"validUntil":"2026-07-01","post":{"code":"L-B"}}]}}""");

        var duty = (string)(await suite.Admin.Do("createDuty", new { code = "L-DUTY", name = "x" }, "duty { id }"))["duty"]!["id"]!;
        await suite.Admin.Do("addDutyToPost", new { postId = a, dutyId = duty, validFrom = "2026-07-01" }, "postDuty { id }");
        async Task<string[]> Lines(string at) =>
            [.. (await suite.Admin.Query("query($at: Date!) { organizationAsOf(at: $at) { departments { posts { post { code } reportsTo { code } duties { code } } } } }", new { at }))["organizationAsOf"]!["departments"]!.AsArray()
                .SelectMany(d => d!["posts"]!.AsArray()).Where(p => ((string)p!["post"]!["code"]!).StartsWith("L-", StringComparison.Ordinal))
                .Select(p => $"{p!["post"]!["code"]}<{p["reportsTo"]?["code"]} {string.Join(',', p["duties"]!.AsArray().Select(d => (string)d!["code"]!))}")];
        (await Lines("2026-06-30")).Should().Equal("L-A< ", "L-B<L-A ");
        (await Lines("2026-07-01")).Should().Equal("L-A<L-B L-DUTY", "L-B< ");
    }

    [Fact]
    public async Task Two_changes_at_once_make_no_circle_together()
    {
        await Department("RACE-A");
        await Department("RACE-B");
        await using var source = NpgsqlDataSource.Create(suite.AppConnection);
        async Task<NpgsqlConnection> Below(string code, string parent)
        {
            var connection = await source.OpenConnectionAsync();
            await new NpgsqlCommand($"""
                begin; select set_config('suite.caller', '{Everyone}', true);
                update organization.department_placements set parent_id = (select id from organization.departments where code = '{parent}') where department_id = (select id from organization.departments where code = '{code}')
                """, connection).ExecuteNonQueryAsync();
            return connection;
        }

        await using var first = await Below("RACE-A", "RACE-B");
        await using var second = await Below("RACE-B", "RACE-A");
        var ends = await Task.WhenAll(new[] { first, second }.Select(async c =>
        {
            try
            {
                await new NpgsqlCommand("commit", c).ExecuteNonQueryAsync();
                return null;
            }
            catch (PostgresException e)
            {
                return e.ConstraintName;
            }
        }));
        ends.Should().BeEquivalentTo(new string?[] { null, "tr_department_placements_cycle" });
    }

    [Fact]
    public async Task Sql_is_refused_what_the_api_refuses()
    {
        var top = await Department("SQL-TOP");
        await Department("SQL-SUB", top);
        await Post("SQL-P", top);
        await Employee("SQL-E");
        const string Place = "insert into organization.department_placements (id, version, department_id, parent_id, valid_from) select gen_random_uuid(), 1, d.id, p.id, date '2030-01-01' from organization.departments d, organization.departments p where d.code = ";
        await Refused(Place + "'SQL-SUB' and p.code = 'SQL-TOP'", "ex_department_placements_overlap");
        await Refused("update organization.department_placements set valid_until = '2029-01-01' where parent_id is null and valid_until is null; " + Place + "'SQL-TOP' and p.code = 'SQL-SUB'", "tr_department_placements_cycle");
        const string Holding = "insert into organization.post_holdings (id, version, post_id, employee_id, valid_from, is_primary) select gen_random_uuid(), 1, p.id, e.id, date '2026-01-01', true from organization.posts p, organization.employees e, generate_series(1, 2) where p.code = 'SQL-P' and e.number = 'SQL-E'";
        (await ((Func<Task>)(() => suite.AsApp(Holding, Everyone))).Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().BeOneOf("ex_post_holdings_primary", "ex_post_holdings_overlap");
        await Refused("insert into organization.employees (id, version, number, name) select gen_random_uuid(), 1, 'SQL-E', 'x'", "ux_employees_number");
        await Refused("insert into organization.departments (id, version, code, name) select gen_random_uuid(), 1, 'SQL-TOP', 'x'", "ux_departments_code");
        var delete = () => suite.AsApp("delete from organization.employees", Everyone);
        (await delete.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    private async Task Refused(string sql, string constraint)
    {
        var act = () => suite.AsApp(sql, Everyone);
        (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
    }

    private async Task<string> Department(string code, string? parent = null) =>
        (string)(await suite.Admin.Do("createDepartment", new { code, name = code, validFrom = "2020-01-01", parentId = parent }, "department { id }"))["department"]!["id"]!;

    private async Task<string> Post(string code, string department) =>
        (string)(await suite.Admin.Do("createPost", new { departmentId = department, code, title = code, validFrom = "2020-01-01" }, "post { id }"))["post"]!["id"]!;

    private async Task<string> Employee(string number) =>
        (string)(await suite.Admin.Do("registerEmployee", new { number, name = number }, "employee { id }"))["employee"]!["id"]!;

    private async Task<List<string>> Tree(string at, string prefix) =>
        [.. (await suite.Admin.Query("query($at: Date!) { organizationAsOf(at: $at) { departments { department { code } parent { code } } } }", new { at }))["organizationAsOf"]!["departments"]!.AsArray()
            .Select(d => $"{d!["department"]!["code"]}<{d["parent"]?["code"]}").Where(d => d.StartsWith(prefix, StringComparison.Ordinal))];

    private async Task<List<string>> Holders(string at) =>
        [.. (await suite.Admin.Query("query($at: Date!) { organizationAsOf(at: $at) { departments { posts { post { code } holders { number } } } } }", new { at }))["organizationAsOf"]!["departments"]!.AsArray()
            .SelectMany(d => d!["posts"]!.AsArray()).Where(p => ((string)p!["post"]!["code"]!).StartsWith("P-", StringComparison.Ordinal))
            .Select(p => $"{p!["post"]!["code"]}: {string.Join(',', p["holders"]!.AsArray().Select(h => (string)h!["number"]!))}")];
}

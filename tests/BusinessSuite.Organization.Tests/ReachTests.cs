namespace BusinessSuite.Organization.Tests;

/// <summary>How far a permission reaches over what belongs to people: no further than itself, whatever else one may read of them.</summary>
[Trait("row", "RL-32")]
public sealed class ReachTests
{
    [Theory]
    [InlineData("OWN", 1)]
    [InlineData("DEPARTMENT", 2)]
    [InlineData("ALL", 3)]
    public async Task A_directory_of_all_employees_opens_no_leave_beyond_the_reach_of_the_permission_for_leave(string scope, int seen)
    {
        await using var own = await TimeWorld.Open();
        var (me, colleague, stranger) = (await own.Employee(), await own.Employee(), await own.Employee(await own.Make("createDepartment", "department", new { code = "FAR", name = "Far", validFrom = "2020-01-01" })));
        foreach (var employee in new[] { me, colleague, stranger })
        {
            await own.Give(employee, "ANNUAL", "5");
            await own.Ask(own.Days(employee, "ANNUAL", "2026-05-11", deputy: own.Deputy));
        }

        var reader = await own.Person([("organization.employee.read", "ALL"), ("organization.leave.read", scope)], me);
        var read = await reader.Query("{ leaveRequests { totalCount } leaveEntries { totalCount } employees { nodes { leaveRequests { nodes { id } } } } }");
        ((int)read["leaveRequests"]!["totalCount"]!).Should().Be(seen);
        ((int)read["leaveEntries"]!["totalCount"]!).Should().Be(2 * seen, "what was given, and what was asked for");
        read["employees"]!["nodes"]!.AsArray().Sum(e => e!["leaveRequests"]!["nodes"]!.AsArray().Count).Should().Be(seen);
    }
}

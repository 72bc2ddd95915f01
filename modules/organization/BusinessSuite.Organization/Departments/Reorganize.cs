using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Departments;

/// <summary>A department that begins with a reorganisation.</summary>
/// <param name="Code">The code, unique.</param>
/// <param name="Name">The name.</param>
/// <param name="ParentId">The department above; none at the top.</param>
/// <param name="ParentCode">Instead of it, the code of the department above, which may be one that begins too.</param>
internal sealed record NewDepartment(string Code, string Name, Id<Department>? ParentId = null, string? ParentCode = null);

/// <summary>A department's new place.</summary>
/// <param name="DepartmentId">The department.</param>
/// <param name="ParentId">The department above; none at the top.</param>
/// <param name="ParentCode">Instead of it, the code of the department above, which may be one that begins.</param>
internal sealed record DepartmentMove(Id<Department> DepartmentId, Id<Department>? ParentId = null, string? ParentCode = null);

/// <summary>A department's new name.</summary>
/// <param name="DepartmentId">The department.</param>
/// <param name="Name">The name.</param>
internal sealed record DepartmentRename(Id<Department> DepartmentId, string Name);

/// <summary>A post that begins with a reorganisation.</summary>
/// <param name="Code">The code, unique.</param>
/// <param name="Title">The title.</param>
/// <param name="DepartmentCode">The code of its department, which may be one that begins too.</param>
/// <param name="ReportsToCode">The code of the post above, which may be one that begins too.</param>
/// <param name="IsHead">Whether its holder heads the department.</param>
/// <param name="Limit">Up to which amount its holder may sign.</param>
/// <param name="Roles">The names of the roles that come with it.</param>
internal sealed record NewPost(
    string Code, string Title, string DepartmentCode, string? ReportsToCode = null, bool IsHead = false, Money? Limit = null, IReadOnlyList<string>? Roles = null);

/// <summary>Which post another one reports to from now on.</summary>
/// <param name="PostCode">The code of the post below.</param>
/// <param name="ReportsToCode">The code of the post above; none at the top.</param>
internal sealed record ReportingChange(string PostCode, string? ReportsToCode = null);

/// <summary>An employee's change to another primary post.</summary>
/// <param name="EmployeeId">The employee.</param>
/// <param name="PostCode">The code of the post, which may be one that begins.</param>
internal sealed record EmployeeTransfer(Id<Employee> EmployeeId, string PostCode);

/// <summary>What a reorganisation did.</summary>
/// <param name="ValidFrom">From when it holds.</param>
/// <param name="Departments">The departments that were made, moved, renamed or closed.</param>
/// <param name="Posts">The posts that were made, changed or closed.</param>
/// <param name="Employees">The employees who changed posts.</param>
internal sealed record Reorganization(DateOnly ValidFrom, IReadOnlyList<Department> Departments, IReadOnlyList<Post> Posts, IReadOnlyList<Employee> Employees);

internal static class ReorganizeOperation
{
    /// <summary>Makes, moves, renames, changes and closes departments and posts, changes reporting lines and moves people as of one date, all together or not at all. In between the tree may be in pieces; at the end it is a tree. Who moves people needs organization.employee.administer for them too; who makes posts that bring roles, suite.account.administer. A move that there is a checklist for was prepared by startStaffChange for that post and day, and is completed here.</summary>
    /// <param name="validFrom">The first day of the new order.</param>
    /// <param name="create">The departments to make.</param>
    /// <param name="move">The departments to move, until what was planned for them next; their day is today or later.</param>
    /// <param name="close">The departments to close; nothing may lie below them then. What was planned for them later is dropped.</param>
    /// <param name="rename">The departments to rename, until what was planned for them next; their day is today or later.</param>
    /// <param name="createPosts">The posts to make.</param>
    /// <param name="report">The reporting lines to change.</param>
    /// <param name="transfer">The employees to move to other primary posts.</param>
    /// <param name="changePosts">What changes of posts; their day is today or later.</param>
    /// <param name="closePosts">The posts to close; nobody may hold them then.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Reorganization> Reorganize(
        DateOnly validFrom, OrganizationDbContext db, WorkCalendars calendars, Caller caller, TimeProvider clock, CancellationToken ct,
        IReadOnlyList<NewDepartment>? create = null, IReadOnlyList<DepartmentMove>? move = null, IReadOnlyList<Id<Department>>? close = null,
        IReadOnlyList<DepartmentRename>? rename = null, IReadOnlyList<NewPost>? createPosts = null, IReadOnlyList<ReportingChange>? report = null,
        IReadOnlyList<EmployeeTransfer>? transfer = null, IReadOnlyList<Id<Post>>? closePosts = null, IReadOnlyList<PostChange>? changePosts = null)
    {
        var now = clock.GetUtcNow();
        var today = await calendars.Day(now, ct);
        var order = new NewOrder(validFrom, today, caller, db, now);
        await order.Create(create ?? [], ct);
        await order.Place(move ?? [], rename ?? [], ct);
        await order.Create(createPosts ?? [], ct);
        await order.Change(changePosts ?? [], ct);
        await order.Report(report ?? [], ct);
        await order.Transfer(transfer ?? [], ct);
        await order.Close(closePosts ?? [], ct);
        await order.Close(close ?? [], ct);
        await TakeEffect.On(today, db, ct);

        return new(validFrom, [.. order.Departments.Distinct()], [.. order.Posts.Distinct()], [.. order.Employees.Distinct()]);
    }
}

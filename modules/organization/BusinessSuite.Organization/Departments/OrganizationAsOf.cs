using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Departments;

/// <summary>The organization as it was or will be on a day.</summary>
/// <param name="At">The day.</param>
/// <param name="Departments">All departments of that day, each with the one above it.</param>
internal sealed record OrganizationView(DateOnly At, IReadOnlyList<DepartmentView> Departments);

/// <summary>A department on a day.</summary>
/// <param name="Department">The department.</param>
/// <param name="Name">What it was or will be called then.</param>
/// <param name="Parent">The department above; null at the top.</param>
/// <param name="Posts">Its posts.</param>
internal sealed record DepartmentView(Department Department, string Name, Department? Parent, IReadOnlyList<PostView> Posts);

/// <summary>A post on a day.</summary>
/// <param name="Post">The post.</param>
/// <param name="Version">What it was or will be called then, and carry.</param>
/// <param name="ReportsTo">The post above; null at the top.</param>
/// <param name="Duties">The duties that it carries.</param>
/// <param name="Holders">Who holds it.</param>
internal sealed record PostView(Post Post, PostVersion Version, Post? ReportsTo, IReadOnlyList<Duty> Duties, IReadOnlyList<Employee> Holders);

internal static class OrganizationAsOfQuery
{
    /// <summary>Departments, posts with their reporting lines and duties, and their holders, as they were or will be on a day.</summary>
    /// <param name="at">The day.</param>
    [Query, Requires(Permissions.ReadStructure)]
    public static async Task<OrganizationView> OrganizationAsOf(DateOnly at, OrganizationDbContext db, CancellationToken ct)
    {
        var departments = await db.Departments.AsNoTracking().OrderBy(d => d.Code).ToListAsync(ct);
        var places = await db.DepartmentPlacements.AsNoTracking().Where(p => p.ValidFrom <= at && (p.ValidUntil == null || p.ValidUntil > at)).ToListAsync(ct);
        var posts = await db.Posts.AsNoTracking().Where(p => p.ValidFrom <= at && (p.ValidUntil == null || p.ValidUntil > at)).OrderBy(p => p.Code).ToListAsync(ct);
        var versions = await db.PostVersions.AsNoTracking().Where(v => v.ValidFrom <= at && (v.ValidUntil == null || v.ValidUntil > at)).ToDictionaryAsync(v => v.PostId, ct);
        var holdings = await (
            from holding in db.PostHoldings.AsNoTracking()
            join employee in db.Employees.AsNoTracking() on holding.EmployeeId equals employee.Id
            where holding.ValidFrom <= at && (holding.ValidUntil == null || holding.ValidUntil > at)
            orderby employee.Number
            select new { holding.PostId, Employee = employee }).ToListAsync(ct);
        var lines = await db.ReportingLines.AboveOn(at, ct);
        var duties = await (
            from carried in db.PostDuties.AsNoTracking()
            join duty in db.Duties.AsNoTracking() on carried.DutyId equals duty.Id
            where carried.ValidFrom <= at && (carried.ValidUntil == null || carried.ValidUntil > at)
            orderby duty.Code
            select new { carried.PostId, Duty = duty }).ToListAsync(ct);
        var postById = posts.ToDictionary(p => p.Id);
        var byId = departments.ToDictionary(d => d.Id);
        return new(at, [
            .. from department in departments
               join place in places on department.Id equals place.DepartmentId
               select new DepartmentView(
                   department, place.Name, place.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null,
                   [.. posts.Where(p => p.DepartmentId == department.Id && versions.ContainsKey(p.Id))
                       .Select(p => new PostView(
                           p, versions[p.Id], lines.TryGetValue(p.Id, out var above) ? postById.GetValueOrDefault(above) : null,
                           [.. duties.Where(d => d.PostId == p.Id).Select(d => d.Duty)], [.. holdings.Where(h => h.PostId == p.Id).Select(h => h.Employee)]))]),
        ]);
    }
}

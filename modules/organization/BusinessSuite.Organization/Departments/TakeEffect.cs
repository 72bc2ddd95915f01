using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Departments;

/// <summary>Lets what was planned for a day take effect: departments get the name, posts what they are and carry, and employees the department, that they have from that day on.</summary>
[Recurring("organization.take-effect", "5 * * * *")]
internal sealed class TakeEffect(OrganizationDbContext db, WorkCalendars calendars) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct) => await On(await calendars.Day(tick, ct), db, ct);

    /// <summary>Brings departments, posts and employees to what holds on a day.</summary>
    public static async Task On(DateOnly day, OrganizationDbContext db, CancellationToken ct)
    {
        var names = await (
            from department in db.Departments
            join place in db.DepartmentPlacements on department.Id equals place.DepartmentId
            where place.ValidFrom <= day && (place.ValidUntil == null || place.ValidUntil > day) && place.Name != department.Name
            select new { department, place.Name }).ToListAsync(ct);
        names.ForEach(n => n.department.Name = n.Name);
        var changed = await (
            from post in db.Posts
            join version in db.PostVersions on post.Id equals version.PostId
            where version.ValidFrom <= day && (version.ValidUntil == null || version.ValidUntil > day)
                && (post.Title != version.Title || post.IsHead != version.IsHead || !post.Roles.SequenceEqual(version.Roles)
                    || post.Limit!.Amount != version.Limit!.Amount || post.Limit!.Currency != version.Limit!.Currency)
            select new { post, version }).ToListAsync(ct);
        changed.ForEach(c => c.post.Be(c.version));
        var moved = await (
            from employee in db.Employees
            join holding in db.PostHoldings on employee.Id equals holding.EmployeeId
            join post in db.Posts on holding.PostId equals post.Id
            where holding.IsPrimary && holding.ValidFrom <= day && (holding.ValidUntil == null || holding.ValidUntil > day) && employee.DepartmentId != post.DepartmentId
            select new { employee, post.DepartmentId }).ToListAsync(ct);
        moved.ForEach(m => m.employee.DepartmentId = m.DepartmentId);
    }
}

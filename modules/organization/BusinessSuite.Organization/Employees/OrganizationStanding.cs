using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Employees;

/// <summary>What an account stands for: the employee's departments, with all below those the employee heads, and the roles of the posts.</summary>
[Provides]
internal sealed class OrganizationStanding(OrganizationDbContext db, Calendars.WorkCalendars calendars) : IStanding
{
    public async Task<Standing?> Of(Guid userId, DateTimeOffset at, CancellationToken ct)
    {
        var employee = await db.Employees.AsNoTracking().Where(e => e.AccountId == userId).Select(e => new { e.Id, e.Number, e.DepartmentId }).FirstOrDefaultAsync(ct);
        if (employee is null)
        {
            return null;
        }

        var day = await calendars.Day(at, ct);
        // Who stands in for someone on approved leave has, for that time, what that one's posts carry.
        var posts = await (
            from holding in db.PostHoldings
            join post in db.Posts on holding.PostId equals post.Id
            where (holding.EmployeeId == employee.Id || db.Absences.Any(a => a.EmployeeId == holding.EmployeeId && a.DeputyId == employee.Id
                && a.LeaveRequestId != null && a.CancelledAt == null && a.From <= at && a.Until > at)) && holding.ValidFrom <= day && (holding.ValidUntil == null || holding.ValidUntil > day)
            select new { post.DepartmentId, post.IsHead, post.Roles, post.Code, post.Title }).AsNoTracking().ToListAsync(ct);
        var places = posts.Any(p => p.IsHead)
            ? await db.DepartmentPlacements.AsNoTracking().Where(p => p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day)).ToListAsync(ct)
            : [];
        var below = places.ToLookup(p => p.ParentId, p => p.DepartmentId);
        var departments = new HashSet<Guid>(posts.Select(p => p.DepartmentId));
        if (employee.DepartmentId is { } own)
        {
            departments.Add(own);
        }

        foreach (var head in posts.Where(p => p.IsHead))
        {
            Add(head.DepartmentId);
        }

        return new(
            employee.Id, [.. departments], [.. posts.SelectMany(p => p.Roles.Select(r => new HeldRole(r, $"{p.Title} ({p.Code})")))], await Clearance(employee.Id, day, ct), employee.Number);

        void Add(Guid department)
        {
            departments.Add(department);
            foreach (var child in below[department])
            {
                Add(child);
            }
        }
    }

    /// <summary>The highest level of the clearances that hold, as far as an agreement binds the employee.</summary>
    private async Task<Confidentiality> Clearance(Guid employee, DateOnly day, CancellationToken ct)
    {
        var levels = await db.Clearances.Where(c => c.EmployeeId == employee && c.RevokedAt == null && c.ValidFrom <= day && (c.ValidUntil == null || c.ValidUntil > day)
            && db.ConfidentialityAgreements.Any(a => a.EmployeeId == employee && a.EndedAt == null && a.SignedOn <= day && (a.ValidUntil == null || a.ValidUntil > day)))
            .Select(c => c.Level).ToListAsync(ct);
        return levels.DefaultIfEmpty(Confidentiality.Internal).Max();
    }
}

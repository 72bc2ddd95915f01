using BusinessSuite.Organization.Posts;
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
            from held in db.HeldOn(day)
            join holder in db.Employees on held.Holding.EmployeeId equals holder.Id
            where holder.Id == employee.Id || db.Absences.Any(a => a.EmployeeId == holder.Id && a.DeputyId == employee.Id
                && a.LeaveRequestId != null && a.CancelledAt == null && a.From <= at && a.Until > at)
            orderby held.Post.Code
            select new Place(holder.Id, holder.Name, held.Post.DepartmentId, held.Version.IsHead, held.Version.Roles, held.Post.Code, held.Version.Title)).AsNoTracking().ToListAsync(ct);
        var places = posts.Any(p => p.IsHead)
            ? await db.DepartmentPlacements.AsNoTracking().Where(p => p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day)).ToListAsync(ct)
            : [];
        var below = places.ToLookup(p => p.ParentId, p => p.DepartmentId);
        var own = posts.Where(p => p.HolderId == employee.Id).ToList();
        return new(employee.Id, [.. Departments(own).Concat(employee.DepartmentId is { } department ? [department] : []).Distinct()], Roles(own), await Clearance(employee.Id, day, ct), employee.Number)
        {
            Deputizes = [.. posts.Except(own).GroupBy(p => (p.HolderId, p.HolderName)).Select(g => new Deputyship(g.Key.HolderId, g.Key.HolderName, [.. Departments(g)], Roles(g)))],
        };

        static List<HeldRole> Roles(IEnumerable<Place> held) => [.. held.SelectMany(p => p.Roles.Select(r => new HeldRole(r, $"{p.Title} ({p.Code})")))];

        HashSet<Guid> Departments(IEnumerable<Place> held)
        {
            var departments = new HashSet<Guid>();
            foreach (var post in held)
            {
                Add(post.DepartmentId, post.IsHead);
            }

            return departments;

            void Add(Guid department, bool withThoseBelow)
            {
                departments.Add(department);
                foreach (var child in withThoseBelow ? below[department] : [])
                {
                    Add(child, true);
                }
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

    private sealed record Place(Guid HolderId, string HolderName, Guid DepartmentId, bool IsHead, List<string> Roles, string Code, string Title);
}

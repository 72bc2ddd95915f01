using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>Looks up days on which no leave is taken, so that it can be said which they are and why. PostgreSQL sees to it that none is.</summary>
[Provides]
internal sealed class LeaveBlocks(OrganizationDbContext db, IUnrestricted unrestricted)
{
    /// <summary>The first block of an employee's days, whoever may read it; null when there is none.</summary>
    public Task<LeaveBlock?> Of(Employee employee, DateOnly first, DateOnly last, CancellationToken ct) => unrestricted.Read(
        async () =>
        {
            var blocks = await db.LeaveBlocks.AsNoTracking().Where(b => b.First <= last && b.Last >= first).OrderBy(b => b.First).ToListAsync(ct);
            var departments = blocks.Any(b => b.DepartmentId is not null) ? await Above(employee.DepartmentId, first, last, ct) : [];
            return blocks.FirstOrDefault(b => b.DepartmentId is not { } department || departments.Contains(department));
        },
        ct);

    /// <summary>A department with those above it in a time.</summary>
    private async Task<HashSet<Guid>> Above(Guid? department, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var placed = (await db.DepartmentPlacements.AsNoTracking().Where(p => p.ParentId != null && p.ValidFrom <= last && (p.ValidUntil == null || p.ValidUntil > first))
            .Select(p => new { p.DepartmentId, p.ParentId }).ToListAsync(ct)).ToLookup(p => p.DepartmentId, p => p.ParentId!.Value);
        var (found, open) = (new HashSet<Guid>(), new Stack<Guid>(department is { } start ? [start] : []));
        while (open.TryPop(out var next))
        {
            foreach (var parent in found.Add(next) ? placed[next] : [])
            {
                open.Push(parent);
            }
        }

        return found;
    }
}

using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Departments;

/// <summary>A department's new place.</summary>
/// <param name="DepartmentId">The department.</param>
/// <param name="ParentId">The department above; none at the top.</param>
internal sealed record DepartmentMove(Id<Department> DepartmentId, Id<Department>? ParentId = null);

/// <summary>A department that begins with a reorganisation.</summary>
/// <param name="Code">The code, unique.</param>
/// <param name="Name">The name.</param>
/// <param name="ParentId">The department above; none at the top.</param>
internal sealed record NewDepartment(string Code, string Name, Id<Department>? ParentId = null);

/// <summary>What a reorganisation did.</summary>
/// <param name="ValidFrom">From when it holds.</param>
/// <param name="Departments">The departments that were made, moved or closed.</param>
internal sealed record Reorganization(DateOnly ValidFrom, IReadOnlyList<Department> Departments);

internal static class ReorganizeOperation
{
    /// <summary>Makes, moves and closes departments as of one date, all together or not at all. In between the tree may be in pieces; at the end it is a tree.</summary>
    /// <param name="validFrom">The first day of the new order.</param>
    /// <param name="create">The departments to make.</param>
    /// <param name="move">The departments to move.</param>
    /// <param name="close">The departments to close; nothing may lie below them then.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Reorganization> Reorganize(
        DateOnly validFrom, OrganizationDbContext db, CancellationToken ct,
        IReadOnlyList<NewDepartment>? create = null, IReadOnlyList<DepartmentMove>? move = null, IReadOnlyList<Id<Department>>? close = null)
    {
        var touched = new List<Department>();
        foreach (var made in create ?? [])
        {
            touched.Add(CreateDepartmentOperation.CreateDepartment(made.Code, made.Name, validFrom, db));
            db.ChangeTracker.Entries<DepartmentPlacement>().Last().Property(p => p.ParentId).CurrentValue = made.ParentId?.Value;
        }

        foreach (var (department, parent) in (move ?? []).Select(m => (m.DepartmentId, m.ParentId)))
        {
            var moved = await db.Departments.Locked(department, ct);
            await End(moved, validFrom, db, ct);
            db.Add(new DepartmentPlacement { DepartmentId = moved.Id, ParentId = parent?.Value, ValidFrom = validFrom });
            touched.Add(moved);
        }

        foreach (var id in close ?? [])
        {
            var closed = await db.Departments.Locked(id, ct);
            await End(closed, validFrom, db, ct);
            closed.ClosedOn = validFrom;
            touched.Add(closed);
        }

        await db.SaveChangesAsync(ct);
        foreach (var id in close ?? [])
        {
            await RequireEmpty(id, validFrom, db, ct);
        }

        return new(validFrom, touched);
    }

    private static async Task End(Department department, DateOnly on, OrganizationDbContext db, CancellationToken ct)
    {
        var place = await db.DepartmentPlacements.FirstOrDefaultAsync(
            p => p.DepartmentId == department.Id && p.ValidFrom < on && (p.ValidUntil == null || p.ValidUntil > on), ct)
            ?? throw new RuleViolation(OrganizationRules.AlreadyEnded);
        place.ValidUntil = on;
        // The old place must end before the new one begins, or the two would overlap.
        await db.SaveChangesAsync(ct);
    }

    private static async Task RequireEmpty(Guid department, DateOnly on, OrganizationDbContext db, CancellationToken ct)
    {
        if (await db.DepartmentPlacements.AnyAsync(p => p.ParentId == department && (p.ValidUntil == null || p.ValidUntil > on), ct))
        {
            throw new RuleViolation(OrganizationRules.Occupied, "departments");
        }

        if (await db.Posts.AnyAsync(p => p.DepartmentId == department && (p.ValidUntil == null || p.ValidUntil > on), ct))
        {
            throw new RuleViolation(OrganizationRules.Occupied, "posts");
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Sdk;

/// <summary>Reads rows that the operation is about to change.</summary>
public static class Locking
{
    /// <summary>The entity, locked until the end of the operation.</summary>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.NotFound"/> when there is none that the caller may see.</exception>
    public static async Task<T> Locked<T>(this DbSet<T> set, Guid id, CancellationToken ct) where T : Entity =>
        await set.LockedOrNull(id, ct) ?? throw new RuleViolation(PlatformRules.NotFound);

    /// <summary>The entity, locked until the end of the operation, or null when there is none that the caller may see.</summary>
    public static async Task<T?> LockedOrNull<T>(this DbSet<T> set, Guid id, CancellationToken ct) where T : Entity
    {
        ArgumentNullException.ThrowIfNull(set);
        var type = set.EntityType;
#pragma warning disable EF1002 // Both names come from the model, never from the caller.
        await set.FromSqlRaw($"select * from \"{type.GetSchema()}\".\"{type.GetTableName()}\" where id = {{0}} for update", id)
            .IgnoreAutoIncludes().LoadAsync(ct);
#pragma warning restore EF1002
        return await set.FirstOrDefaultAsync(e => e.Id == id, ct);
    }
}

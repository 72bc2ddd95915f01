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
        await set.RowsWhere($"id = {id} for update").IgnoreAutoIncludes().LoadAsync(ct);
        return await set.FirstOrDefaultAsync(e => e.Id == id, ct);
    }

    /// <summary>
    /// The rows of a condition in SQL, behind which an order, a limit and a lock may stand. Values of the text are parameters. The columns
    /// are named one by one: what a newer host adds to the table does not disturb statements that are prepared.
    /// </summary>
    public static IQueryable<T> RowsWhere<T>(this DbSet<T> set, FormattableString condition) where T : class
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(condition);
        var table = set.EntityType.GetTableMappings().First().Table;
#pragma warning disable EF1002 // All names come from the model, never from the caller.
        return set.FromSqlRaw(
            $"select {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} from \"{table.Schema}\".\"{table.Name}\" where {condition.Format}", condition.GetArguments()!);
#pragma warning restore EF1002
    }
}

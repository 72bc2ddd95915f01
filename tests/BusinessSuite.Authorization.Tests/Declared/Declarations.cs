using System.Reflection;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Authorization.Tests;

/// <summary>
/// What may be seen by whom, said once more from the declarations alone. Every entity has one row in each of three worlds, and
/// rows relate only within their world: 0 is the caller's own in a department of the caller's, 1 another's in such a
/// department, 2 another's in a foreign department.
/// </summary>
internal sealed class Declarations
{
    /// <summary>The caller's own rows.</summary>
    public const int Own = 0;

    /// <summary>Rows of the caller's departments.</summary>
    public const int Department = 1;

    /// <summary>Rows of others.</summary>
    public const int Foreign = 2;

    /// <summary>All worlds.</summary>
    public static readonly int[] Worlds = [Own, Department, Foreign];

    private readonly List<Kept> _all = [];

    public Declarations(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var schema = services.GetRequiredService<SuiteSchema>();
        foreach (var context in services.GetRequiredService<ModuleCatalog>().Modules.SelectMany(m => m.Contexts).Select(c => (DbContext)scope.ServiceProvider.GetRequiredService(c)))
        {
            foreach (var entity in context.Model.GetEntityTypes().Where(e => e.ClrType.IsSubclassOf(typeof(Entity))).OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                var name = entity.ClrType.GetCustomAttribute<ReadableAttribute>() is { } readable ? readable.Name ?? entity.ClrType.Name : null;
                _all.Add(new(entity, _all.Count, name is null ? null : schema.Model.Find(name)));
            }
        }
    }

    /// <summary>All that is kept.</summary>
    public IReadOnlyList<Kept> All => _all;

    /// <summary>All that can be read.</summary>
    public IEnumerable<Kept> Readable => _all.Where(k => k.Readable is not null);

    /// <summary>Those public entities of which only some rows are public, with the worlds of those.</summary>
    public Dictionary<Kept, HashSet<int>> Published { get; } = [];

    /// <summary>What a type of the schema was declared by.</summary>
    public Kept Of(ReadType type) => _all.Single(k => k.Type == type);

    /// <summary>What is named by that name.</summary>
    public Kept Named(string name) => _all.Single(k => k.Name == name && (k.Readable is not null || _all.Count(o => o.Name == name) == 1));

    /// <summary>What a relation leads to.</summary>
    public Kept Target(RelationAttribute relation) => relation.Target.IsSubclassOf(typeof(Entity))
        ? _all.Single(k => k.Entity.ClrType == relation.Target)
        : Named(relation.Target.GetCustomAttribute<NodeTypeAttribute>()!.Name);

    /// <summary>Whether someone may read any row at all.</summary>
    public static bool May(Kept kept, Asker asker) => kept.Readable!.Public || asker.Reach(kept.Readable.Permission) is not null;

    /// <summary>Whether someone sees the row of a world, or with <paramref name="writes"/> may write it. No account that asks owns a row as such.</summary>
    public bool Sees(Kept kept, int world, Asker asker, bool writes = false) => Sees(kept, world, asker, writes, kept.Readable?.Permission);

    private bool Sees(Kept kept, int world, Asker asker, bool writes, string? permission)
    {
        if (!writes && world == Foreign && kept.Entity.ClrType.IsDefined(typeof(ConfidentialRowsAttribute)))
        {
            // Levels rise from world to world: what is foreign is secret, and nobody who asks is cleared.
            return false;
        }

        var reach = kept.Readable is null || permission is null ? null : asker.Reach(permission);
        if (kept.Rows?.Of is { } of)
        {
            var above = Target(kept.Entity.ClrType.GetProperty(of)!.GetCustomAttribute<RelationAttribute>()!);
            // Both must reach it: the permission for what is above, and the row's own. To its holder the row is his, whatever it belongs to.
            return (reach is not null && kept.Rows.Owner is not null && world == Own) || (Sees(above, world, asker, writes)
                && (kept.Readable is null or { Public: true } || (reach is not null && Sees(above, world, asker, writes, permission))));
        }

        if (kept.Readable is { Public: true })
        {
            return reach is not null || !Published.TryGetValue(kept, out var published) || published.Contains(world);
        }

        if (kept.Rows is null)
        {
            return kept.Readable is null || reach is not null;
        }

        return reach == Scope.All
            || (reach == Scope.Department && kept.Rows.Department is not null && world != Foreign)
            || (reach is not null && kept.Rows.Owner is not null && world == Own)
            || (reach is not null && kept.Rows.Related && !writes && Relating(kept).Any(other => Sees(other, world, asker)));
    }

    private IEnumerable<Kept> Relating(Kept kept) => _all.Where(other => other != kept && other.Entity.GetProperties().Any(p =>
        p.PropertyInfo?.GetCustomAttribute<RelationAttribute>() is { } relation && Target(relation) == kept));
}

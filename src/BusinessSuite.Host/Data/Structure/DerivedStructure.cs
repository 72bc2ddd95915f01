using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>
/// What follows from the declarations and is therefore in no migration: grants, row security, foreign keys across modules,
/// checks of states and enumerations, write-once and append-only triggers. Applied when its text changed.
/// </summary>
internal sealed class DerivedStructure(ModuleCatalog catalog, IServiceScopeFactory scopes)
{
    private readonly Lazy<(string Sql, IReadOnlyList<Table> Tables)> _written = new(() => Write(catalog, scopes));

    /// <summary>The statements.</summary>
    public string Sql => _written.Value.Sql;

    /// <summary>Applies it as the owner, all or nothing.</summary>
    public async Task Apply(NpgsqlConnection owner, CancellationToken ct)
    {
        await Renew(owner, ct);
        // Also when nothing changed: an index may have been dropped meanwhile.
        await IndexCheck.Require(_written.Value.Tables, owner, ct);
    }

    private async Task Renew(NpgsqlConnection owner, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
        await using var transaction = await owner.BeginTransactionAsync(ct);
        await Execute(owner, "create schema if not exists suite; create table if not exists suite.structure (hash text not null, applied_at timestamptz not null default now())", ct);
        await using (var known = new NpgsqlCommand("select hash from suite.structure order by applied_at desc limit 1", owner))
        {
            if ((string?)await known.ExecuteScalarAsync(ct) == hash)
            {
                return;
            }
        }

        await Execute(owner, Sql, ct);
        await Execute(owner, $"insert into suite.structure (hash, applied_at) values ('{hash}', clock_timestamp())", ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task Execute(NpgsqlConnection owner, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, owner) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static (string Sql, IReadOnlyList<Table> Tables) Write(ModuleCatalog catalog, IServiceScopeFactory scopes)
    {
        var tables = Tables(catalog, scopes);
        var sql = new StringBuilder(CallerFunctions.Sql);
        foreach (var schema in catalog.Modules.Where(m => m.Contexts.Count > 0).Select(m => m.Name).Append("hangfire"))
        {
            sql.AppendLine($"grant usage on schema \"{schema}\" to {SuiteDatabase.AppRole};");
        }

        sql.AppendLine($"grant select, insert, update, delete on all tables in schema hangfire to {SuiteDatabase.AppRole};");
        sql.AppendLine($"grant usage, select on all sequences in schema hangfire to {SuiteDatabase.AppRole};");
        foreach (var table in tables)
        {
            Grants.Write(sql, table);
            RowSecurity.Write(sql, table, tables);
            ForeignKeys.Write(sql, table, tables);
            Triggers.Write(sql, table);
        }

        sql.AppendLine(CallerFunctions.Retire);
        return (sql.ToString(), tables);
    }

    /// <summary>Every table of every module, by the models that work with them: to make others takes a third of a start.</summary>
    private static List<Table> Tables(ModuleCatalog catalog, IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        return [..
            from module in catalog.Modules
            from type in module.Contexts
            from entity in ((DbContext)scope.ServiceProvider.GetRequiredService(type)).Model.GetEntityTypes()
            where entity.GetTableName() is not null && entity.GetSchema() == module.Name
            select new Table(module, entity)];
    }
}

/// <summary>A table with what its entity declares.</summary>
internal sealed record Table(LoadedModule Module, IEntityType Entity)
{
    /// <summary>The quoted name with its schema.</summary>
    public string Name => $"\"{Entity.GetSchema()}\".\"{Entity.GetTableName()}\"";

    /// <summary>The bare name, for names of constraints.</summary>
    public string Bare => Entity.GetTableName()!;

    /// <summary>The C# entity.</summary>
    public Type Clr => Entity.ClrType;

    /// <summary>An attribute of the entity.</summary>
    public T? Attribute<T>() where T : Attribute => (T?)System.Attribute.GetCustomAttribute(Clr, typeof(T));

    /// <summary>The column of a property, unquoted.</summary>
    public string Column(string property) => Entity.FindProperty(property)?.GetColumnName()
        ?? throw new ModuleRefusedException($"Module {Module.Name}: {Clr.Name} has no mapped property {property}.");

    /// <summary>The properties with an attribute.</summary>
    public IEnumerable<(IProperty Property, T Attribute)> With<T>() where T : Attribute =>
        from property in Entity.GetProperties()
        let attribute = property.PropertyInfo is { } info ? (T?)System.Attribute.GetCustomAttribute(info, typeof(T)) : null
        where attribute is not null
        select (property, attribute);

    /// <summary>The name under which others relate to the entity.</summary>
    public string NodeName => Attribute<ReadableAttribute>()?.Name ?? Clr.Name;

    /// <summary>The table that a relation leads to.</summary>
    public static Table? Target(RelationAttribute relation, IEnumerable<Table> tables) => relation.Target.IsSubclassOf(typeof(Entity))
        ? tables.FirstOrDefault(t => t.Clr == relation.Target)
        : tables.FirstOrDefault(t => t.NodeName == ((NodeTypeAttribute?)System.Attribute.GetCustomAttribute(relation.Target, typeof(NodeTypeAttribute)))?.Name);
}

using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>Nothing can be filtered or ordered by that PostgreSQL has no index for.</summary>
internal static class IndexCheck
{
    /// <summary>Compares the declarations with the indexes that there are.</summary>
    /// <exception cref="ModuleRefusedException">An index is missing.</exception>
    public static async Task Require(IEnumerable<Table> tables, NpgsqlConnection owner, CancellationToken ct)
    {
        var led = new HashSet<string>();
        await using (var command = new NpgsqlCommand(
            """
            select n.nspname || '.' || t.relname || '.' || a.attname from pg_index i join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where i.indpred is null
            """,
            owner))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                led.Add(reader.GetString(0));
            }
        }

        var missing = (
            from table in tables
            where table.Attribute<ReadableAttribute>() is not null
            from property in table.With<FilterableAttribute>().Select(p => p.Property).Concat(table.With<SortableAttribute>().Select(p => p.Property))
                .Concat(table.With<RelationAttribute>().Select(p => p.Property))
            where !led.Contains($"{table.Entity.GetSchema()}.{table.Bare}.{property.GetColumnName()}")
            select $"Module {table.Module.Name}: {table.Clr.Name}.{property.Name} can be filtered or ordered by, but no index begins with it.").Distinct().ToList();
        if (missing.Count > 0)
        {
            throw new ModuleRefusedException(string.Join(' ', missing));
        }
    }
}

using System.Text;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>Foreign keys to tables of other modules, which no module's own migrations know.</summary>
internal static class ForeignKeys
{
    public static void Write(StringBuilder sql, Table table, IReadOnlyList<Table> tables)
    {
        foreach (var (property, relation) in table.With<RelationAttribute>())
        {
            if (relation.Target.IsSubclassOf(typeof(Entity)))
            {
                continue;
            }

            var target = Table.Target(relation, tables)
                ?? throw new ModuleRefusedException($"Module {table.Module.Name}: {table.Clr.Name}.{property.Name} relates to {relation.Target.Name}, which no installed module provides.");
            var name = $"fk_{table.Bare}_{property.GetColumnName()}";
            sql.AppendLine($"""
                do $k$ begin
                  if not exists (select 1 from pg_constraint where conname = '{name}' and conrelid = '{table.Name}'::regclass) then
                    alter table {table.Name} add constraint "{name}" foreign key ("{property.GetColumnName()}") references {target.Name} (id) on delete restrict not valid;
                    alter table {table.Name} validate constraint "{name}";
                  end if;
                end $k$;
                """);
        }
    }

    /// <summary>The column's name with quotes inside doubled.</summary>
    public static string GetColumnNameQuoted(this IProperty property) => property.GetColumnName().Replace("\"", "\"\"", StringComparison.Ordinal);
}

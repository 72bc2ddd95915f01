using System.Reflection;
using System.Text;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>What may never change, and how states may: enforced by PostgreSQL whoever writes.</summary>
internal static class Triggers
{
    public static void Write(StringBuilder sql, Table table)
    {
        foreach (var property in table.Entity.GetProperties())
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                var values = string.Join(", ", Enum.GetNames(type).Select(n => $"'{UpperSnake.Of(n)}'"));
                Check(sql, table, $"ck_{table.Bare}_{property.GetColumnName()}_values", $"\"{property.GetColumnName()}\" in ({values})");
            }
        }

        foreach (var machine in Machines(table.Clr))
        {
            var column = table.Column(machine.Property.Name);
            var steps = string.Join(", ", machine.Transitions.Select(t => $"('{t.From}', '{t.To}')").Distinct().DefaultIfEmpty("('', '')"));
            Trigger(sql, table, $"st_{table.Bare}_{column}", $"before update of \"{column}\"", $"""
                if old."{column}" is distinct from new."{column}" and (old."{column}", new."{column}") not in ({steps}) then
                  raise exception 'this change of state is not permitted' using errcode = '23514', constraint = 'st_{table.Bare}_{column}';
                end if;
                return new;
                """);
        }

        var amounts = table.Entity.GetComplexProperties().Where(p => p.PropertyInfo?.IsDefined(typeof(WriteOnceAttribute)) == true).SelectMany(p => p.ComplexType.GetProperties());
        var once = table.With<WriteOnceAttribute>().Select(p => p.Property).Concat(amounts).Select(p => p.GetColumnName()).Concat(["id"]).ToList();
        if (table.Clr.IsSubclassOf(typeof(Entity)))
        {
            var changed = string.Join(" or ", once.Select(c => $"(old.\"{c}\" is not null and new.\"{c}\" is distinct from old.\"{c}\")"));
            Trigger(sql, table, $"wo_{table.Bare}", "before update", $"""
                if {changed} then
                  raise exception 'a value that is given once may not change' using errcode = '23514', constraint = 'wo_{table.Bare}';
                end if;
                return new;
                """);
        }

        if (table.Attribute<AppendOnlyAttribute>() is not null)
        {
            sql.AppendLine($"create or replace trigger ao_{table.Bare} before update or delete on {table.Name} for each row execute function suite.refuse_change();");
            sql.AppendLine($"create or replace trigger ao_{table.Bare}_truncate before truncate on {table.Name} for each statement execute function suite.refuse_change();");
        }
    }

    /// <summary>The state machines that an entity declares.</summary>
    public static IEnumerable<IStateMachine> Machines(Type entity) => entity
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(f => typeof(IStateMachine).IsAssignableFrom(f.FieldType)).Select(f => (IStateMachine)f.GetValue(null)!);

    private static void Check(StringBuilder sql, Table table, string name, string condition) =>
        sql.AppendLine($"alter table {table.Name} drop constraint if exists \"{name}\"; alter table {table.Name} add constraint \"{name}\" check ({condition});");

    private static void Trigger(StringBuilder sql, Table table, string name, string when, string body)
    {
        sql.AppendLine($"create or replace function \"{table.Entity.GetSchema()}\".\"{name}\"() returns trigger language plpgsql as $f$ begin\n{body}\nend $f$;");
        sql.AppendLine($"create or replace trigger \"{name}\" {when} on {table.Name} for each row execute function \"{table.Entity.GetSchema()}\".\"{name}\"();");
    }
}

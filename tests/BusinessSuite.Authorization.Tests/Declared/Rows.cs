using System.Globalization;
using System.Text;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Authorization.Tests;

/// <summary>
/// Puts a row of every entity into every world, from the columns that the database has: each column gets a value, and values
/// differ between worlds as far as their type has several. They fall from world to world, against the order of the keys.
/// </summary>
internal sealed class Rows(Declarations declarations)
{
    private readonly HashSet<(Kept Kept, string Column)> _empty = [];

    /// <summary>Whether a column of the rows has a value. A relation of an entity to itself has none, where it may.</summary>
    public bool HasValue(Kept kept, string column) => !_empty.Contains((kept, column.Trim('"')));

    /// <summary>Adds the rows.</summary>
    /// <param name="superuser">A connection that is held by no rule of the business; only who may see the rows is looked at here.</param>
    public async Task Add(NpgsqlConnection superuser)
    {
        var sql = new StringBuilder("set session_replication_role = replica;");
        foreach (var kept in declarations.All)
        {
            // The platform's own indexes stay: it adds by them what is not there yet.
            sql.AppendLine(CultureInfo.InvariantCulture, $$"""
                alter table {{kept.Table}} disable trigger all;
                do $$ declare c text; begin
                  for c in select format('alter table {{kept.Table}} drop constraint %I cascade', conname) from pg_constraint where conrelid = '{{kept.Table}}'::regclass and contype in ('c', 'x', 'u') loop execute c; end loop;
                  for c in select format('drop index %s', indexrelid::regclass) from pg_index where indrelid = '{{kept.Table}}'::regclass and indisunique and not indisprimary and '{{kept.Entity.GetSchema()}}' <> 'suite' loop execute c; end loop;
                end $$;
                """);
            var columns = await Columns(kept, superuser);
            foreach (var world in Declarations.Worlds)
            {
                sql.AppendLine(CultureInfo.InvariantCulture, $"insert into {kept.Table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) values ({string.Join(", ", columns.Select(c => Value(kept, c, world)))});");
            }
        }

        sql.AppendLine("set session_replication_role = origin;");
        await using var command = new NpgsqlCommand(sql.ToString(), superuser);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<Column>> Columns(Kept kept, NpgsqlConnection connection)
    {
        const string Sql = """
            select a.attname, t.typname, not a.attnotnull, case when t.typname in ('varchar', 'bpchar') and a.atttypmod > 4 then a.atttypmod - 4 end
            from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
            """;
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = kept.Table } } };
        await using var row = await command.ExecuteReaderAsync();
        var columns = new List<Column>();
        while (await row.ReadAsync())
        {
            columns.Add(new(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetInt32(3)));
        }

        return columns;
    }

    private string Value(Kept kept, Column column, int world)
    {
        var property = kept.Property(column.Name);
        if (column.Name == "id")
        {
            return $"'{kept.Key(world)}'";
        }

        if (column.Name == "version")
        {
            return "1";
        }

        if (kept.Relation(column.Name) is { } relation)
        {
            var target = declarations.Target(relation);
            if (target == kept && column.Nullable)
            {
                _empty.Add((kept, column.Name));
                return "null";
            }

            return $"'{target.Key(world)}'";
        }

        if (kept.Rows is { } rows && property is not null && (property.Name == rows.Department || property.Name == rows.Owner))
        {
            return $"'{declarations.Named(property.Name == rows.Department ? "Department" : "Employee").Key(world)}'";
        }

        var declared = property?.GetElementType()?.ClrType ?? property?.ClrType;
        var clr = declared is null ? null : Nullable.GetUnderlyingType(declared) ?? declared;
        if (clr?.IsEnum == true && !column.Type.StartsWith('_'))
        {
            var names = Enum.GetNames(clr);
            return $"'{UpperSnake.Of(names[world % names.Length])}'";
        }

        var day = $"2026-01-0{9 - world}";
        return column.Type switch
        {
            "uuid" => $"'{Guid.Parse($"0190b000-0000-7000-8000-{world:D12}")}'",
            "text" or "varchar" or "bpchar" => $"'{Text(column, world)}'",
            "bool" => world == Declarations.Own ? "true" : "false",
            "int2" or "int4" or "int8" => $"{100 - world}",
            "numeric" or "float4" or "float8" => $"{10 - world}.5",
            "date" => $"'{day}'",
            "timestamp" or "timestamptz" => $"'{day}T08:00:00Z'",
            "time" => $"'0{9 - world}:00'",
            "interval" => $"'{9 - world} hours'",
            "bytea" => $"'\\x0{world}'",
            "json" or "jsonb" => clr is not null && clr != typeof(string) && clr.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "'[]'" : "'{}'",
            ['_', .. var item] => $"array[{Value(kept, column with { Type = item }, world)}]::{item}[]",
            _ when column.Type.EndsWith("range", StringComparison.Ordinal) => "'empty'",
            _ => throw new InvalidOperationException($"{kept.Table}.{column.Name} has the type {column.Type}, of which no value is known here."),
        };
    }

    private static string Text(Column column, int world)
    {
        var text = $"{(char)('c' - world)}{column.Name.Replace("_", "", StringComparison.Ordinal)}";
        return column.Length < text.Length ? text[..column.Length.Value] : text;
    }

    private sealed record Column(string Name, string Type, bool Nullable, int? Length);
}

using System.Text;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>Row security from <see cref="RowsAttribute"/>. It is forced on the owner too, who gets a policy of its own for migrations.</summary>
internal static class RowSecurity
{
    public static void Write(StringBuilder sql, Table table, IReadOnlyList<Table> tables)
    {
        var rows = table.Attribute<RowsAttribute>();
        if (rows is null && table.With<RelationAttribute>().Any(r => Table.Target(r.Attribute, tables)?.NodeName == "Department"))
        {
            throw new ModuleRefusedException($"Module {table.Module.Name}: {table.Clr.Name} belongs to a department and does not say who may see its rows; mark it [Rows(...)].");
        }

        var readable = table.Attribute<ReadableAttribute>();
        if (rows is null && readable is null)
        {
            return;
        }

        var sees = Condition(table, rows, readable, tables, "suite.scope");
        if (table.Attribute<ConfidentialRowsAttribute>() is { } confidential)
        {
            sees = $"({sees}) and {NeedToKnow.Condition(table.Entity, table.Name, NeedToKnow.LevelOf(table.Entity, confidential, table.Name), confidential.Subject)}";
        }

        var writes = Condition(table, rows, readable, tables, "suite.write_scope");
        sql.AppendLine($"alter table {table.Name} enable row level security;");
        sql.AppendLine($"alter table {table.Name} force row level security;");
        sql.AppendLine($"drop policy if exists suite_rows on {table.Name};");
        sql.AppendLine($"create policy suite_rows on {table.Name} to {SuiteDatabase.AppRole} using ({sees}) with check ({writes});");
        sql.AppendLine($"drop policy if exists suite_owner_rows on {table.Name};");
        sql.AppendLine($"do $p$ begin execute format('create policy suite_owner_rows on {table.Name} to %I using (true) with check (true)', current_user); end $p$;");
    }

    private static bool IsConfidential(Table table, IReadOnlyList<Table> tables) => table.Attribute<ConfidentialRowsAttribute>() is not null
        || (table.Attribute<RowsAttribute>()?.Of is { } of && table.With<RelationAttribute>().FirstOrDefault(r => r.Property.Name == of).Attribute is { } relation
            && Table.Target(relation, tables) is { } parent && IsConfidential(parent, tables));

    private static string Condition(Table table, RowsAttribute? rows, ReadableAttribute? readable, IReadOnlyList<Table> tables, string function)
    {
        // In a sub-select the function runs once for a statement, not once for a row. That a caller sees all, or anything, is
        // written as an inequality: PostgreSQL guesses that nearly every row passes one, and then plans as it would without
        // the policy; of an equality it guesses that hardly any does, and plans for a handful of rows.
        string Scope(string permission) => $"(select {function}('{permission}'))";
        string Any(string permission) => $"{Scope(permission)} <> 0";
        string All(params string[] permissions) => $"(select ({string.Join(" and ", permissions.Select(p => $"{function}('{p}') = 3"))})::int) <> 0";
        if (readable?.Public == true && rows?.Of is null)
        {
            return readable.PublicWhen is { } published ? $"({published}) or {Any(readable.Permission)}" : "true";
        }

        if (rows?.Of is { } parentProperty)
        {
            var (property, relation) = table.With<RelationAttribute>().FirstOrDefault(r => r.Property.Name == parentProperty);
            var parent = relation is null ? null : Table.Target(relation, tables);
            if (parent is null)
            {
                throw new ModuleRefusedException($"Module {table.Module.Name}: the rows of {table.Clr.Name} follow {parentProperty}, which is no relation.");
            }

            var reach = readable is null || readable.Public ? "true" : Any(readable.Permission);
            // The row above is looked up under its own policy; a caller who may see all needs no look, unless it may be confidential.
            var all = readable is null || IsConfidential(parent, tables) ? "false" : All(readable.Permission, parent.Attribute<ReadableAttribute>()?.Permission ?? "");
            return $"{all} or ({reach} and exists (select 1 from {parent.Name} p where p.id = {table.Name}.\"{property.GetColumnNameQuoted()}\"))";
        }

        var permission = readable?.Permission ?? "";
        if (rows is null)
        {
            return Any(permission);
        }

        var scope = Scope(permission);
        var parts = new List<string> { All(permission) };
        if (rows.Department is { } department)
        {
            parts.Add($"({scope} = 2 and \"{table.Column(department)}\" = any((select suite.caller_departments())::uuid[]))");
        }

        if (rows.Owner is { } owner)
        {
            parts.Add($"({scope} >= 1 and \"{table.Column(owner)}\" = (select suite.caller_employee()))");
        }

        return string.Join(" or ", parts);
    }
}

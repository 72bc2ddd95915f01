using System.Text;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

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

        var sees = Condition(table, tables, writes: false, table.Name);
        if (table.Attribute<ConfidentialRowsAttribute>() is { } confidential)
        {
            var level = NeedToKnow.LevelOf(table.Entity, confidential, table.Name);
            // What is visible because of the rows that relate to it is known to those who know such a row.
            var knows = rows?.Related == true
                ? string.Join(" or ", ["suite.clearance() = 4", .. Relating(table, tables, table.Name)])
                : NeedToKnow.Condition(table.Entity, table.Name, level, confidential.Subject);
            sees = $"({sees}) and ({NeedToKnow.NoSecret(level)} or {knows})";
            if (confidential is { Subject: { } subject, SubjectWhen: { } told })
            {
                sees = $"{sees} and (({told}) or \"{table.Column(subject)}\" is distinct from (select suite.caller_employee()))";
            }
        }

        var writes = Condition(table, tables, writes: true, table.Name);
        foreach (var below in Showing(table, tables))
        {
            var (relation, _) = Above(below, tables);
            var shows = below.Attribute<RowsAttribute>()!;
            // As the owner of the tables: who may see a row below is not asked again.
            sql.AppendLine($"create or replace function {Shown(table, below)} returns uuid[] language sql stable parallel safe security definer set search_path = pg_catalog as");
            sql.AppendLine($"$f$ select coalesce(array_agg(distinct \"{relation.GetColumnNameQuoted()}\"), '{{}}') from {below.Name} where \"{below.Column(shows.Owner!)}\" = suite.caller_employee() and {shows.Shows} $f$;");
        }

        sql.AppendLine($"alter table {table.Name} enable row level security;");
        sql.AppendLine($"alter table {table.Name} force row level security;");
        sql.AppendLine($"drop policy if exists suite_rows on {table.Name};");
        sql.AppendLine($"create policy suite_rows on {table.Name} to {SuiteDatabase.AppRole} using ({sees}) with check ({writes});");
        sql.AppendLine($"drop policy if exists suite_owner_rows on {table.Name};");
        sql.AppendLine($"do $p$ begin execute format('create policy suite_owner_rows on {table.Name} to %I using (true) with check (true)', current_user); end $p$;");
    }

    /// <summary>The condition on a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="tables">All tables.</param>
    /// <param name="writes">Whether the row is written; else it is read.</param>
    /// <param name="name">What the row is called where the condition stands.</param>
    /// <param name="asked">The permission whose reach is asked for; null for that of the table itself.</param>
    private static string Condition(Table table, IReadOnlyList<Table> tables, bool writes, string name, string? asked = null)
    {
        var (rows, readable) = (table.Attribute<RowsAttribute>(), table.Attribute<ReadableAttribute>());
        var (function, writing) = writes ? ("suite.write_scope", "true") : ("suite.scope", "false");
        // In a sub-select the function runs once for a statement, not once for a row. That a caller sees all, or anything, is
        // written as an inequality: PostgreSQL guesses that nearly every row passes one, and then plans as it would without
        // the policy; of an equality it guesses that hardly any does, and plans for a handful of rows.
        string Any(string permission) => $"(select {function}('{permission}')) <> 0";
        string All(params string[] permissions) => $"(select ({string.Join(" and ", permissions.Select(p => $"{function}('{p}') = 3"))})::int) <> 0";
        if (readable?.Public == true && rows?.Of is null)
        {
            return readable.PublicWhen is { } published ? $"({published}) or {Any(readable.Permission)}" : "true";
        }

        var permission = asked ?? readable?.Permission ?? "";
        string Mine(string holder) => $"\"{table.Column(holder)}\" = (select suite.reached_employee('{permission}', {writing}))";
        if (rows?.Of is not null)
        {
            var (property, parent) = Above(table, tables);
            var open = asked is null && readable?.Public != false;
            // A caller who may see all, here and all the way up, needs no look at the row above, unless it may be confidential.
            var all = readable is null || Upwards(parent, tables).Any(t => t.Attribute<ConfidentialRowsAttribute>() is not null)
                ? "false"
                : All([.. Upwards(table, tables).Select(t => t.Attribute<ReadableAttribute>()?.Permission ?? "").Append(permission).Distinct()]);
            var above = name == table.Name ? "p" : name + "p";
            // It is looked up under its own policy, which says whether it is seen; how far a permission of the row's own goes is for this one to say.
            var reach = writes ? $" and ({Condition(parent, tables, writes, above, asked)})"
                : !open && permission != parent.Attribute<ReadableAttribute>()?.Permission ? $" and ({Condition(parent, tables, writes, above, permission)})"
                : "";
            var own = rows.Owner is { } holder ? $" or {name}.{Mine(holder)}" : "";
            return $"{all} or ({(open ? "true" : Any(permission))} and exists (select 1 from {parent.Name} {above} where {above}.id = {name}.\"{property.GetColumnNameQuoted()}\"{reach})){own}";
        }

        if (rows is null)
        {
            // What is neither read nor anybody's has no row security.
            return readable is null ? "true" : Any(permission);
        }

        var parts = new List<string> { All(permission) };
        if (rows.Department is { } department)
        {
            parts.Add($"{name}.\"{table.Column(department)}\" = any((select suite.reached_departments('{permission}', {writing}))::uuid[])");
            if (rows.Common && !writes)
            {
                parts.Add($"({Any(permission)} and {name}.\"{table.Column(department)}\" is null)");
            }
        }

        parts.AddRange(rows.Involved.Prepend(rows.Owner).OfType<string>().Select(employee => $"{name}.{Mine(employee)}"));
        if (!writes)
        {
            parts.AddRange(Showing(table, tables).Select(below => $"({Any(permission)} and {name}.id = any((select {Shown(table, below)})::uuid[]))"));
        }

        if (rows.Account is { } account)
        {
            parts.Add($"({Any(permission)} and {name}.\"{table.Column(account)}\" = (select suite.caller_user()))");
        }

        if (rows.Related && !writes)
        {
            parts.AddRange(Relating(table, tables, name).Select(r => $"({Any(permission)} and {r})"));
        }

        return string.Join(" or ", parts);
    }

    /// <summary>That there is a row that relates to this one: one condition for each table. Such rows are looked up under their own policies.</summary>
    private static IEnumerable<string> Relating(Table table, IReadOnlyList<Table> tables, string name) =>
        from other in tables
        from relation in other.With<RelationAttribute>()
        where other != table && Table.Target(relation.Attribute, tables) == table
        select $"exists (select 1 from {other.Name} r where r.\"{relation.Property.GetColumnNameQuoted()}\" = {name}.id)";

    /// <summary>The tables below this one whose owners see its rows.</summary>
    private static IEnumerable<Table> Showing(Table table, IReadOnlyList<Table> tables) =>
        tables.Where(t => t.Attribute<RowsAttribute>() is { Of: not null, Owner: not null, Shows: not null } && Above(t, tables).Table == table);

    /// <summary>The function that tells which rows the caller sees by what is his below them. It runs once for a statement.</summary>
    private static string Shown(Table table, Table below) => $"\"{table.Entity.GetSchema()}\".\"{table.Entity.GetTableName()}_shown_by_{below.Entity.GetTableName()}\"()";

    /// <summary>The relation whose row decides, and its table.</summary>
    private static (IProperty Property, Table Table) Above(Table table, IReadOnlyList<Table> tables)
    {
        var of = table.Attribute<RowsAttribute>()!.Of!;
        var (property, relation) = table.With<RelationAttribute>().FirstOrDefault(r => r.Property.Name == of);
        return relation is not null && Table.Target(relation, tables) is { } above
            ? (property, above)
            : throw new ModuleRefusedException($"Module {table.Module.Name}: the rows of {table.Clr.Name} follow {of}, which is no relation.");
    }

    /// <summary>A table and those above it whose rows decide about its own.</summary>
    private static IEnumerable<Table> Upwards(Table table, IReadOnlyList<Table> tables)
    {
        yield return table;
        while (table.Attribute<RowsAttribute>()?.Of is not null)
        {
            yield return table = Above(table, tables).Table;
        }
    }
}

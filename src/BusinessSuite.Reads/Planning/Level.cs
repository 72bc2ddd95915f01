using NpgsqlTypes;

namespace BusinessSuite.Reads;

/// <summary>
/// One statement of a plan: a list, its groups, or some rows by key, with their relations to one joined. A list below rows of
/// another level is read for all of them at once, by a lateral join on the keys that the other level's own query gives.
/// </summary>
internal sealed class Level(int index, ReadType type)
{
    private readonly List<string> _columns = [];
    private readonly List<LevelJoin> _joins = [];

    public const string Own = "t0";

    /// <summary>Its number in the plan.</summary>
    public int Index { get; } = index;

    public ReadType Type { get; } = type;

    /// <summary>The level whose rows the lists hang from, and the alias there.</summary>
    public (Level Level, string Alias, string Column)? Parent { get; init; }

    /// <summary>The keys to read, when this is not a list.</summary>
    public Func<Variables, Guid[]>? Keys { get; init; }

    public Action<SqlWriter>? Where { get; init; }

    /// <summary>Whether it finds at most one row, by what is unique.</summary>
    public bool FindsOne { get; init; }

    /// <summary>What the rows are gathered by, when not they but their groups are read.</summary>
    public Grouping? Groups { get; init; }

    public Keyset Order { get; set; } = new([]);

    /// <summary>The page size. It stands in the statement, since PostgreSQL plans by it.</summary>
    public int Limit { get; init; } = int.MaxValue;

    public Func<Variables, object?>? After { get; init; }

    public Func<Variables, object?>? Before { get; init; }

    /// <summary>Whether the page is taken from the end.</summary>
    public bool Backward { get; init; }

    /// <summary>The renderings of each row.</summary>
    public List<RowOutput> Outputs { get; } = [];

    /// <summary>The columns that make a cursor; null when none is asked for.</summary>
    public int[]? CursorOrdinals { get; private set; }

    /// <summary>Whether the page tells where it starts or ends.</summary>
    public bool HasPageCursors { get; set; }

    /// <summary>The column that tells the list or the key a row belongs to; -1 for the one list at the root.</summary>
    public int GroupOrdinal { get; private set; } = -1;

    public Statement? Rows { get; private set; }

    /// <summary>The position of a column among those read.</summary>
    public int Column(string alias, string column) => Value($"{alias}.{column}");

    /// <summary>The position of a value among those read.</summary>
    public int Value(string sql)
    {
        var at = _columns.IndexOf(sql);
        if (at < 0)
        {
            at = _columns.Count;
            _columns.Add(sql);
        }

        return Parent is null ? at : at + 1;
    }

    /// <summary>The alias under which a related row is joined.</summary>
    public string Join(string from, string column, ReadType target)
    {
        var known = _joins.Find(j => j.From == from && j.Column == column);
        if (known is null)
        {
            known = new(from, column, target.Table, $"t{_joins.Count + 1}");
            _joins.Add(known);
        }

        return known.Alias;
    }

    public void NeedCursors() => CursorOrdinals ??= [.. Order.Terms.Select(t => Column(t.Alias, t.Column.Column))];

    /// <summary>Writes the statement, once all columns are known.</summary>
    public void Compile()
    {
        GroupOrdinal = Parent is not null ? 0 : Keys is not null ? Column(Own, "\"id\"") : -1;
        var w = new SqlWriter();
        if (Parent is { } parent)
        {
            w.Write("select p.k, c.* from (");
            parent.Level.SelectKeys(w, parent.Alias);
            w.Write(") p cross join lateral (");
            Select(w);
            w.Write(") c");
        }
        else
        {
            Select(w);
        }

        Rows = w.ToStatement();
    }

    /// <summary>The statement that counts each list in full.</summary>
    public Statement CompileTotal()
    {
        var w = new SqlWriter();
        if (Parent is { } parent)
        {
            w.Write("select p.k, count(*) from (");
            parent.Level.SelectKeys(w, parent.Alias);
            w.Write($") p join {Type.Table} {Own} on {Own}.{parent.Column} = p.k");
            Condition(w, " where ", Where);
            w.Write(" group by p.k");
        }
        else
        {
            w.Write($"select null::uuid, count(*) from {Type.Table} {Own}");
            Condition(w, " where ", Where);
        }

        return w.ToStatement();
    }

    /// <summary>Writes a condition behind the word that links it to what stands before.</summary>
    /// <returns>The word for the next one.</returns>
    public static string Condition(SqlWriter w, string link, Action<SqlWriter>? condition)
    {
        if (condition is null)
        {
            return link;
        }

        w.Write(link);
        condition(w);
        return " and ";
    }

    private void Select(SqlWriter w)
    {
        w.Write("select ");
        for (var i = 0; i < _columns.Count; i++)
        {
            w.Write(i == 0 ? "" : ", ").Write(_columns[i]).Write($" as c{i}");
        }

        // One row more than the page holds tells that there are more.
        var limit = Limit + 1L;
        var ordering = Needed(Own).Count();
        if (ordering == 0 || ordering == _joins.Count)
        {
            From(w, _joins, limit);
            return;
        }

        // The order of related rows is known when all were looked at: what only the page shows is joined to the page.
        w.Write(" from (");
        OwnKeys(w, Own, limit);
        w.Write($") k join {Type.Table} {Own} on {Own}.id = k.k");
        Join(w, _joins);
        Order.Order(w, Backward);
    }

    private void From(SqlWriter w, IEnumerable<LevelJoin> joins, long limit)
    {
        if (Groups is not null)
        {
            w.Write(" from (");
            Groups.Select(w, this);
            w.Write($") {Own}");
        }
        else
        {
            w.Write($" from {Type.Table} {Own}");
        }

        Join(w, joins);
        if (Groups is not null)
        {
            w.Write($" order by {Own}.{Grouping.Place}");
            return;
        }

        if (Keys is { } keys)
        {
            w.Write($" where {Own}.id = any(").Value(v => keys(v), NpgsqlDbType.Array | NpgsqlDbType.Uuid).Write(")");
            return;
        }

        var link = " where ";
        if (Parent is { } parent)
        {
            w.Write($"{link}{Own}.{parent.Column} = p.k");
            link = " and ";
        }

        link = Condition(w, link, Where);
        link = Condition(w, link, After is { } after ? x => Order.Behind(x, after, before: false) : null);
        Condition(w, link, Before is { } before ? x => Order.Behind(x, before, before: true) : null);
        Order.Order(w, Backward);
        w.Write($" limit {limit}");
    }

    private static void Join(SqlWriter w, IEnumerable<LevelJoin> joins)
    {
        foreach (var join in joins)
        {
            w.Write($" left join {join.Table} {join.Alias} on {join.Alias}.id = {join.From}.{join.Column}");
        }
    }

    private void SelectKeys(SqlWriter w, string alias)
    {
        // Through a relation to one, several rows may lead to the same key.
        var distinct = alias != Own;
        if (distinct)
        {
            w.Write("select distinct d.k from (");
        }

        if (Parent is { } parent)
        {
            w.Write("select c.k from (");
            parent.Level.SelectKeys(w, parent.Alias);
            w.Write(") p cross join lateral (");
        }

        OwnKeys(w, alias, Limit);
        if (Parent is not null)
        {
            w.Write(") c");
        }

        if (distinct)
        {
            w.Write(") d where d.k is not null");
        }
    }

    /// <summary>The keys of a page's rows, or of rows that these lead to, without what else the page shows.</summary>
    private void OwnKeys(SqlWriter w, string alias, long limit)
    {
        w.Write($"select {alias}.id as k");
        From(w, Needed(alias), limit);
    }

    /// <summary>The joins that lead to a row or to what the rows are ordered by.</summary>
    private IEnumerable<LevelJoin> Needed(string alias)
    {
        var needed = Order.Terms.Select(t => t.Alias).Append(alias).SelectMany(Path).ToHashSet();
        return _joins.Where(needed.Contains);
    }

    private IEnumerable<LevelJoin> Path(string alias) =>
        alias == Own ? [] : _joins.Where(j => j.Alias == alias).SelectMany(j => Path(j.From).Append(j));

    private sealed record LevelJoin(string From, string Column, string Table, string Alias);
}

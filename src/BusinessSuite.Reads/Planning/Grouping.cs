using NpgsqlTypes;

namespace BusinessSuite.Reads;

/// <summary>In which order groups are answered.</summary>
internal enum GroupOrder
{
    /// <summary>By their keys.</summary>
    Keys,

    /// <summary>The largest first.</summary>
    CountDesc,

    /// <summary>The smallest first.</summary>
    CountAsc,
}

/// <summary>The rows of a list gathered by keys, with counts, sums and the like. Without keys it is one group of all rows.</summary>
/// <param name="order">In which order groups are answered.</param>
/// <param name="timeZone">The zone whose days, weeks and months instants are cut to.</param>
internal sealed class Grouping(GroupOrder order, Func<Variables, object?> timeZone)
{
    /// <summary>The column that tells the place of a group in the order.</summary>
    public const string Place = "place";

    /// <summary>The column that counts the rows of a group.</summary>
    public const string Count = "count";

    /// <summary>The alias of the table whose rows are gathered.</summary>
    public const string Source = "s";

    private readonly List<Key> _keys = [];
    private readonly List<string> _measures = [];

    /// <summary>Adds a key.</summary>
    public void By(string field, string column, string? period, bool isInstant) => _keys.Add(new(field, $"{Source}.{column}", period, isInstant));

    /// <summary>The column of a key, or null when the rows are not gathered by the field.</summary>
    public string? ColumnOf(string field) => _keys.FindIndex(k => k.Field == field) is >= 0 and var i ? $"k{i}" : null;

    /// <summary>The column of a measure.</summary>
    public string Measure(string sql)
    {
        var at = _measures.IndexOf(sql);
        if (at < 0)
        {
            at = _measures.Count;
            _measures.Add(sql);
        }

        return $"m{at}";
    }

    /// <summary>Writes the query that gathers.</summary>
    public void Select(SqlWriter w, Level level)
    {
        // The place is found over the finished groups, so that the keys are written once.
        var keys = Enumerable.Range(0, _keys.Count).Select(i => $"g.k{i}");
        string[] places = order switch { GroupOrder.CountDesc => [$"g.{Count} desc", .. keys], GroupOrder.CountAsc => [$"g.{Count}", .. keys], _ => [.. keys] };
        w.Write($"select g.*, row_number() over ({(places.Length == 0 ? "" : "order by ")}{string.Join(", ", places)}) as {Place} from (select ");
        for (var i = 0; i < _keys.Count; i++)
        {
            _keys[i].Write(w, timeZone);
            w.Write($" as k{i}, ");
        }

        w.Write($"count(*)::int as {Count}");
        for (var i = 0; i < _measures.Count; i++)
        {
            w.Write($", {_measures[i]} as m{i}");
        }

        w.Write($" from {level.Type.Table} {Source}");
        var link = " where ";
        if (level.Parent is { } parent)
        {
            w.Write($"{link}{Source}.{parent.Column} = p.k");
            link = " and ";
        }

        Level.Condition(w, link, level.Where);
        w.Write(_keys.Count == 0 ? "" : $" group by {string.Join(", ", Enumerable.Range(1, _keys.Count))}");
        w.Write($") g order by {Place} limit {level.Limit}");
    }

    private sealed record Key(string Field, string Column, string? Period, bool IsInstant)
    {
        public void Write(SqlWriter w, Func<Variables, object?> timeZone)
        {
            if (Period is null)
            {
                w.Write(Column);
            }
            else if (IsInstant)
            {
                w.Write($"date_trunc('{Period}', {Column}, ").Value(timeZone, NpgsqlDbType.Text).Write(")");
            }
            else
            {
                w.Write($"date_trunc('{Period}', {Column}::timestamp)::date");
            }
        }
    }
}

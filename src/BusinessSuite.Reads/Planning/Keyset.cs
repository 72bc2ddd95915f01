using System.Text.Json;

namespace BusinessSuite.Reads;

/// <summary>A column that rows are ordered by.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">Whether from the largest down.</param>
/// <param name="Alias">Where it stands: on the row itself or on a row that it leads to.</param>
/// <param name="Path">The relations that lead there, for the cursor.</param>
internal sealed record SortTerm(ColumnField Column, bool Descending, string Alias = Level.Own, string Path = "")
{
    public string Sql { get; } = $"{Alias}.{Column.Column}";

    /// <summary>Whether it may be null; a related row may be missing.</summary>
    public bool Nullable => Column.Nullable || Alias != Level.Own;
}

/// <summary>An exact order (the key breaks ties) and the places in it that cursors name.</summary>
internal sealed class Keyset
{
    private static readonly ColumnField Key = new("id", "", "\"id\"", ScalarKind.Id, false);
    private readonly string _signature;

    public Keyset(IEnumerable<SortTerm> terms)
    {
        var given = terms.ToList();
        Terms = [.. given, new(Key, given is [.., { Descending: true }])];
        _signature = string.Join(',', Terms.Select(t => t.Path + t.Column.Name + (t.Descending ? "-" : "+")));
    }

    /// <summary>The columns, the key last.</summary>
    public IReadOnlyList<SortTerm> Terms { get; }

    /// <summary>Writes the ORDER BY list.</summary>
    public void Order(SqlWriter w, bool backward)
    {
        for (var i = 0; i < Terms.Count; i++)
        {
            w.Write(i == 0 ? " order by " : ", ").Write(Terms[i].Sql).Write(Terms[i].Descending != backward ? " desc" : "");
        }
    }

    /// <summary>Writes the condition for rows behind a cursor, or before it.</summary>
    public void Behind(SqlWriter w, Func<Variables, object?> cursor, bool before)
    {
        Func<Variables, object?> At(int i) => v => Decode((string)cursor(v)!)[i];
        var same = Terms.All(t => t.Descending == Terms[0].Descending && !t.Nullable);
        if (same)
        {
            w.Write($"({string.Join(", ", Terms.Select(t => t.Sql))}) {(Terms[0].Descending != before ? "<" : ">")} (");
            for (var i = 0; i < Terms.Count; i++)
            {
                w.Write(i == 0 ? "" : ", ").Value(At(i), DbValues.TypeOf(Terms[i].Column.Kind));
            }

            w.Write(")");
            return;
        }

        Nested(0);

        // (a behind) or (a equal and (b behind or (b equal and ...)))
        void Nested(int i)
        {
            var term = Terms[i];
            var name = term.Sql;
            var type = DbValues.TypeOf(term.Column.Kind);
            var forward = term.Descending == before;
            if (!term.Nullable)
            {
                w.Write($"({name} {(forward ? ">" : "<")} ").Value(At(i), type);
            }
            else if (forward)
            {
                // Ascending puts nulls last: behind a value come larger ones and nulls, behind a null nothing.
                w.Write("(((").Value(At(i), type).Write($" is not null) and ({name} > ").Value(At(i), type).Write($" or {name} is null))");
            }
            else
            {
                w.Write("((case when ").Value(At(i), type).Write($" is null then {name} is not null else {name} < ").Value(At(i), type).Write(" end)");
            }

            if (i + 1 < Terms.Count)
            {
                w.Write($" or ({name} is not distinct from ").Value(At(i), type).Write(" and ");
                Nested(i + 1);
                w.Write(")");
            }

            w.Write(")");
        }
    }

    /// <summary>Starts the JSON text of a cursor; values follow.</summary>
    public void Begin(JsonBuffer json)
    {
        json.Raw((byte)'[');
        json.String(_signature);
    }

    private object?[] Decode(string cursor)
    {
        try
        {
            using var json = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(cursor));
            var parts = json.RootElement;
            if (parts.GetArrayLength() == Terms.Count + 1 && parts[0].GetString() == _signature)
            {
                return [.. Terms.Select((t, i) => Value(t.Column, parts[i + 1]))];
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or RequestException)
        {
            // Answered below: to the client they are all the same.
        }

        throw new RequestException("The cursor does not belong to a list of this order.");
    }

    private static object? Value(ColumnField column, JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Null => null,
        _ when column == Key => Guid.Parse(part.GetString()!),
        JsonValueKind.String => DbValues.Of(Scalars.Parse(column.Kind, part.GetString()!), column),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => DbValues.Of(Scalars.Parse(column.Kind, part.GetDecimal()), column),
        _ => throw new FormatException(),
    };
}

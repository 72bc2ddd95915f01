using NpgsqlTypes;

namespace BusinessSuite.Reads;

/// <summary>The one grammar of filters: <c>eq in range contains isNull</c> on columns, relations to one, <c>and or not</c>.</summary>
internal sealed class Filter(ReadModel model, Func<ReadType, bool> may)
{
    /// <summary>How deep conditions may nest.</summary>
    private const int MaxDepth = 3;

    private int _aliases;

    /// <summary>The condition of a <c>where</c> argument on the table of that alias, or null for none.</summary>
    public Action<SqlWriter>? Of(Arg? where, ReadType type, string alias) =>
        where is null || where.IsNull ? null : Condition(where, type, alias, 0);

    /// <summary>Whether a <c>where</c> argument names a value that at most one row has.</summary>
    public static bool FindsOne(Arg? where, ReadType type) => where is Arg.Fields { Members: var members } && members.Any(m =>
        m.Value is Arg.Fields { Members: var operators } && operators.TryGetValue("eq", out var value) && !value.IsNull
        && type.Filters.Any(f => f.Name == m.Key && f.Unique));

    private Action<SqlWriter> Condition(Arg where, ReadType type, string alias, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new RequestException($"Filters nest at most {MaxDepth} deep.", "COST_EXCEEDED");
        }

        var parts = new List<Action<SqlWriter>>();
        foreach (var (name, arg) in ((Arg.Fields)where).Members)
        {
            if (arg.IsNull)
            {
                continue;
            }

            parts.Add(name switch
            {
                "and" => Join(" and ", Each(arg, type, alias, depth), "true"),
                "or" => Join(" or ", Each(arg, type, alias, depth), "false"),
                "not" => Not(Condition(arg, type, alias, depth + 1)),
                _ when type.Filters.FirstOrDefault(f => f.Name == name) is { } column => Column(column, (Arg.Fields)arg, alias),
                _ when type.Fields.GetValueOrDefault(name) is ToOneField relation => Related(relation, arg, alias, depth),
                _ => throw new RequestException($"{type.Name} has no filter '{name}'."),
            });
        }

        return Join(" and ", parts, "true");
    }

    private List<Action<SqlWriter>> Each(Arg arg, ReadType type, string alias, int depth) =>
        [.. arg.Each.Select(v => Condition(v, type, alias, depth + 1))];

    private Action<SqlWriter> Related(ToOneField relation, Arg arg, string alias, int depth)
    {
        if (!may(relation.Target))
        {
            throw new RequestException($"You may not read {relation.Target.Name}.", "FORBIDDEN");
        }

        var other = $"f{_aliases++}";
        var inner = Condition(arg, model.Find(relation.Target.Name)!, other, depth + 1);
        return w =>
        {
            w.Write($"exists (select 1 from {relation.Target.Table} {other} where {other}.id = {alias}.{relation.Column} and ");
            inner(w);
            w.Write(")");
        };
    }

    private static Action<SqlWriter> Column(ColumnField column, Arg.Fields operators, string alias)
    {
        var name = $"{alias}.{column.Column}";
        var parts = new List<Action<SqlWriter>>();
        foreach (var (op, arg) in operators.Members)
        {
            switch (op)
            {
                case "eq" when arg.IsNull:
                    parts.Add(w => w.Write($"{name} is null"));
                    break;
                case "isNull" when arg.Now is bool isNull:
                    parts.Add(w => w.Write(isNull ? $"{name} is null" : $"{name} is not null"));
                    break;
                case "eq":
                    parts.Add(Compare(name, "=", arg, column));
                    break;
                case "in" when !arg.IsNull:
                    var list = arg.ScalarList(column.Kind);
                    parts.Add(w => w.Write($"{name} = any(").Value(v => DbValues.List(list(v), column), NpgsqlDbType.Array | DbValues.TypeOf(column.Kind)).Write(")"));
                    break;
                case "contains" when !arg.IsNull:
                    var text = arg.Scalar(ScalarKind.Text);
                    parts.Add(w => w.Write($"{name} ilike ").Value(v => $"%{Escape((string?)text(v))}%", NpgsqlDbType.Text));
                    break;
                case "range" when arg is Arg.Fields bounds:
                    parts.AddRange(bounds.Members.Where(b => !b.Value.IsNull).Select(b => Compare(name, Operator(b.Key), b.Value, column)));
                    break;
            }
        }

        return Join(" and ", parts, "true");
    }

    private static Action<SqlWriter> Compare(string name, string op, Arg arg, ColumnField column)
    {
        var get = arg.Scalar(column.Kind);
        return w => w.Write($"{name} {op} ").Value(v => DbValues.Of(get(v), column), DbValues.TypeOf(column.Kind));
    }

    private static string Operator(string bound) => bound switch { "gte" => ">=", "gt" => ">", "lte" => "<=", _ => "<" };

    private static string Escape(string? text) =>
        (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    // "not" of an unknown comparison is true for the reader of the result, not unknown.
    private static Action<SqlWriter> Not(Action<SqlWriter> part) => w =>
    {
        w.Write("(");
        part(w);
        w.Write(") is not true");
    };

    private static Action<SqlWriter> Join(string by, List<Action<SqlWriter>> parts, string empty) => w =>
    {
        if (parts.Count == 0)
        {
            w.Write(empty);
            return;
        }

        w.Write("(");
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                w.Write(by);
            }

            parts[i](w);
        }

        w.Write(")");
    };
}

namespace BusinessSuite.Reads;

/// <content>Groups of a list's rows, and aggregates over all of them.</content>
internal sealed partial class Planner
{
    private const string Utc = "UTC";

    private Level Groups(Selection member, Selection list, ReadType type, (Level Level, string Alias, string Column)? parent, List<object> path)
    {
        var order = Given(member, "orderBy")?.Now is EnumName { Name: var by }
            ? by switch { "COUNT_DESC" => GroupOrder.CountDesc, "COUNT_ASC" => GroupOrder.CountAsc, _ => GroupOrder.Keys }
            : GroupOrder.Keys;
        var grouping = new Grouping(order, TimeZone(Given(member, "timeZone")));
        var given = document.Argument(member, "by")!;
        foreach (var item in given.Each)
        {
            Key(grouping, (Arg.Fields)item, type);
        }

        return Gather(grouping, Size(Given(member, "first")), member, $"{type.Name}Group", list, type, parent, path);
    }

    private Level Aggregates(Selection member, Selection list, ReadType type, (Level Level, string Alias, string Column)? parent, List<object> path) =>
        Gather(new(GroupOrder.Keys, _ => Utc), 1, member, $"{type.Name}Aggregates", list, type, parent, path);

    private Level Gather(
        Grouping grouping, int limit, Selection member, string typeName, Selection list, ReadType type, (Level Level, string Alias, string Column)? parent, List<object> path)
    {
        var level = new Level(_nextLevel++, type)
        {
            Parent = parent,
            Groups = grouping,
            Limit = limit,
            Where = Rows(list, type, Grouping.Source),
        };
        Output(level, () => new(
            [.. document.Collect(member.Sets, typeName).Select(part => Gathered(level, grouping, part, typeName, type, [.. path, part.ResponseKey]))], null));
        Finish(level);
        return level;
    }

    private void Key(Grouping grouping, Arg.Fields item, ReadType type)
    {
        var field = ((EnumName)item.Members["field"].Now!).Name;
        var period = item.Members.GetValueOrDefault("per")?.Now is EnumName per ? per.Name.ToLowerInvariant() : null;
        var key = type.GroupKeys.First(k => k.EnumName == field);
        if (key is ToOneField relation && !may(relation.Target))
        {
            throw new RequestException($"You may not read {relation.Target.Name}.", "FORBIDDEN");
        }

        if (grouping.ColumnOf(key.Name) is not null)
        {
            throw new RequestException($"{field} is given twice.");
        }

        var isInstant = key is ColumnField { Kind: ScalarKind.DateTime };
        if ((period is not null || isInstant) && key is not ColumnField { Kind: ScalarKind.DateTime or ScalarKind.Date })
        {
            throw new RequestException($"{field} is no date and cannot be cut to periods.");
        }

        // Instants hardly ever repeat; a day is the least that makes groups.
        grouping.By(key.Name, key switch { ToOneField one => one.Column, _ => ((ColumnField)key).Column }, period ?? (isInstant ? "day" : null), isInstant);
    }

    private static Func<Variables, object?> TimeZone(Arg? zone)
    {
        if (zone is null)
        {
            return _ => Utc;
        }

        var name = zone.Scalar(ScalarKind.Text);
        return v => name(v) is string id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) && found.HasIanaId
            ? id
            : throw new RequestException("timeZone is the name of a zone of the IANA database, for example Asia/Shanghai.");
    }

    private Cell Gathered(Level level, Grouping grouping, Selection part, string typeName, ReadType type, List<object> path)
    {
        var name = Cell.NameOf(part.ResponseKey);
        var count = level.Column(Level.Own, Grouping.Count);
        return part.Name switch
        {
            "count" => new ColumnCell(name, count, ScalarKind.Int, false),
            "keys" => new RelatedCell(name, count, Keys(level, grouping, part, type, path)),
            "sum" => new RelatedCell(name, count, Measures(level, grouping, part, $"{type.Name}Sums", type, SumOf)),
            "average" => new RelatedCell(name, count, Measures(level, grouping, part, $"{type.Name}Averages", type, AverageOf)),
            "min" => new RelatedCell(name, count, Measures(level, grouping, part, $"{type.Name}Extremes", type, c => ($"min({c.Column})", c.Kind))),
            "max" => new RelatedCell(name, count, Measures(level, grouping, part, $"{type.Name}Extremes", type, c => ($"max({c.Column})", c.Kind))),
            _ => new ConstantCell(name, Quoted(typeName)),
        };
    }

    private List<Cell> Keys(Level level, Grouping grouping, Selection keys, ReadType type, List<object> path)
    {
        var cells = new List<Cell>();
        foreach (var selection in document.Collect(keys.Sets, $"{type.Name}GroupKeys"))
        {
            var name = Cell.NameOf(selection.ResponseKey);
            var column = grouping.ColumnOf(selection.Name);
            cells.Add(type.GroupKeys.FirstOrDefault(k => k.Name == selection.Name) switch
            {
                null => new ConstantCell(name, Quoted($"{type.Name}GroupKeys")),
                _ when column is null => new ConstantCell(name, Null),
                ToOneField relation => Related(level, Level.Own, relation with { Column = column }, selection, name, [.. path, selection.ResponseKey]),
                var key => new ColumnCell(name, level.Column(Level.Own, column), ((ColumnField)key).Kind, false),
            });
        }

        return cells;
    }

    private List<Cell> Measures(Level level, Grouping grouping, Selection measures, string typeName, ReadType type, Func<ColumnField, (string Sql, ScalarKind Kind)> measure)
    {
        var cells = new List<Cell>();
        foreach (var selection in document.Collect(measures.Sets, typeName))
        {
            var name = Cell.NameOf(selection.ResponseKey);
            if (type.Extremes.FirstOrDefault(f => f.Name == selection.Name) is not { } field)
            {
                cells.Add(new ConstantCell(name, Quoted(typeName)));
                continue;
            }

            var (sql, kind) = measure(field with { Column = $"{Grouping.Source}.{field.Column}" });
            cells.Add(new ColumnCell(name, level.Column(Level.Own, grouping.Measure(sql)), kind, false));
        }

        return cells;
    }

    // PostgreSQL widens the sums of whole numbers, so that they do not overflow.
    private static (string Sql, ScalarKind Kind) SumOf(ColumnField field) => ($"sum({field.Column})", field.Kind switch
    {
        ScalarKind.Int => ScalarKind.Long,
        ScalarKind.Long => ScalarKind.Decimal,
        var kind => kind,
    });

    private static (string Sql, ScalarKind Kind) AverageOf(ColumnField field) => field.Kind is ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal
        ? ($"round(avg({field.Column}), 6)", ScalarKind.Decimal)
        : ($"avg({field.Column})", field.Kind);
}

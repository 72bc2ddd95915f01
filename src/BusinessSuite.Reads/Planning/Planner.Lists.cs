using System.Globalization;

namespace BusinessSuite.Reads;

/// <content>Lists: connections with their rows, pages and orders.</content>
internal sealed partial class Planner
{
    private const int MaxOrderDepth = 3;

    private Connection List(Selection field, ReadType type, (Level Level, string Alias, string Column)? parent, List<object> path)
    {
        var first = Given(field, "first");
        var last = Given(field, "last");
        if (first is not null && last is not null)
        {
            throw new RequestException("Give first or last, not both.");
        }

        var level = new Level(_nextLevel++, type)
        {
            Parent = parent,
            Where = Rows(field, type, Level.Own),
            FindsOne = parent is null && Filter.FindsOne(document.Argument(field, "where"), type),
            Limit = Size(first ?? last),
            After = Given(field, "after")?.Scalar(ScalarKind.Text),
            Before = Given(field, "before")?.Scalar(ScalarKind.Text),
            Backward = last is not null,
        };
        level.Order = new(Order(document.Argument(field, "orderBy"), type, level));

        var members = new List<ConnectionMember>();
        int? total = null;
        var rows = false;
        foreach (var member in document.Collect(field.Sets, $"{type.Name}Connection"))
        {
            var name = Cell.NameOf(member.ResponseKey);
            List<object> at = [.. path, member.ResponseKey];
            if (type.Secrecy is not null && (member.Name is "totalCount" or "groups" or "aggregates"))
            {
                _confidential.Add(new(type, member.Name, at, OfList: true));
            }

            switch (member.Name)
            {
                case "nodes":
                    members.Add(new(name, ConnectionPart.Rows, Output(level, () => new(Cells(level, Level.Own, type, member.Sets, at), null))));
                    rows = true;
                    break;
                case "edges":
                    members.Add(new(name, ConnectionPart.Rows, Output(level, () => Edge(level, type, member, at))));
                    rows = true;
                    break;
                case "pageInfo":
                    members.Add(new(name, ConnectionPart.PageInfo, Page: Page(level, member)));
                    rows = true;
                    break;
                case "totalCount":
                    members.Add(new(name, ConnectionPart.TotalCount));
                    total ??= -1;
                    break;
                case "groups":
                    members.Add(new(name, ConnectionPart.Groups, Groups: Groups(member, field, type, parent, at)));
                    break;
                case "aggregates":
                    members.Add(new(name, ConnectionPart.Aggregates, Groups: Aggregates(member, field, type, parent, at)));
                    break;
                default:
                    members.Add(new(name, ConnectionPart.TypeName, Json: Quoted($"{type.Name}Connection")));
                    break;
            }
        }

        if (total is not null)
        {
            total = _totals.Count;
            _totals.Add(level.CompileTotal());
        }

        if (rows)
        {
            Finish(level);
        }

        return new(level, members, total);
    }

    /// <summary>The condition for the rows of a list: its <c>where</c>, and that they hold <c>asOf</c>.</summary>
    private Action<SqlWriter>? Rows(Selection list, ReadType type, string alias)
    {
        var where = _filter.Of(document.Argument(list, "where"), type, alias);
        if (type.Period is not var (from, until) || Given(list, "asOf")?.Scalar(from.Kind) is not { } at)
        {
            return where;
        }

        return w =>
        {
            void At() => w.Value(v => DbValues.Of(at(v), from), DbValues.TypeOf(from.Kind));
            w.Write($"({alias}.{from.Column} <= ");
            At();
            w.Write($" and ({alias}.{until.Column} is null or {alias}.{until.Column} > ");
            At();
            w.Write("))");
            Level.Condition(w, " and ", where);
        };
    }

    /// <summary>Keeps the place of a rendering: what is below it is planned first and may add its own.</summary>
    private static int Output(Level level, Func<RowOutput> plan)
    {
        var place = level.Outputs.Count;
        level.Outputs.Add(null!);
        level.Outputs[place] = plan();
        return place;
    }

    private Arg? Given(Selection field, string name) => document.Argument(field, name) is { IsNull: false } arg ? arg : null;

    private int Size(Arg? asked)
    {
        var size = asked is null ? pages.Default : Convert.ToInt32(asked.Scalar(ScalarKind.Int)(document.Variables), CultureInfo.InvariantCulture);
        return size >= 1 && size <= pages.Max ? size : throw new RequestException($"A page holds 1 to {pages.Max} rows.", "COST_EXCEEDED");
    }

    private List<SortTerm> Order(Arg? orderBy, ReadType type, Level level)
    {
        var terms = new List<SortTerm>();
        if (orderBy is not null && !orderBy.IsNull)
        {
            foreach (var item in orderBy.Each)
            {
                var term = Term((Arg.Fields)item, type, level, Level.Own, "", 1);
                if (terms.All(t => t.Sql != term.Sql))
                {
                    terms.Add(term);
                }
            }
        }

        return terms;
    }

    private SortTerm Term(Arg.Fields item, ReadType type, Level level, string alias, string path, int depth)
    {
        var given = item.Members.Where(m => m.Key != "direction" && !m.Value.IsNull).ToList();
        if (given is not [var (name, value)])
        {
            throw new RequestException("A term of orderBy names one field, or one relation and a field there.");
        }

        if (name == "field")
        {
            var field = ((EnumName)value.Now!).Name;
            return new(type.Sorts.First(s => s.EnumName == field), item.Members.GetValueOrDefault("direction")?.Now is EnumName { Name: "DESC" }, alias, path);
        }

        var relation = (ToOneField)type.Fields[name];
        if (!may(relation.Target))
        {
            throw new RequestException($"You may not read {relation.Target.Name}.", "FORBIDDEN");
        }

        if (depth > MaxOrderDepth)
        {
            throw new RequestException($"Orders lead over at most {MaxOrderDepth} relations.", "COST_EXCEEDED");
        }

        return Term((Arg.Fields)value, relation.Target, level, level.Join(alias, relation.Column, relation.Target), $"{path}{name}.", depth + 1);
    }

    private RowOutput Edge(Level level, ReadType type, Selection edges, List<object> path)
    {
        var members = new List<EdgeMember>();
        foreach (var member in document.Collect(edges.Sets, $"{type.Name}Edge"))
        {
            var name = Cell.NameOf(member.ResponseKey);
            switch (member.Name)
            {
                case "cursor":
                    level.NeedCursors();
                    members.Add(new(name, EdgePart.Cursor));
                    break;
                case "node":
                    members.Add(new(name, EdgePart.Node, Cells(level, Level.Own, type, member.Sets, [.. path, member.ResponseKey])));
                    break;
                default:
                    members.Add(new(name, EdgePart.TypeName, [new ConstantCell(name, Quoted($"{type.Name}Edge"))]));
                    break;
            }
        }

        return new([], members, level);
    }

    private List<PageMember> Page(Level level, Selection page)
    {
        var members = new List<PageMember>();
        foreach (var member in document.Collect(page.Sets, "PageInfo"))
        {
            var part = member.Name switch
            {
                "hasNextPage" => PagePart.HasNextPage,
                "hasPreviousPage" => PagePart.HasPreviousPage,
                "startCursor" => PagePart.StartCursor,
                "endCursor" => PagePart.EndCursor,
                _ => PagePart.TypeName,
            };
            if (part is PagePart.StartCursor or PagePart.EndCursor)
            {
                level.NeedCursors();
                level.HasPageCursors = true;
            }

            members.Add(new(Cell.NameOf(member.ResponseKey), part));
        }

        return members;
    }
}

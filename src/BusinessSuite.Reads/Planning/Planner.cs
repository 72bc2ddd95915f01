using System.Text;

namespace BusinessSuite.Reads;

/// <summary>The sizes of pages.</summary>
/// <param name="Default">When the client names none.</param>
/// <param name="Max">At most.</param>
public sealed record PageSizes(int Default, int Max);

/// <summary>Compiles selections to a plan. A denied type makes its field null, with an error that says so.</summary>
internal sealed class Planner(ReadModel model, RequestDocument document, Func<ReadType, bool> may, PageSizes pages)
{
    private static readonly byte[] Null = "null"u8.ToArray();
    private readonly List<Root> _roots = [];
    private readonly List<Level> _levels = [];
    private readonly List<Statement> _totals = [];
    private readonly List<Computed> _computed = [];
    private readonly List<FieldError> _errors = [];
    private readonly Filter _filter = new(model, may);
    private int _nextLevel;

    public ReadPlan ToPlan() => new(_roots, _levels, _totals, _computed, _errors);

    /// <summary>Plans a root field of the read model; false when it is none.</summary>
    public bool Root(Selection field)
    {
        var name = Cell.NameOf(field.ResponseKey);
        var path = new List<object> { field.ResponseKey };
        if (model.ByPlural(field.Name) is { } many)
        {
            _roots.Add(Denied(many, path) ? new ConstantRoot(name, Null) : new ListRoot(name, List(field, many, null, path)));
        }
        else if (model.BySingle(field.Name) is { } single)
        {
            var id = document.Argument(field, "id")!.Scalar(ScalarKind.Id);
            _roots.Add(Denied(single, path) ? new ConstantRoot(name, Null) : new KeyRoot(name, ByKey(single, field.Sets, path, v => [KeyOf(id(v), single)])));
        }
        else if (field.Name == "node")
        {
            var id = document.Argument(field, "id")!;
            var type = model.Find(TypeOf(id.Now));
            var get = id.Scalar(ScalarKind.Id);
            _roots.Add(type is null || !may(type) ? new ConstantRoot(name, Null) : new KeyRoot(name, ByKey(type, field.Sets, path, v => [KeyOf(get(v), type)])));
        }
        else if (field.Name == "nodes")
        {
            _roots.Add(Nodes(field, name, path));
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Plans a constant root field, such as <c>__typename</c>.</summary>
    public void Constant(Selection field, byte[] json) => _roots.Add(new ConstantRoot(Cell.NameOf(field.ResponseKey), json));

    /// <summary>Plans a root field whose value the host gives.</summary>
    public void Value(Selection field, ValueShape shape) =>
        _roots.Add(new ValueRoot(Cell.NameOf(field.ResponseKey), Value(shape, field.Sets, [field.ResponseKey], entities: true)));

    private static string TypeOf(object? id) => id switch { NodeId node => node.Type, string s => NodeId.Decode(s).Type, _ => "" };

    private static Guid KeyOf(object? id, ReadType type) => id is NodeId node && node.Type == type.Name ? node.Key : Guid.Empty;

    private NodesRoot Nodes(Selection field, byte[] name, List<object> path)
    {
        var arg = document.Argument(field, "ids")!;
        var ids = arg.ScalarList(ScalarKind.Id);
        var now = ids(document.Variables);
        if (now.Count > 100)
        {
            throw new RequestException("At most 100 ids can be asked for at once.", "COST_EXCEEDED");
        }

        var levels = new Dictionary<string, Level?>();
        var positions = new List<Level?>();
        foreach (var id in now)
        {
            var type = TypeOf(id);
            if (!levels.TryGetValue(type, out var level))
            {
                level = model.Find(type) is { } known && may(known)
                    ? ByKey(known, field.Sets, path, v => [.. ids(v).Select(i => KeyOf(i, known)).Where(k => k != Guid.Empty)])
                    : null;
                levels[type] = level;
            }

            positions.Add(level);
        }

        return new NodesRoot(name, positions, ids);
    }

    private bool Denied(ReadType type, List<object> path)
    {
        if (may(type))
        {
            return false;
        }

        _errors.Add(new("FORBIDDEN", $"Reading {type.Name} needs the permission {type.Permission}.", [.. path], type.Module));
        return true;
    }

    private Level ByKey(ReadType type, IReadOnlyList<GraphQLParser.AST.GraphQLSelectionSet> sets, List<object> path, Func<Variables, Guid[]> keys)
    {
        var level = new Level(_nextLevel++, type) { Keys = keys };
        level.Outputs.Add(new(Cells(level, Level.Own, type, sets, path), null));
        Finish(level);
        return level;
    }

    private void Finish(Level level)
    {
        level.Compile();
        _levels.Add(level);
    }

    private Connection List(Selection field, ReadType type, (Level Level, string Alias, string Column)? parent, List<object> path)
    {
        var first = Given(field, "first");
        var last = Given(field, "last");
        if (first is not null && last is not null)
        {
            throw new RequestException("Give first or last, not both.");
        }

        var size = (first ?? last)?.Scalar(ScalarKind.Int);
        var level = new Level(_nextLevel++, type)
        {
            Parent = parent,
            Where = _filter.Of(document.Argument(field, "where"), type, Level.Own),
            Order = new(Order(document.Argument(field, "orderBy"), type)),
            Limit = v => size is null ? pages.Default : Size(System.Convert.ToInt32(size(v), System.Globalization.CultureInfo.InvariantCulture)),
            After = Given(field, "after")?.Scalar(ScalarKind.Text),
            Before = Given(field, "before")?.Scalar(ScalarKind.Text),
            Backward = last is not null,
        };

        var members = new List<ConnectionMember>();
        int? total = null;
        var rows = false;
        foreach (var member in document.Collect(field.Sets, $"{type.Name}Connection"))
        {
            var name = Cell.NameOf(member.ResponseKey);
            switch (member.Name)
            {
                case "nodes":
                    members.Add(new(name, ConnectionPart.Rows, level.Outputs.Count));
                    var at = level.Outputs.Count;
                    level.Outputs.Add(null!);
                    level.Outputs[at] = new(Cells(level, Level.Own, type, member.Sets, [.. path, member.ResponseKey]), null);
                    rows = true;
                    break;
                case "edges":
                    members.Add(new(name, ConnectionPart.Rows, level.Outputs.Count));
                    var place = level.Outputs.Count;
                    level.Outputs.Add(null!);
                    level.Outputs[place] = Edge(level, type, member, path);
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

    private Arg? Given(Selection field, string name) => document.Argument(field, name) is { IsNull: false } arg ? arg : null;

    private int Size(int asked) => asked >= 1 && asked <= pages.Max
        ? asked
        : throw new RequestException($"A page holds 1 to {pages.Max} rows.", "COST_EXCEEDED");

    private static List<SortTerm> Order(Arg? orderBy, ReadType type)
    {
        if (orderBy is null || orderBy.IsNull)
        {
            return [];
        }

        var terms = new List<SortTerm>();
        foreach (var item in orderBy is Arg.Items items ? items.Values : [orderBy])
        {
            var members = ((Arg.Fields)item).Members;
            var field = ((EnumName)members["field"].Now!).Name;
            var descending = members.GetValueOrDefault("direction")?.Now is EnumName { Name: "DESC" };
            var column = type.Sorts.First(s => EnumOf(s) == field);
            if (terms.All(t => t.Column != column))
            {
                terms.Add(new(column, descending));
            }
        }

        return terms;
    }

    private static string EnumOf(ColumnField column)
    {
        var text = new StringBuilder();
        foreach (var c in column.Name)
        {
            text.Append(char.IsUpper(c) ? "_" : "").Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
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
                    members.Add(new(name, EdgePart.Node, Cells(level, Level.Own, type, member.Sets, [.. path, edges.ResponseKey, member.ResponseKey])));
                    break;
                default:
                    members.Add(new(name, EdgePart.TypeName, [new ConstantCell(name, Quoted($"{type.Name}Edge"))]));
                    break;
            }
        }

        return new([], members);
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
            }

            members.Add(new(Cell.NameOf(member.ResponseKey), part));
        }

        return members;
    }

    private List<Cell> Cells(Level level, string alias, ReadType type, IReadOnlyList<GraphQLParser.AST.GraphQLSelectionSet> sets, List<object> path)
    {
        var cells = new List<Cell>();
        foreach (var selection in document.Collect(sets, type.Name, isNode: true))
        {
            var name = Cell.NameOf(selection.ResponseKey);
            if (selection.Name == "__typename")
            {
                cells.Add(new ConstantCell(name, Quoted(type.Name)));
                continue;
            }

            List<object> at = [.. path, selection.ResponseKey];
            cells.Add(type.Fields[selection.Name] switch
            {
                IdField => new IdCell(name, level.Column(alias, "id"), Encoding.UTF8.GetBytes($"{type.Module}:{type.Name}:")),
                ColumnField column => new ColumnCell(name, level.Column(alias, column.Column), column.Kind, column.IsList),
                MoneyField money => Money(level, alias, money, selection, name),
                ToOneField relation => Denied(relation.Target, at) ? new ConstantCell(name, Null) : Related(level, alias, relation, selection, name, at),
                ToManyField relation => Denied(relation.Target, at)
                    ? new ConstantCell(name, Null)
                    : new ListCell(name, level.Column(alias, "id"), List(selection, relation.Target, (level, alias, relation.Column), at)),
                ComputedField computed => new ComputedCell(name, level.Column(alias, "id"), AddComputed(computed, selection, at)),
                var other => throw new InvalidOperationException($"Unknown field {other}."),
            });
        }

        return cells;
    }

    private int AddComputed(ComputedField field, Selection selection, List<object> path)
    {
        _computed.Add(new(field, Value(field.Shape, selection.Sets, path, entities: false)));
        return _computed.Count - 1;
    }

    private RelatedCell Related(Level level, string alias, ToOneField relation, Selection selection, byte[] name, List<object> path)
    {
        var joined = level.Join(alias, relation.Column, relation.Target);
        return new(name, level.Column(joined, "id"), Cells(level, joined, relation.Target, selection.Sets, path));
    }

    private MoneyCell Money(Level level, string alias, MoneyField money, Selection selection, byte[] name)
    {
        var amount = level.Column(alias, money.AmountColumn);
        var cells = new List<Cell>();
        foreach (var part in document.Collect(selection.Sets, "Money"))
        {
            var key = Cell.NameOf(part.ResponseKey);
            cells.Add(part.Name switch
            {
                "amount" => new ColumnCell(key, amount, ScalarKind.Decimal, false),
                "currency" => new ColumnCell(key, level.Column(alias, money.CurrencyColumn), ScalarKind.Text, false),
                _ => new ConstantCell(key, Quoted("Money")),
            });
        }

        return new(name, amount, cells);
    }

    private ValuePlan Value(ValueShape shape, IReadOnlyList<GraphQLParser.AST.GraphQLSelectionSet> sets, List<object> path, bool entities)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                return new ScalarPlan(scalar);
            case ListShape list:
                return new ListPlan(Value(list.Item, sets, path, entities));
            case ObjectShape record:
                var members = new List<RecordMember>();
                foreach (var selection in document.Collect(sets, record.TypeName))
                {
                    var name = Cell.NameOf(selection.ResponseKey);
                    members.Add(selection.Name == "__typename"
                        ? new(name, null, null, Quoted(record.TypeName))
                        : new(name, record.Members[selection.Name].Get, Value(record.Members[selection.Name].Shape, selection.Sets, [.. path, selection.ResponseKey], entities), null));
                }

                return new RecordPlan(members);
            case EntityShape entity when entities:
                if (Denied(entity.Type, path))
                {
                    return new NullPlan();
                }

                var index = _nextLevel;
                var level = ByKey(entity.Type, sets, path, v => v.Keys?.GetValueOrDefault(index) ?? []);
                return new EntityPlan(level, entity.Key);
            default:
                throw new InvalidOperationException("A computed field answers values, not entities: declare a relation.");
        }
    }

    private static byte[] Quoted(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");
}

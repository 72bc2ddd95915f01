using System.Text;

namespace BusinessSuite.Reads;

/// <summary>The sizes of pages.</summary>
/// <param name="Default">When the client names none.</param>
/// <param name="Max">At most.</param>
public sealed record PageSizes(int Default, int Max);

/// <summary>Compiles selections to a plan. A denied type makes its field null, with an error that says so.</summary>
internal sealed partial class Planner(ReadModel model, RequestDocument document, Func<ReadType, bool> may, PageSizes pages)
{
    private static readonly byte[] Null = "null"u8.ToArray();
    private readonly List<Root> _roots = [];
    private readonly List<Level> _levels = [];
    private readonly List<Statement> _totals = [];
    private readonly List<Computed> _computed = [];
    private readonly List<FieldError> _errors = [];
    private readonly List<ConfidentialField> _confidential = [];
    private readonly Filter _filter = new(model, may);
    private int _nextLevel;

    public ReadPlan ToPlan() => new(_roots, _levels, _totals, _computed, _errors, _confidential, _nextLevel);

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
            _roots.Add(Denied(single, path) ? new ConstantRoot(name, Null) : new KeyRoot(name, ByKey(single, field.Sets, path, v => [KeyOf(id(v), single)], one: true)));
        }
        else if (field.Name == "node")
        {
            var id = document.Argument(field, "id")!;
            var type = model.Find(TypeOf(id.Now));
            var get = id.Scalar(ScalarKind.Id);
            _roots.Add(type is null || !may(type) ? new ConstantRoot(name, Null) : new KeyRoot(name, ByKey(type, field.Sets, path, v => [KeyOf(get(v), type)], one: true)));
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

    private Level ByKey(ReadType type, IReadOnlyList<GraphQLParser.AST.GraphQLSelectionSet> sets, List<object> path, Func<Variables, Guid[]> keys, bool one = false)
    {
        var level = new Level(_nextLevel++, type) { Keys = keys, FindsOne = one };
        level.Outputs.Add(new(Cells(level, Level.Own, type, sets, path), null));
        Finish(level);
        return level;
    }

    private void Finish(Level level)
    {
        level.Compile();
        _levels.Add(level);
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
            var field = type.Fields[selection.Name];
            Cell cell = field switch
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
            };
            cells.Add((field.Secrecy ?? type.Secrecy) is { } secrecy ? Guard(level, alias, type, field, secrecy, at, cell) : cell);
        }

        return cells;
    }

    private GuardedCell Guard(Level level, string alias, ReadType type, ReadField field, Secrecy secrecy, List<object> path, Cell cell)
    {
        _confidential.Add(new(type, field.Name, path));
        var known = secrecy.Known is { } condition ? level.Value(condition(alias)) : -1;
        return new(cell.Name, cell with { Name = [] }, level.Column(alias, "id"), level.Value(secrecy.Level(alias)), known, _confidential[^1]);
    }

    private int AddComputed(ComputedField field, Selection selection, List<object> path)
    {
        _computed.Add(new(field, Value(field.Shape, selection.Sets, path, entities: false), path));
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

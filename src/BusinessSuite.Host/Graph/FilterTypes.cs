using BusinessSuite.Reads;
using GraphQL.Types;

namespace BusinessSuite.Host.Graph;

/// <summary>The input types of the one grammar of filters and orders.</summary>
internal sealed class FilterTypes(Func<ScalarKind, string?, IGraphType> scalar)
{
    private static readonly HashSet<ScalarKind> Ranged =
        [ScalarKind.Int, ScalarKind.Long, ScalarKind.Decimal, ScalarKind.Float, ScalarKind.DateTime, ScalarKind.Date, ScalarKind.Time, ScalarKind.Duration];

    private readonly Dictionary<string, InputObjectGraphType> _types = [];
    private readonly EnumerationGraphType _direction = Direction();

    /// <summary>The <c>where</c> of a type.</summary>
    public InputObjectGraphType Where(ReadType type)
    {
        var name = $"{type.Name}Where";
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }

        var where = new InputObjectGraphType { Name = name, Description = $"Which {type.Plural} to take. Members are joined by and; conditions nest at most 3 deep." };
        _types.Add(name, where);
        var list = new ListGraphType(new NonNullGraphType(where));
        Add(where, "and", "All of these.", list);
        Add(where, "or", "At least one of these.", list);
        Add(where, "not", "Not this.", where);
        foreach (var filter in type.Filters)
        {
            Add(where, filter.Name, filter.Description, Operators(filter));
        }

        foreach (var relation in type.Fields.Values.OfType<ToOneField>())
        {
            Add(where, relation.Name, $"The {relation.Name} is one of these.", Where(relation.Target));
        }

        return where;
    }

    /// <summary>The <c>orderBy</c> element of a type, or null when nothing can be ordered by.</summary>
    public InputObjectGraphType? Order(ReadType type)
    {
        var name = $"{type.Name}Order";
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }

        var relations = type.Fields.Values.OfType<ToOneField>().Where(r => r.Target.Sorts.Count > 0).ToList();
        if (type.Sorts.Count == 0 && relations.Count == 0)
        {
            return null;
        }

        var order = new InputObjectGraphType { Name = name, Description = $"One term of an order of {type.Plural}: one field, or a relation and a field there. Equal rows are ordered by their keys." };
        _types.Add(name, order);
        if (type.Sorts.Count > 0)
        {
            var fields = new EnumerationGraphType { Name = $"{type.Name}OrderField", Description = $"What {type.Plural} can be ordered by." };
            foreach (var sort in type.Sorts)
            {
                fields.Add(sort.EnumName, sort.Name, sort.Description);
            }

            Add(order, "field", "What to order by.", fields);
        }

        foreach (var relation in relations)
        {
            Add(order, relation.Name, $"Order by the {relation.Name}.", Order(relation.Target)!);
        }

        order.AddField(new FieldType { Name = "direction", Description = "With field: upwards unless given.", ResolvedType = _direction, DefaultValue = "ASC" });
        return order;
    }

    private InputObjectGraphType Operators(ColumnField column)
    {
        var value = scalar(column.Kind, column.Kind == ScalarKind.Enum ? column.TypeName : null);
        var name = column.Kind == ScalarKind.Id ? "IdFilter" : $"{(column.Kind == ScalarKind.Text ? "Text" : value.Name)}Filter";
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }

        var filter = new InputObjectGraphType { Name = name, Description = $"Conditions on a {value.Name}, joined by and." };
        _types.Add(name, filter);
        Add(filter, "eq", "Equal to this; null takes the rows without a value.", value);
        if (column.Kind != ScalarKind.Boolean)
        {
            Add(filter, "in", "Equal to one of these.", new ListGraphType(new NonNullGraphType(value)));
        }

        if (column.Kind == ScalarKind.Text)
        {
            Add(filter, "contains", "Has this text in it, whatever the case of letters.", value);
        }

        if (Ranged.Contains(column.Kind))
        {
            var range = new InputObjectGraphType { Name = $"{value.Name}Range", Description = $"A range of {value.Name} values; a bound left out is open." };
            Add(range, "gte", "This or more.", value);
            Add(range, "gt", "More than this.", value);
            Add(range, "lte", "This or less.", value);
            Add(range, "lt", "Less than this.", value);
            Add(filter, "range", "Within this range.", range);
        }

        Add(filter, "isNull", "True takes the rows without a value, false those with one.", scalar(ScalarKind.Boolean, null));
        return filter;
    }

    private static void Add(InputObjectGraphType type, string name, string description, IGraphType of) =>
        type.AddField(new FieldType { Name = name, Description = description.Length == 0 ? name : description, ResolvedType = of });

    private static EnumerationGraphType Direction()
    {
        var direction = new EnumerationGraphType { Name = "OrderDirection", Description = "Which way to order." };
        direction.Add("ASC", "ASC", "Upwards; rows without a value come last.");
        direction.Add("DESC", "DESC", "Downwards; rows without a value come first.");
        return direction;
    }
}

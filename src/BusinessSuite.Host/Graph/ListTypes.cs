using BusinessSuite.Reads;
using GraphQL.Types;

namespace BusinessSuite.Host.Graph;

/// <summary>The connections of the schema: pages of rows, their groups and aggregates, with the arguments that they all take alike.</summary>
/// <param name="typeOf">The object type of a readable type.</param>
/// <param name="scalar">The type of a scalar or, with its name, of an enumeration.</param>
internal sealed class ListTypes(Func<ReadType, IGraphType> typeOf, Func<ScalarKind, string?, IGraphType> scalar)
{
    private readonly FilterTypes _filters = new(scalar);
    private readonly Dictionary<string, ObjectGraphType> _connections = [];
    private readonly ObjectGraphType _pageInfo = PageInfo(scalar);
    private readonly EnumerationGraphType _period = Enumeration(
        "GroupPeriod", "The period that dates and instants are cut to.",
        ("DAY", "By days."), ("WEEK", "By weeks that begin on Monday (ISO 8601)."), ("MONTH", "By months."), ("QUARTER", "By quarters."), ("YEAR", "By years."));

    private readonly EnumerationGraphType _groupOrder = Enumeration(
        "GroupOrder", "In which order groups come.", ("KEYS", "By their keys."), ("COUNT_DESC", "The largest first."), ("COUNT_ASC", "The smallest first."));

    /// <summary>The field that lists rows of a type.</summary>
    public FieldType Field(string name, string description, ReadType type)
    {
        var arguments = new List<QueryArgument>
        {
            Argument("first", "How many rows from the start; 50 unless given.", Int),
            Argument("after", "Start behind this place.", Text),
            Argument("last", "How many rows from the end.", Int),
            Argument("before", "End before this place.", Text),
            Argument("where", "Which rows.", _filters.Where(type)),
        };
        if (type.Period is var (from, _))
        {
            arguments.Add(Argument("asOf", "Only what holds then; all unless given.", scalar(from.Kind, null)));
        }

        if (_filters.Order(type) is { } order)
        {
            arguments.Add(Argument("orderBy", "In which order; by age unless given.", new ListGraphType(new NonNullGraphType(order))));
        }

        return new() { Name = name, Description = $"{description} Costs a point for every {Points.RowsOfAPoint} rows that it could give.", ResolvedType = Connection(type), Arguments = new QueryArguments(arguments) };
    }

    private IGraphType Int => scalar(ScalarKind.Int, null);

    private IGraphType Text => scalar(ScalarKind.Text, null);

    private ObjectGraphType Connection(ReadType type)
    {
        if (_connections.TryGetValue(type.Name, out var known))
        {
            return known;
        }

        var node = typeOf(type);
        var edge = new ObjectGraphType { Name = $"{type.Name}Edge", Description = $"A row of a list of {type.Plural}." };
        Add(edge, "cursor", "The row's place in the list.", new NonNullGraphType(Text));
        Add(edge, "node", "The row.", new NonNullGraphType(node));
        var list = new ObjectGraphType { Name = $"{type.Name}Connection", Description = $"A page of {type.Plural}." };
        _connections.Add(type.Name, list);
        Add(list, "nodes", "The rows.", ListOf(node));
        Add(list, "edges", "The rows with their places.", ListOf(edge));
        Add(list, "pageInfo", "Where the page stands.", new NonNullGraphType(_pageInfo));
        Add(list, "totalCount", "How many rows the whole list has.", new NonNullGraphType(Int));
        Gathered(list, type);
        return list;
    }

    /// <summary>Adds what a list tells of its rows gathered: groups, and aggregates over all.</summary>
    private void Gathered(ObjectGraphType list, ReadType type)
    {
        var measures = Measures(type).ToList();
        if (measures.Count > 0)
        {
            var aggregates = new ObjectGraphType { Name = $"{type.Name}Aggregates", Description = $"What all {type.Plural} of a list come to." };
            Add(aggregates, "count", "How many rows there are.", new NonNullGraphType(Int));
            measures.ForEach(m => Add(aggregates, m.Name, m.Description, new NonNullGraphType(m.Type)));
            Add(list, "aggregates", "What all rows of the whole list come to.", new NonNullGraphType(aggregates));
        }

        var keys = type.GroupKeys.ToList();
        if (keys.Count == 0)
        {
            return;
        }

        var found = new ObjectGraphType { Name = $"{type.Name}GroupKeys", Description = $"What the {type.Plural} of a group have in common; null where they were not grouped by it, or have no value." };
        var fields = new EnumerationGraphType { Name = $"{type.Name}GroupField", Description = $"What {type.Plural} can be grouped by." };
        foreach (var key in keys)
        {
            fields.Add(key.EnumName, key.Name, key.Description);
            Add(found, key.Name, key.Description, key is ToOneField one ? typeOf(one.Target) : scalar(((ColumnField)key).Kind, ((ColumnField)key).TypeName));
        }

        var group = new ObjectGraphType { Name = $"{type.Name}Group", Description = $"The {type.Plural} that have the same keys." };
        Add(group, "keys", "What they have in common.", new NonNullGraphType(found));
        Add(group, "count", "How many there are.", new NonNullGraphType(Int));
        measures.ForEach(m => Add(group, m.Name, m.Description, new NonNullGraphType(m.Type)));
        var by = new InputObjectGraphType { Name = $"{type.Name}GroupBy", Description = $"One key to group {type.Plural} by." };
        by.AddField(new FieldType { Name = "field", Description = "What to group by.", ResolvedType = new NonNullGraphType(fields) });
        by.AddField(new FieldType { Name = "per", Description = "For dates and instants: the period they are cut to. Instants are cut to days unless given.", ResolvedType = _period });
        list.AddField(new FieldType
        {
            Name = "groups",
            Description = "All rows of the whole list, grouped.",
            ResolvedType = ListOf(group),
            Arguments = new QueryArguments(
                Argument("by", "The keys, in the order of their weight.", ListOf(by)),
                Argument("orderBy", "In which order; by the keys unless given.", _groupOrder),
                Argument("first", "How many groups at most; 50 unless given.", Int),
                Argument("timeZone", "The zone whose periods instants are cut to, a name of the IANA database, for example Asia/Shanghai; UTC unless given.", Text)),
        });
    }

    private IEnumerable<(string Name, string Description, ObjectGraphType Type)> Measures(ReadType type)
    {
        var quantities = type.Quantities.ToList();
        if (quantities.Count > 0)
        {
            var sums = new ObjectGraphType { Name = $"{type.Name}Sums", Description = $"Values of {type.Plural} added up; null where no row has one." };
            var averages = new ObjectGraphType { Name = $"{type.Name}Averages", Description = $"Means of values of {type.Plural}, of decimals to six places; null where no row has one." };
            foreach (var field in quantities)
            {
                Add(sums, field.Name, field.Description, scalar(field.Kind switch { ScalarKind.Int => ScalarKind.Long, ScalarKind.Long => ScalarKind.Decimal, var kind => kind }, null));
                Add(averages, field.Name, field.Description, scalar(field.Kind is ScalarKind.Int or ScalarKind.Long ? ScalarKind.Decimal : field.Kind, null));
            }

            yield return ("sum", "Values added up.", sums);
            yield return ("average", "Means of values.", averages);
        }

        var extremes = type.Extremes.ToList();
        if (extremes.Count > 0)
        {
            var found = new ObjectGraphType { Name = $"{type.Name}Extremes", Description = $"Smallest or largest values of {type.Plural}; null where no row has one." };
            extremes.ForEach(field => Add(found, field.Name, field.Description, scalar(field.Kind, null)));
            yield return ("min", "Smallest values.", found);
            yield return ("max", "Largest values.", found);
        }
    }

    private static ObjectGraphType PageInfo(Func<ScalarKind, string?, IGraphType> scalar)
    {
        var page = new ObjectGraphType { Name = "PageInfo", Description = "Where a page stands in its list." };
        Add(page, "hasNextPage", "Whether more rows follow.", new NonNullGraphType(scalar(ScalarKind.Boolean, null)));
        Add(page, "hasPreviousPage", "Whether rows come before.", new NonNullGraphType(scalar(ScalarKind.Boolean, null)));
        Add(page, "startCursor", "The first row's place; null on an empty page.", scalar(ScalarKind.Text, null));
        Add(page, "endCursor", "The last row's place; null on an empty page.", scalar(ScalarKind.Text, null));
        return page;
    }

    private static EnumerationGraphType Enumeration(string name, string description, params (string Name, string Description)[] values)
    {
        var graph = new EnumerationGraphType { Name = name, Description = description };
        foreach (var value in values)
        {
            graph.Add(value.Name, value.Name, value.Description);
        }

        return graph;
    }

    private static NonNullGraphType ListOf(IGraphType item) => new(new ListGraphType(new NonNullGraphType(item)));

    private static QueryArgument Argument(string name, string description, IGraphType type) => new(type) { Name = name, Description = description };

    private static void Add(ObjectGraphType type, string name, string description, IGraphType of) =>
        type.AddField(new FieldType { Name = name, Description = description, ResolvedType = of });
}

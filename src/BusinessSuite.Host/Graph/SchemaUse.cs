using BusinessSuite.Reads;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>
/// What an operation uses of the schema, as schema coordinates: <c>Type.field</c>, <c>Type.field(argument:)</c>, <c>Input.field</c>,
/// <c>Enumeration.VALUE</c>. What its variables hold differs from request to request and is told for each.
/// </summary>
internal sealed class SchemaUse
{
    private readonly HashSet<string> _coordinates = [];
    private readonly List<(string Name, IGraphType Type)> _inputs = [];
    private readonly HashSet<string> _spread = [];
    private readonly GraphQLDocument _document;
    private readonly ISchema _schema;

    private SchemaUse(GraphQLDocument document, ISchema schema) => (_document, _schema) = (document, schema);

    /// <summary>What the document itself says.</summary>
    public IReadOnlySet<string> Coordinates => _coordinates;

    /// <summary>Finds out what an operation of a valid document uses.</summary>
    public static SchemaUse Of(GraphQLDocument document, GraphQLOperationDefinition operation, ISchema schema)
    {
        var use = new SchemaUse(document, schema);
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            var named = variable.Type;
            while (named is not GraphQLNamedType)
            {
                named = named is GraphQLNonNullType nonNull ? nonNull.Type : ((GraphQLListType)named).Type;
            }

            if (schema.AllTypes[((GraphQLNamedType)named).Name.StringValue] is { } type and (IInputObjectGraphType or EnumerationGraphType))
            {
                use._inputs.Add((variable.Variable.Name.StringValue, type));
            }
        }

        use.Walk(operation.SelectionSet, operation.Operation switch { OperationType.Query => schema.Query, OperationType.Mutation => schema.Mutation, _ => schema.Subscription });
        return use;
    }

    /// <summary>What the variables of a request say beyond that, as often as they say it.</summary>
    public void OfVariables(Variables variables, Action<string> used)
    {
        foreach (var (name, type) in _inputs)
        {
            Value(variables.Values.GetValueOrDefault(name), type, used);
        }
    }

    private static void Value(object? value, IGraphType? type, Action<string> used)
    {
        switch (value)
        {
            case EnumName name when type is EnumerationGraphType:
                used($"{type.Name}.{name.Name}");
                break;
            case IReadOnlyDictionary<string, object?> members when type is IInputObjectGraphType input:
                foreach (var (name, member) in members)
                {
                    used($"{type.Name}.{name}");
                    Value(member, input.Fields.Find(name)?.ResolvedType?.GetNamedType(), used);
                }

                break;
            case IReadOnlyList<object?> items:
                foreach (var item in items)
                {
                    Value(item, type, used);
                }

                break;
        }
    }

    private void Walk(GraphQLSelectionSet? set, IGraphType? type)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field when (type as IComplexGraphType)?.Fields.Find(field.Name.StringValue) is { } definition:
                    var coordinate = $"{type.Name}.{definition.Name}";
                    _coordinates.Add(coordinate);
                    foreach (var argument in field.Arguments?.Items ?? [])
                    {
                        _coordinates.Add($"{coordinate}({argument.Name.StringValue}:)");
                        Value(argument.Value, definition.Arguments?.Find(argument.Name.StringValue)?.ResolvedType?.GetNamedType());
                    }

                    Walk(field.SelectionSet, definition.ResolvedType?.GetNamedType());
                    break;
                case GraphQLInlineFragment fragment:
                    Walk(fragment.SelectionSet, fragment.TypeCondition is { } condition ? _schema.AllTypes[condition.Type.Name.StringValue] : type);
                    break;
                case GraphQLFragmentSpread spread when _spread.Add(spread.FragmentName.Name.StringValue):
                    var spreads = _document.Definitions.OfType<GraphQLFragmentDefinition>().First(f => f.FragmentName.Name == spread.FragmentName.Name);
                    Walk(spreads.SelectionSet, _schema.AllTypes[spreads.TypeCondition.Type.Name.StringValue]);
                    break;
            }
        }
    }

    private void Value(GraphQLValue value, IGraphType? type)
    {
        switch (value)
        {
            case GraphQLEnumValue name when type is EnumerationGraphType:
                _coordinates.Add($"{type.Name}.{name.Name.StringValue}");
                break;
            case GraphQLObjectValue members when type is IInputObjectGraphType input:
                foreach (var member in members.Fields ?? [])
                {
                    _coordinates.Add($"{type.Name}.{member.Name.StringValue}");
                    Value(member.Value, input.Fields.Find(member.Name.StringValue)?.ResolvedType?.GetNamedType());
                }

                break;
            case GraphQLListValue items:
                foreach (var item in items.Values ?? [])
                {
                    Value(item, type);
                }

                break;
        }
    }
}

using System.Text.Json;
using BusinessSuite.Reads;
using GraphQL.Types;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>Brings what a client sent into the form that plans and functions take, by the input types of the schema.</summary>
internal static class Coercion
{
    /// <summary>The variables of an operation.</summary>
    /// <exception cref="RequestException">One is missing or of another type.</exception>
    public static Variables Variables(GraphQLOperationDefinition operation, JsonElement? given, ISchema schema)
    {
        if (operation.Variables is not { Count: > 0 } definitions)
        {
            return Reads.Variables.None;
        }

        var values = new Dictionary<string, object?>();
        foreach (var definition in definitions.Items)
        {
            var name = definition.Variable.Name.StringValue;
            if (given is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var value))
            {
                values[name] = Json(value, definition.Type, schema, $"${name}");
            }
            else if (definition.DefaultValue is { } fallback)
            {
                values[name] = Literal(fallback, TypeOf(definition.Type, schema)!, Reads.Variables.None, $"${name}");
            }
            else if (definition.Type is GraphQLNonNullType)
            {
                throw new RequestException($"The variable ${name} is required.");
            }
        }

        return new(values);
    }

    /// <summary>The value of an argument, variables filled in.</summary>
    public static object? Literal(GraphQLValue value, IGraphType type, Variables variables, string path)
    {
        if (value is GraphQLVariable variable)
        {
            return variables.Values.GetValueOrDefault(variable.Name.StringValue);
        }

        switch (type)
        {
            case NonNullGraphType nonNull:
                return value is GraphQLNullValue ? throw new RequestException($"{path} must not be null.") : Literal(value, nonNull.ResolvedType!, variables, path);
            case var _ when value is GraphQLNullValue:
                return null;
            case ListGraphType list:
                return value is GraphQLListValue items
                    ? (items.Values ?? []).Select((v, i) => Literal(v, list.ResolvedType!, variables, $"{path}.{i}")).ToList()
                    : new List<object?> { Literal(value, list.ResolvedType!, variables, path) };
            case IInputObjectGraphType input:
                var fields = ((GraphQLObjectValue)value).Fields ?? [];
                return Members(input, name => fields.FirstOrDefault(f => f.Name.Value == name)?.Value is { } v && !(v is GraphQLVariable missing && !variables.Values.ContainsKey(missing.Name.StringValue))
                    ? (true, t => Literal(v, t, variables, $"{path}.{name}")) : default, path);
            case SuiteScalar scalar:
                return scalar.ParseLiteral(value);
            default:
                return Scalar(type, Scalars.Plain(value), path);
        }
    }

    private static object? Json(JsonElement value, GraphQLType type, ISchema schema, string path) =>
        Json(value, TypeOf(type, schema) ?? throw new RequestException($"{path} has an unknown type."), path);

    private static object? Json(JsonElement value, IGraphType type, string path)
    {
        switch (type)
        {
            case NonNullGraphType nonNull:
                return value.ValueKind == JsonValueKind.Null ? throw new RequestException($"{path} must not be null.") : Json(value, nonNull.ResolvedType!, path);
            case var _ when value.ValueKind == JsonValueKind.Null:
                return null;
            case ListGraphType list:
                return value.ValueKind == JsonValueKind.Array
                    ? value.EnumerateArray().Select((v, i) => Json(v, list.ResolvedType!, $"{path}.{i}")).ToList()
                    : new List<object?> { Json(value, list.ResolvedType!, path) };
            case IInputObjectGraphType input:
                if (value.ValueKind != JsonValueKind.Object)
                {
                    throw new RequestException($"{path} must be an object.");
                }

                foreach (var member in value.EnumerateObject())
                {
                    if (input.Fields.Find(member.Name) is null)
                    {
                        throw new RequestException($"{path} has no member '{member.Name}'.");
                    }
                }

                return Members(input, name => value.TryGetProperty(name, out var v) ? (true, t => Json(v, t, $"{path}.{name}")) : default, path);
            case SuiteScalar { Name: "JSON" }:
                return value.Clone();
            default:
                return Scalar(type, Plain(value), path);
        }
    }

    private static Dictionary<string, object?> Members(
        IInputObjectGraphType input, Func<string, (bool Given, Func<IGraphType, object?> Get)> member, string path)
    {
        var values = new Dictionary<string, object?>();
        foreach (var field in input.Fields)
        {
            var (given, get) = member(field.Name);
            if (given)
            {
                values[field.Name] = get(field.ResolvedType!);
            }
            else if (field.DefaultValue is { } fallback)
            {
                values[field.Name] = field.ResolvedType is EnumerationGraphType ? new EnumName((string)fallback) : fallback;
            }
            else if (field.ResolvedType is NonNullGraphType)
            {
                throw new RequestException($"{path}.{field.Name} is required.");
            }
        }

        return values;
    }

    private static object Scalar(IGraphType type, object? value, string path)
    {
        try
        {
            return type switch
            {
                EnumerationGraphType e => value is string or EnumName && Name(value) is var name && e.Values.Any(v => v.Name == name)
                    ? new EnumName(name)
                    : throw new RequestException($"'{value}' is not a {e.Name}."),
                IdGraphType => Scalars.Parse(ScalarKind.Id, value!),
                IntGraphType => Scalars.Parse(ScalarKind.Int, value!),
                FloatGraphType => Scalars.Parse(ScalarKind.Float, value!),
                BooleanGraphType => Scalars.Parse(ScalarKind.Boolean, value!),
                StringGraphType => Scalars.Parse(ScalarKind.Text, value!),
                SuiteScalar scalar => scalar.ParseValue(value)!,
                _ => throw new RequestException("Unknown type."),
            };
        }
        catch (RequestException e)
        {
            throw new RequestException($"{path}: {e.Message}", e.Code);
        }
    }

    private static string Name(object value) => value is EnumName e ? e.Name : (string)value;

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDecimal(out var d) ? d : throw new RequestException("The number is too large."),
        _ => throw new RequestException("A single value is expected."),
    };

    private static IGraphType? TypeOf(GraphQLType type, ISchema schema) => type switch
    {
        GraphQLNonNullType nonNull => TypeOf(nonNull.Type, schema) is { } inner ? new NonNullGraphType(inner) : null,
        GraphQLListType list => TypeOf(list.Type, schema) is { } item ? new ListGraphType(item) : null,
        GraphQLNamedType named => schema.AllTypes[named.Name.StringValue],
        _ => null,
    };
}

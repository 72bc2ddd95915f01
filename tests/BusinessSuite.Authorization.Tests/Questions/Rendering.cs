using System.Reflection;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Graph;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Authorization.Tests;

/// <summary>All fields of a type: how they are asked for, and what a role must get of them.</summary>
internal sealed class Rendering(Declarations declarations, Rows rows, SuiteSchema schema)
{
    private readonly Dictionary<(Kept Kept, int World), JsonObject> _values = [];

    /// <summary>Keeps what a row holds, as someone told it who may see everything.</summary>
    public void Learn(Kept kept, int world, JsonObject values) => _values[(kept, world)] = values;

    /// <summary>A value of a row.</summary>
    public JsonNode? Value(Kept kept, int world, string field) => _values.GetValueOrDefault((kept, world))?[field]?.DeepClone();

    /// <summary>Whether a value is withheld from everyone who asks: nobody is cleared, so it is told only to whom it tells of.</summary>
    public static bool IsWithheld(Kept kept, int world, string field) =>
        kept.Entity.ClrType.GetProperties().FirstOrDefault(p => Names.Camel(p.Name) == field)?.GetCustomAttribute<ConfidentialAttribute>() is { } secret
        && !(secret.Subject is not null && world == Declarations.Own);

    /// <summary>The world of the row that a relation leads to, or null when it leads nowhere.</summary>
    public int? Related(Kept kept, int world, ToOneField relation) => rows.HasValue(kept, relation.Column) ? world : null;

    /// <summary>The fields that are values, as they are asked for.</summary>
    public static string Values(Kept kept) => string.Join(' ', kept.Type!.Fields.Values.Select(f => f switch
    {
        IdField or ColumnField => f.Name,
        MoneyField => $"{f.Name} {{ amount currency }}",
        ComputedField computed => $"{f.Name}{Below(computed.Shape)}",
        _ => "",
    }).Where(t => t.Length > 0));

    /// <summary>All fields, and all values of what they lead to.</summary>
    public string Fields(Kept kept) => $"{Values(kept)} {string.Join(' ', kept.Type!.Fields.Values.Select(f => f switch
    {
        ToOneField one => $"{f.Name} {{ {Values(declarations.Of(one.Target))} }}",
        ToManyField many => $"{f.Name} {{ totalCount nodes {{ {Values(declarations.Of(many.Target))} }} edges {{ node {{ id }} }} }}",
        _ => "",
    }).Where(t => t.Length > 0))}";

    /// <summary>What a row must show of its values.</summary>
    public JsonObject ValuesOf(Kept kept, int world)
    {
        var row = new JsonObject { ["id"] = kept.Id(world) };
        foreach (var field in kept.Type!.Fields.Values)
        {
            if (field is ColumnField or MoneyField)
            {
                row[field.Name] = Value(kept, world, field.Name);
            }
            else if (field is ComputedField)
            {
                // A function may find nothing to say of rows that no operation made.
                row[field.Name] = Answer.Any;
            }
        }

        return row;
    }

    /// <summary>What a row must show to a role.</summary>
    public JsonObject FieldsOf(Kept kept, int world, Asker asker)
    {
        var row = ValuesOf(kept, world);
        foreach (var field in kept.Type!.Fields.Values)
        {
            if (field is ToOneField one)
            {
                var target = declarations.Of(one.Target);
                row[field.Name] = Declarations.May(target, asker) && Related(kept, world, one) is { } at && declarations.Sees(target, at, asker) ? ValuesOf(target, at) : null;
            }
            else if (field is ToManyField many)
            {
                var target = declarations.Of(many.Target);
                int[] there = rows.HasValue(target, many.Column) && declarations.Sees(target, world, asker) ? [world] : [];
                row[field.Name] = Declarations.May(target, asker)
                    ? new JsonObject
                    {
                        ["totalCount"] = there.Length,
                        ["nodes"] = new JsonArray([.. there.Select(w => ValuesOf(target, w))]),
                        ["edges"] = new JsonArray([.. there.Select(w => new JsonObject { ["node"] = new JsonObject { ["id"] = target.Id(w) } })]),
                    }
                    : null;
            }
        }

        return row;
    }

    /// <summary>Below a row: the relations to what a role may not read at all.</summary>
    public IEnumerable<string> Denied(Kept kept, Asker asker, string path) =>
        from field in kept.Type!.Fields.Values
        let target = field switch { ToOneField one => one.Target, ToManyField many => many.Target, _ => null }
        where target is not null && !Declarations.May(declarations.Of(target), asker)
        select $"{path}.{field.Name}";

    /// <summary>What is selected of a function's value: the least that a client must.</summary>
    public static string Below(ValueShape shape) => shape switch
    {
        ListShape list => Below(list.Item),
        ScalarShape => "",
        _ => " { __typename }",
    };

    /// <summary>The value of a row as an argument.</summary>
    public string Literal(Kept kept, int world, ColumnField field)
    {
        if (field.Kind == ScalarKind.Id)
        {
            return $"\"{(field.Name == "id" ? kept : declarations.Of(schema.Model.Find(field.TypeName!)!)).Id(world)}\"";
        }

        var value = Value(kept, world, field.Name);
        return value is null ? "null" : field.Kind == ScalarKind.Enum ? (string)value! : value.ToJsonString();
    }
}

using System.Reflection;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>The forms of the values that functions and operations answer, from their C# types.</summary>
internal sealed class ValueShapes(ReadModelBuilder reads, XmlDocs docs)
{
    private readonly Dictionary<Type, ObjectShape> _objects = [];

    /// <summary>The records found so far.</summary>
    public IReadOnlyCollection<ObjectShape> Objects => _objects.Values;

    /// <summary>The enumerations found so far.</summary>
    public HashSet<Type> Enumerations { get; } = [];

    public ValueShape Of(Type type)
    {
        var clr = Nullable.GetUnderlyingType(type) ?? type;
        if (ReadModelBuilder.KindOf(clr) is { } kind)
        {
            if (kind == ScalarKind.Enum)
            {
                Enumerations.Add(clr);
                return new ScalarShape(kind, clr.Name, v => UpperSnake.Of(v.ToString()!));
            }

            return new ScalarShape(kind);
        }

        if (reads.Types.Find(clr) is { } readable)
        {
            return new EntityShape(readable, v => ((Entity)v).Id);
        }

        if (clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(Id<>))
        {
            var target = reads.Types.Find(clr.GetGenericArguments()[0])
                ?? throw new InvalidOperationException($"{clr.GetGenericArguments()[0].Name} is not a readable type.");
            return new EntityShape(target, v => (Guid)clr.GetProperty("Value")!.GetValue(v)!);
        }

        if (InputTypes.IsList(clr))
        {
            return new ListShape(Of(InputTypes.ItemOf(clr)));
        }

        return Object(clr);
    }

    private ObjectShape Object(Type clr)
    {
        if (_objects.TryGetValue(clr, out var known))
        {
            return known;
        }

        var shape = new ObjectShape(clr.Name, docs.Of(clr) ?? "");
        _objects.Add(clr, shape);
        foreach (var property in clr.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract" && !p.IsDefined(typeof(HiddenAttribute))))
        {
            var name = Names.Camel(property.Name);
            var value = Of(property.PropertyType);
            // An entity may be out of sight for the caller, whatever the record says.
            var nullable = Nullability.IsNullable(property) || value is EntityShape;
            shape.Members.Add(name, new(name, docs.Of(property) ?? "", value, nullable, property.GetValue));
        }

        return shape;
    }
}

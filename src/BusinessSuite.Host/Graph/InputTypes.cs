using System.Collections;
using System.Reflection;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>What a function takes, from the C# types of its parameters; and the way from coerced values back to them.</summary>
internal static class InputTypes
{
    public static bool IsList(Type type) =>
        type != typeof(string) && (type.IsArray || (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)));

    public static Type ItemOf(Type list) => list.IsArray ? list.GetElementType()! : list.GetGenericArguments()[0];

    public static bool IsId(Type type) => type == typeof(NodeRef) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>));

    /// <summary>The members of an input record: the parameters of its constructor.</summary>
    public static ParameterInfo[] MembersOf(Type record) =>
        record.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault(c => c.GetParameters() is not [var one] || one.ParameterType != record)
            ?.GetParameters() ?? throw new InvalidOperationException($"{record.Name} cannot be an input: it has no public constructor.");

    /// <summary>Brings a coerced value into the C# type that a parameter has.</summary>
    /// <exception cref="RuleViolation">An id names something else.</exception>
    public static object? Bind(object? value, Type type, IReadOnlyList<string> path, Func<Type, string?> nodeType)
    {
        var clr = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            return null;
        }

        if (clr == typeof(NodeRef))
        {
            return value is NodeId { Type.Length: > 0 } node ? new NodeRef(node.Type, node.Key) : throw new RuleViolation(PlatformRules.NotFound) { Field = path };
        }

        if (IsId(clr))
        {
            return Activator.CreateInstance(clr, KeyOf(value, clr.GetGenericArguments()[0], path, nodeType));
        }

        if (clr.IsEnum)
        {
            return typeof(UpperSnake).GetMethod(nameof(UpperSnake.Parse))!.MakeGenericMethod(clr).Invoke(null, [((EnumName)value).Name]);
        }

        if (IsList(clr))
        {
            var item = ItemOf(clr);
            var values = value as IReadOnlyList<object?> ?? [value];
            var array = Array.CreateInstance(item, values.Count);
            for (var i = 0; i < values.Count; i++)
            {
                array.SetValue(Bind(values[i], item, [.. path, i.ToString(System.Globalization.CultureInfo.InvariantCulture)], nodeType), i);
            }

            return clr.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(clr, array);
        }

        if (value is IReadOnlyDictionary<string, object?> fields)
        {
            var members = MembersOf(clr);
            var arguments = members.Select(m => fields.TryGetValue(Names.Camel(m.Name!), out var given)
                ? Bind(given, m.ParameterType, [.. path, Names.Camel(m.Name!)], nodeType)
                : DefaultOf(m)).ToArray();
            try
            {
                return Activator.CreateInstance(clr, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, arguments, null);
            }
            catch (RuleViolation e) when (e.Field is null)
            {
                throw new RuleViolation(e.Rule, [.. e.Arguments]) { Field = path };
            }
        }

        return clr == typeof(short) ? System.Convert.ToInt16(value, System.Globalization.CultureInfo.InvariantCulture) : value;
    }

    /// <summary>The key in an id that a client sent.</summary>
    /// <exception cref="RuleViolation">It is the id of something else.</exception>
    public static Guid KeyOf(object? value, Type target, IReadOnlyList<string> path, Func<Type, string?> nodeType)
    {
        var id = value is NodeId node ? node : NodeId.None;
        return id.Type == nodeType(target) ? id.Key : throw new RuleViolation(PlatformRules.NotFound) { Field = path };
    }

    /// <summary>The value of a parameter that the client left out.</summary>
    public static object? DefaultOf(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue && parameter.DefaultValue is not null)
        {
            return parameter.DefaultValue;
        }

        var type = parameter.ParameterType;
        return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
    }

    /// <summary>Whether a client may leave a parameter out.</summary>
    public static bool IsOptional(ParameterInfo parameter) => parameter.HasDefaultValue || Nullability.IsNullable(parameter);
}

using System.Collections;
using System.Text;
using System.Text.Json;

namespace BusinessSuite.Reads;

/// <summary>The variables of a request, coerced: dictionaries, lists, <see cref="NodeId"/>, <see cref="EnumName"/> and plain values.</summary>
public sealed class Variables
{
    /// <summary>No variables.</summary>
    public static readonly Variables None = new(new Dictionary<string, object?>());

    private readonly IReadOnlyDictionary<string, object?> _values;

    /// <summary>Wraps coerced values.</summary>
    public Variables(IReadOnlyDictionary<string, object?> values) => _values = values;

    /// <summary>Keys that a value asks the engine to read, by the number of the level.</summary>
    internal IReadOnlyDictionary<int, Guid[]>? Keys { get; init; }

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, object?> Values => _values;

    internal Variables With(IReadOnlyDictionary<int, Guid[]> keys) => new(_values) { Keys = keys };

    /// <summary>
    /// What the plan depends on: which values are there, null, true or false, which enumeration names and node types, and the
    /// sizes of pages; never the other values, which travel as parameters.
    /// </summary>
    /// <param name="sizes">The variables that are sizes of pages.</param>
    public string Shape(IReadOnlySet<string> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (_values.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in _values.Count == 1 ? _values.AsEnumerable() : _values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(':');
            if (value is not null && sizes.Contains(name))
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value};");
            }
            else
            {
                Describe(text, value);
            }
        }

        return text.ToString();
    }

    private static void Describe(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('n');
                break;
            case bool b:
                text.Append(b ? 't' : 'f');
                break;
            case EnumName e:
                text.Append('e').Append(e.Name).Append(';');
                break;
            case NodeId id:
                text.Append('i').Append(id.Type).Append(';');
                break;
            case IReadOnlyDictionary<string, object?> fields:
                text.Append('{');
                foreach (var (name, field) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    text.Append(name).Append(':');
                    Describe(text, field);
                }

                text.Append('}');
                break;
            case JsonElement:
            case string:
                text.Append('s');
                break;
            case IList list when list.Count > 0 && list[0] is IReadOnlyDictionary<string, object?> or EnumName or IList or NodeId or null:
                text.Append('[');
                foreach (var item in list)
                {
                    Describe(text, item);
                }

                text.Append(']');
                break;
            case IList list:
                text.Append(list.Count == 0 ? "[]" : "l");
                break;
            default:
                text.Append('s');
                break;
        }
    }
}

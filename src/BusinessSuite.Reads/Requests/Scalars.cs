using System.Globalization;
using System.Text.Json;
using System.Xml;
using GraphQLParser.AST;

namespace BusinessSuite.Reads;

/// <summary>Reads scalars that clients send.</summary>
public static class Scalars
{
    /// <summary>The value in the form that the kind has in C#: <see cref="DateTimeOffset"/> in UTC, <see cref="decimal"/>, <see cref="NodeId"/> ...</summary>
    /// <exception cref="RequestException">The value is not of that kind.</exception>
    public static object Parse(ScalarKind kind, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return TryParse(kind, value) ?? throw new RequestException($"'{Shown(value)}' is not a valid {kind}.");
    }

    /// <summary>A scalar literal as it stands in a document: string, number, boolean, <see cref="EnumName"/> or null.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static object? Plain(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLBooleanValue b => b.BoolValue,
        GraphQLIntValue i => long.TryParse(i.Value, CultureInfo.InvariantCulture, out var n)
            ? n : throw new RequestException("The number is too large."),
        GraphQLFloatValue f => decimal.TryParse(f.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var d)
            ? d : throw new RequestException("The number is too large."),
        GraphQLStringValue s => s.Value.ToString(),
        GraphQLEnumValue e => new EnumName(e.Name.StringValue),
        _ => throw new RequestException("Unexpected value."),
    };

    private static object? TryParse(ScalarKind kind, object value) => kind switch
    {
        ScalarKind.Text => value as string,
        ScalarKind.Int => Whole(value, int.MinValue, int.MaxValue) is { } n ? (int)n : null,
        ScalarKind.Long => value is string s
            ? long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? l : null
            : Whole(value, long.MinValue, long.MaxValue),
        ScalarKind.Boolean => value as bool?,
        ScalarKind.Float => value is long or int or decimal or double ? System.Convert.ToDouble(value, CultureInfo.InvariantCulture) : null,
        ScalarKind.Decimal => Decimal(value),
        ScalarKind.Currency => value is string { Length: 3 } s && s.All(char.IsAsciiLetterUpper) ? s : null,
        ScalarKind.DateTime => value is string s && HasOffset(s)
            && DateTimeOffset.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at.ToUniversalTime() : null,
        ScalarKind.Date => value is string s && DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null,
        ScalarKind.Time => value is string s && TimeOnly.TryParseExact(s, ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var t) ? t : null,
        ScalarKind.Duration => value is string s ? Duration(s) : null,
        ScalarKind.Uuid => value is string s && Guid.TryParseExact(s, "D", out var uuid) ? uuid : null,
        ScalarKind.Id => value is string s ? NodeId.Decode(s) : value is long or int ? NodeId.None : null,
        ScalarKind.Enum => value is EnumName e ? e : value is string s ? new EnumName(s) : null,
        ScalarKind.Json => value is JsonElement ? value : JsonSerializer.SerializeToElement(value),
        _ => null,
    };

    private static long? Whole(object value, decimal min, decimal max) =>
        value is long or int or decimal && System.Convert.ToDecimal(value, CultureInfo.InvariantCulture) is var n
            && n == decimal.Truncate(n) && n >= min && n <= max ? (long)n : null;

    private static object? Decimal(object value) => value switch
    {
        string s => decimal.TryParse(s, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var d) ? d : null,
        long or int or decimal => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    // RFC 3339: without an offset the instant would be a guess.
    private static bool HasOffset(string s) =>
        s.Length >= 16 && s[10] is 'T' or 't' or ' ' && (s[^1] is 'Z' or 'z' || s.AsSpan(11).IndexOfAny('+', '-') > 0);

    private static TimeSpan? Duration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static string Shown(object value)
    {
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}

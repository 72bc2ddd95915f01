using System.Globalization;
using BusinessSuite.Reads;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>A scalar of the suite. Values are read and written by <see cref="Scalars"/> and the read engine; the schema only names and checks them.</summary>
internal sealed class SuiteScalar : ScalarGraphType
{
    private readonly ScalarKind _kind;

    private SuiteScalar(ScalarKind kind, string name, string description, string specification)
    {
        _kind = kind;
        Name = name;
        Description = description;
        this.ApplyDirective("specifiedBy", "url", specification);
    }

    /// <summary>The TypeScript type in which values travel.</summary>
    public string TypeScript => _kind == ScalarKind.Json ? "unknown" : "string";

    /// <summary>All scalars that GraphQL itself does not have.</summary>
    public static IReadOnlyDictionary<ScalarKind, SuiteScalar> Create() => new SuiteScalar[]
    {
        new(ScalarKind.Long, "Long", "A 64-bit integer as a decimal string, since JavaScript would round the number.", "https://www.rfc-editor.org/rfc/rfc8259#section-6"),
        new(ScalarKind.Decimal, "Decimal", "An exact decimal number as a string, for example \"12.50\". Never a binary fraction.", "https://speleotrove.com/decimal/daconvs.html"),
        new(ScalarKind.Currency, "CurrencyCode", "A currency, ISO 4217, for example \"CNY\".", "https://www.iso.org/iso-4217-currency-codes.html"),
        new(ScalarKind.DateTime, "DateTime", "An instant with its offset, RFC 3339; answers are in UTC, for example \"2026-03-02T01:30:00Z\".", "https://scalars.graphql.org/andimarek/date-time.html"),
        new(ScalarKind.Date, "Date", "A calendar date, RFC 3339 full-date, for example \"2026-03-02\".", "https://scalars.graphql.org/andimarek/local-date.html"),
        new(ScalarKind.Time, "LocalTime", "A time of day, for example \"09:30:00\".", "https://scalars.graphql.org/apollographql/localtime-v0.1.html"),
        new(ScalarKind.Duration, "Duration", "A duration, ISO 8601, for example \"PT7H30M\".", "https://www.rfc-editor.org/rfc/rfc3339#appendix-A"),
        new(ScalarKind.Uuid, "UUID", "A UUID that names no node, for example the id of an event.", "https://www.rfc-editor.org/rfc/rfc9562"),
        new(ScalarKind.Json, "JSON", "Any JSON value.", "https://www.rfc-editor.org/rfc/rfc8259"),
    }.ToDictionary(s => s._kind);

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : Parse(Plain(value));

    public override object? ParseValue(object? value) => value is null ? null : Parse(value);

    public override object? Serialize(object? value) => value;

    public override bool CanParseLiteral(GraphQLValue value)
    {
        try
        {
            ParseLiteral(value);
            return true;
        }
        catch (Exception e) when (e is RequestException or InvalidOperationException)
        {
            return false;
        }
    }

    private object Parse(object? value) => value is null ? throw new RequestException("A value is expected.") : Scalars.Parse(_kind, value);

    private static object? Plain(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLBooleanValue b => b.BoolValue,
        GraphQLIntValue i => Number(i.Value),
        GraphQLFloatValue f => Number(f.Value),
        GraphQLStringValue s => s.Value.ToString(),
        GraphQLListValue l => (l.Values ?? []).Select(Plain).ToList(),
        GraphQLObjectValue o => (o.Fields ?? []).ToDictionary(f => f.Name.StringValue, f => Plain(f.Value)),
        _ => throw new InvalidOperationException("A literal is expected."),
    };

    private static decimal Number(ReadOnlySpan<char> literal) =>
        decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new RequestException("The number is too large.");
}

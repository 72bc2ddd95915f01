using System.Globalization;
using System.Text;
using System.Text.Json;
using BusinessSuite.Host.Graph;
using BusinessSuite.Reads;
using GraphQL.Types;

namespace BusinessSuite.Fuzz.Tests;

/// <summary>Writes one document that the schema allows: fields, arguments, variables, fragments, aliases and directives by chance.</summary>
internal sealed class ValidDocument(SuiteSchema schema, Random random)
{
    private static readonly string[] Texts =
        ["", "a", "PERMITS", "Zhang San", "张三", "%", "_", "\\", "'; drop table x; --", "\"", "\u0001", "e\u0301", "😀", "\u202e", "Asia/Shanghai", "x".PadRight(300, 'y')];

    // Most documents are small, so that many are sent; some are as large as those of real clients.
    private readonly (int Fields, int Depth) _most = random.Next(40) == 0 ? (40, 7) : (random.Next(1, 9), random.Next(2, 5));
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, string Type, string Value)> _variables = [];
    private readonly List<string> _fragments = [];
    private int _fields;
    private int _aliases;

    /// <summary>The document and the values of its variables, an object in JSON.</summary>
    public static (string Query, string Variables) Write(SuiteSchema schema, Random random) => new ValidDocument(schema, random).Write();

    private (string Query, string Variables) Write()
    {
        if (Chance(1))
        {
            return ($"{{ __type(name: \"{Any(schema.Model.Types.ToList()).Name}\") {{ kind name fields {{ name type {{ name kind ofType {{ name }} }} args {{ name defaultValue }} }} }} }}", "{}");
        }

        var mutation = Chance(3);
        var root = mutation ? schema.Schema.Mutation! : schema.Schema.Query;
        Selection(root, mutation ? 1 : random.Next(1, 3), 0);
        var body = _text.ToString();
        var head = mutation ? "mutation" : _variables.Count == 0 && Chance(50) ? "" : "query";
        if (head.Length > 0 && (_variables.Count > 0 || Chance(20)))
        {
            head += " Q";
        }

        var declared = _variables.Count == 0 ? "" : $"({string.Join(", ", _variables.Select(v => $"${v.Name}: {v.Type}"))})";
        return ($"{head}{declared} {body} {string.Join(" ", _fragments)}", $"{{{string.Join(",", _variables.Select(v => $"\"{v.Name}\":{v.Value}"))}}}");
    }

    private void Selection(IComplexGraphType type, int count, int depth)
    {
        _text.Append('{');
        var some = type.Fields.Where(f => depth < _most.Depth || IsLeaf(f)).ToArray();
        random.Shuffle(some);
        // Deeper down leaves come first, so that documents end.
        var chosen = (depth < 3 ? some : some.OrderBy(f => IsLeaf(f) || Chance(20) ? 0 : 1).ToArray()).Where(f => _fields < _most.Fields || IsLeaf(f)).Take(count).ToList();
        if (chosen.Count == 0)
        {
            _text.Append("__typename ");
        }

        foreach (var field in chosen)
        {
            Field(field, depth);
        }

        if (type is IInterfaceGraphType && Chance(70))
        {
            var one = Any(schema.Schema.AllTypes.OfType<IObjectGraphType>().Where(t => t.ResolvedInterfaces.Any(i => i.Name == type.Name)).OrderBy(t => t.Name, StringComparer.Ordinal).ToList());
            _text.Append(CultureInfo.InvariantCulture, $"...on {one.Name}");
            Selection(one, 2, depth + 1);
        }

        _text.Append('}');
    }

    private void Field(FieldType field, int depth)
    {
        _fields++;
        if (_aliases < 20 && Chance(12))
        {
            _text.Append(CultureInfo.InvariantCulture, $"a{_aliases++}: ");
        }

        _text.Append(field.Name);
        Arguments(field);
        if (Chance(4))
        {
            _text.Append(CultureInfo.InvariantCulture, $" @{(Chance(50) ? "skip" : "include")}(if: {(Chance(50) ? Variable("Boolean!", "true") : "false")})");
        }

        if (Named(field.ResolvedType!) is IComplexGraphType inner)
        {
            var before = _text.Length;
            Selection(inner, random.Next(1, 5), depth + 1);
            if (_fragments.Count < 8 && Chance(8))
            {
                var selection = _text.ToString(before, _text.Length - before);
                _text.Length = before;
                var name = $"F{_fragments.Count}";
                _fragments.Add($"fragment {name} on {inner.Name} {selection}");
                _text.Append(CultureInfo.InvariantCulture, $"{{...{name} __typename}}");
            }
        }

        _text.Append(' ');
    }

    private void Arguments(FieldType field)
    {
        // Pages are small, or lists within lists come to more rows than a request may ask for; few cursors are any.
        var size = field.Arguments?.Find("last") is not null && Chance(50) ? "last" : "first";
        var given = (field.Arguments ?? [])
            .Where(a => a.ResolvedType is NonNullGraphType || a.Name switch { "first" or "last" => a.Name == size, "after" or "before" => Chance(2), _ => Chance(30) })
            .Select(a => a.Name is "first" or "last" && !Chance(3)
                ? $"{a.Name}: {(Chance(25) ? Variable("Int", Number(1, 8)) : Number(1, 8))}"
                : $"{a.Name}: {(Chance(25) ? Variable(a.ResolvedType!.ToString()!, Value(a.ResolvedType, true, 0)) : Value(a.ResolvedType!, false, 0))}").ToList();
        if (given.Count > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"({string.Join(", ", given)})");
        }
    }

    private string Variable(string type, string value)
    {
        var name = $"v{_variables.Count}";
        _variables.Add((name, type, value));
        return "$" + name;
    }

    private string Value(IGraphType type, bool json, int depth) => type switch
    {
        NonNullGraphType some => Given(some.ResolvedType!, json, depth),
        _ when Chance(3) => "null",
        _ => Given(type, json, depth),
    };

    private string Given(IGraphType type, bool json, int depth) => type switch
    {
        ListGraphType list => $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.ResolvedType!, json, depth + 1)))}]",
        IInputObjectGraphType input => Input(input, json, depth),
        EnumerationGraphType values => json ? $"\"{Any(values.Values.ToList()).Name}\"" : Any(values.Values.ToList()).Name,
        _ => Scalar(type.Name),
    };

    private string Input(IInputObjectGraphType type, bool json, int depth)
    {
        var fields = type.Fields.ToArray();
        random.Shuffle(fields);
        var given = fields.Where(f => f.ResolvedType is NonNullGraphType).ToList();
        // A filter or an order says one thing; what an operation takes says much.
        var operation = type.Name.EndsWith("Input", StringComparison.Ordinal);
        given.AddRange(fields.Except(given).Where(f => f.Name != "direction" || operation).Where(f => depth < 3 || Named(f.ResolvedType!) is not IInputObjectGraphType).Take(operation ? random.Next(fields.Length) : given.Count > 0 ? 0 : 1));
        return $"{{{string.Join(", ", given.Select(f => $"{(json ? $"\"{f.Name}\"" : f.Name)}: {Value(f.ResolvedType!, json, depth + 1)}"))}}}";
    }

    private string Scalar(string name) => name switch
    {
        "Boolean" => Chance(50) ? "true" : "false",
        "Int" => Chance(90) ? Number(0, 30) : Any(["-1", "0", "2147483647", "-2147483648"]),
        "Float" => Any(["0", "1.5", "-1e300", "1e-300"]),
        "Long" => Quoted(Any(["0", "7", "-9223372036854775808", "9223372036854775807"])),
        "Decimal" => Quoted(Any(["0", "12.50", "-0.01", "79228162514264337593543950335", "1e3"])),
        "ID" => Quoted(Chance(5) ? Any(Texts) : Id()),
        "UUID" => Quoted(Key().ToString()),
        "Date" => Quoted(Any(["2026-03-02", "0001-01-01", "9999-12-31", "2024-02-29"])),
        "DateTime" => Quoted(Any(["2026-03-02T01:30:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-03-02T01:30:00+14:00", "2026-03-02T01:30:00.123456789-08:00"])),
        "LocalTime" => Quoted(Any(["09:30:00", "00:00:00", "23:59:59.999999"])),
        "Duration" => Quoted(Any(["PT40H", "PT0S", "P1DT1M", "-PT1S", "P10675199D"])),
        "CurrencyCode" => Quoted(Any(["CNY", "EUR", "JPY", "XXX"])),
        _ => Quoted(Any(Texts)),
    };

    /// <summary>The id of a row that does not exist: operations look for it and stop.</summary>
    private string Id() => NodeId.Encode(Any(schema.Model.Types.ToList()), Key());

    private Guid Key()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private string Number(int from, int to) => random.Next(from, to).ToString(CultureInfo.InvariantCulture);

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static bool IsLeaf(FieldType field) => Named(field.ResolvedType!) is not IComplexGraphType;

    private static IGraphType Named(IGraphType type) => type switch
    {
        NonNullGraphType some => Named(some.ResolvedType!),
        ListGraphType list => Named(list.ResolvedType!),
        _ => type,
    };
}

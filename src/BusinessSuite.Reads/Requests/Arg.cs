using GraphQLParser.AST;

namespace BusinessSuite.Reads;

/// <summary>
/// The value of an argument, still tied to the variables it came from: the plan looks at its structure, the execution
/// takes the values of its own request.
/// </summary>
internal abstract record Arg
{
    /// <summary>A scalar or a list of scalars out of the variables.</summary>
    internal sealed record Bound(Func<Variables, object?> Get, object? Value) : Arg;

    /// <summary>A scalar written in the document.</summary>
    internal sealed record Literal(object? Value) : Arg;

    /// <summary>An input object.</summary>
    internal sealed record Fields(IReadOnlyDictionary<string, Arg> Members) : Arg;

    /// <summary>A list.</summary>
    internal sealed record Items(IReadOnlyList<Arg> Values) : Arg;

    /// <summary>The argument, or null when it is left out.</summary>
    public static Arg? From(GraphQLValue value, Variables variables)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                var name = variable.Name.StringValue;
                return variables.Values.TryGetValue(name, out var now) ? FromVariable(now, v => v.Values[name]) : null;
            case GraphQLObjectValue obj:
                var members = new Dictionary<string, Arg>();
                foreach (var field in obj.Fields ?? [])
                {
                    if (From(field.Value, variables) is { } member)
                    {
                        members[field.Name.StringValue] = member;
                    }
                }

                return new Fields(members);
            case GraphQLListValue list:
                return new Items([.. (list.Values ?? []).Select(v => From(v, variables) ?? new Literal(null))]);
            default:
                return new Literal(Scalars.Plain(value));
        }
    }

    private static Arg FromVariable(object? now, Func<Variables, object?> get) => now switch
    {
        IReadOnlyDictionary<string, object?> fields => new Fields(fields.ToDictionary(
            f => f.Key, f => FromVariable(f.Value, v => ((IReadOnlyDictionary<string, object?>)get(v)!)[f.Key]))),
        IReadOnlyList<object?> list when list.Any(i => i is IReadOnlyDictionary<string, object?> or EnumName) => new Items(
            [.. list.Select((item, i) => FromVariable(item, v => ((IReadOnlyList<object?>)get(v)!)[i]))]),
        _ => new Bound(get, now),
    };

    /// <summary>The value now, for what the plan itself depends on.</summary>
    public object? Now => this switch { Bound b => b.Value, Literal l => l.Value, _ => this };

    /// <summary>Whether the client sent null.</summary>
    public bool IsNull => Now is null;

    /// <summary>What a list of input objects has; one without brackets is a list of one. Out of the variables an empty list looks like one of scalars.</summary>
    public IReadOnlyList<Arg> Each => this switch
    {
        Items items => items.Values,
        Bound { Value: IReadOnlyList<object?> { Count: 0 } } => [],
        _ => [this],
    };

    /// <summary>Where the execution finds the scalar.</summary>
    public Func<Variables, object?> Scalar(ScalarKind kind)
    {
        switch (this)
        {
            case Literal { Value: { } value }:
                var parsed = Scalars.Parse(kind, value);
                return _ => parsed;
            case Literal:
                return _ => null;
            case Bound bound:
                return bound.Get;
            default:
                throw new RequestException($"A {kind} is expected.");
        }
    }

    /// <summary>Where the execution finds the list of scalars; a single value is a list of one.</summary>
    public Func<Variables, IReadOnlyList<object?>> ScalarList(ScalarKind kind)
    {
        switch (this)
        {
            case Items items:
                var all = items.Values.Select(v => v.Scalar(kind)).ToArray();
                return v => [.. all.Select(get => get(v))];
            case Bound { Value: IReadOnlyList<object?> } list:
                return v => (IReadOnlyList<object?>)list.Get(v)!;
            default:
                var one = Scalar(kind);
                return v => [one(v)];
        }
    }
}

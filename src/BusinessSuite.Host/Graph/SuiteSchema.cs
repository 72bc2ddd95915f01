using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using GraphQL.Types;

namespace BusinessSuite.Host.Graph;

/// <summary>The one schema: for GraphQL.NET, which parses, validates and introspects, and for the suite, which answers.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Model">What can be read.</param>
/// <param name="Operations">The mutations by name.</param>
/// <param name="Payloads">The form of each mutation's payload.</param>
/// <param name="Queries">The function fields by name.</param>
/// <param name="QueryShapes">The form of each function field's value.</param>
/// <param name="Subscriptions">The subscriptions by name.</param>
/// <param name="Types">The readable types by what stands for them in C#. Nothing here leads to the builders: they hold all doc comments.</param>
internal sealed record SuiteSchema(
    ISchema Schema, ReadModel Model, IReadOnlyDictionary<string, OperationDescriptor> Operations, IReadOnlyDictionary<string, ObjectShape> Payloads,
    IReadOnlyDictionary<string, QueryDescriptor> Queries, IReadOnlyDictionary<string, ValueShape> QueryShapes,
    IReadOnlyDictionary<string, SubscriptionField> Subscriptions, ReadTypes Types)
{
    /// <summary>The readable type's name of an entity or reference type.</summary>
    public string? NodeTypes(Type type) => Types.Find(type)?.Name;

    /// <summary>The coordinates of all fields, arguments, input fields and enumeration values.</summary>
    public IReadOnlySet<string> Coordinates => Parts.Select(p => p.Coordinate).ToHashSet();

    /// <summary>Equal for schemas against which the same documents are valid: of the parts, their types and defaults, not of what is said about them.</summary>
    public string Fingerprint
    {
        get
        {
            var parts = Parts.Select(p => $"{p.Coordinate}: {p.Type}").Concat(PossibleTypes.Select(p => $"{p.Key} = {string.Join(" | ", p.Value)}")).Order(StringComparer.Ordinal);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
        }
    }

    private IEnumerable<(string Coordinate, string Type)> Parts => Schema.AllTypes.SelectMany<IGraphType, (string, string)>(t => t switch
    {
        IComplexGraphType type => type.Fields.SelectMany(f => (f.Arguments ?? []).Select(a => ($"{t.Name}.{f.Name}({a.Name}:)", Typed(a.ResolvedType, a.DefaultValue)))
            .Append(($"{t.Name}.{f.Name}", Typed(f.ResolvedType, f.DefaultValue)))),
        EnumerationGraphType type => type.Values.Select(v => ($"{t.Name}.{v.Name}", "")),
        _ => [],
    });

    /// <summary>What is deprecated, with its reason.</summary>
    public IReadOnlyList<DeprecatedPart> Deprecations { get; } =
    [
        .. Schema.AllTypes.SelectMany<IGraphType, DeprecatedPart?>(t => t switch
        {
            IComplexGraphType type => type.Fields.Select(f => Deprecation.Of($"{t.Name}.{f.Name}", f.DeprecationReason)),
            EnumerationGraphType type => type.Values.Select(v => Deprecation.Of($"{t.Name}.{v.Name}", v.DeprecationReason)),
            _ => [],
        }).OfType<DeprecatedPart>(),
    ];

    /// <summary>The TypeScript type in which each scalar's values travel.</summary>
    public IReadOnlyDictionary<string, string> Scalars { get; } = new SortedDictionary<string, string>(
        Schema.AllTypes.OfType<ScalarGraphType>().Where(t => t is SuiteScalar or IdGraphType).ToDictionary(t => t.Name, t => (t as SuiteScalar)?.TypeScript ?? "string"),
        StringComparer.Ordinal);

    /// <summary>The object types of each interface, as normalizing client caches take them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> PossibleTypes { get; } = new SortedDictionary<string, IReadOnlyList<string>>(
        Schema.AllTypes.OfType<IInterfaceGraphType>().ToDictionary(
            t => t.Name, t => (IReadOnlyList<string>)[.. t.PossibleTypes.Select(p => p.Name).Order(StringComparer.Ordinal)]),
        StringComparer.Ordinal);

    /// <summary>Writes the schema definition language, with descriptions, in a stable order: a megabyte in half a second, for those who ask for it.</summary>
    public string Print() => GraphQL.SchemaExtensions.Print(Schema, new() { IncludeDescriptions = true, StringComparison = StringComparison.Ordinal });

    private static string Typed(IGraphType? type, object? value) => value is null ? $"{type}" : $"{type} =";
}

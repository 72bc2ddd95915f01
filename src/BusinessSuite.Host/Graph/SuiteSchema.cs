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
}

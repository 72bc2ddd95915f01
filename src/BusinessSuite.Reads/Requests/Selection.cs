using GraphQLParser.AST;

namespace BusinessSuite.Reads;

/// <summary>A field of the answer, merged from all places of the document that select it.</summary>
internal sealed class Selection(string responseKey, GraphQLField field)
{
    private readonly List<GraphQLSelectionSet> _sets = field.SelectionSet is { } set ? [set] : [];

    /// <summary>The key in the answer: alias or name.</summary>
    public string ResponseKey { get; } = responseKey;

    /// <summary>The field's name.</summary>
    public string Name { get; } = field.Name.StringValue;

    /// <summary>Where it first stands in the document.</summary>
    public GraphQLField Field { get; } = field;

    /// <summary>What is selected below it.</summary>
    public IReadOnlyList<GraphQLSelectionSet> Sets => _sets;

    internal void Merge(GraphQLField other)
    {
        if (other.SelectionSet is { } set)
        {
            _sets.Add(set);
        }
    }
}

/// <summary>A document with the variables of a request: resolves fragments, type conditions, <c>@skip</c> and <c>@include</c>.</summary>
public sealed class RequestDocument
{
    private readonly IReadOnlyDictionary<string, GraphQLFragmentDefinition> _fragments;
    private IReadOnlyList<RootField>? _root;

    /// <summary>Reads a validated document.</summary>
    /// <param name="fragments">The fragments of the document.</param>
    /// <param name="operation">The operation to run.</param>
    /// <param name="variables">Its coerced variables.</param>
    public RequestDocument(IReadOnlyDictionary<string, GraphQLFragmentDefinition> fragments, GraphQLOperationDefinition operation, Variables variables)
    {
        _fragments = fragments;
        Operation = operation;
        Variables = variables;
    }

    /// <summary>The operation to run.</summary>
    public GraphQLOperationDefinition Operation { get; }

    /// <summary>The variables of the request.</summary>
    public Variables Variables { get; }

    /// <summary>The root fields in the order of the answer.</summary>
    public IReadOnlyList<RootField> Root =>
        _root ??= [.. Collect([Operation.SelectionSet], Operation.Operation.ToString()).Select(f => new RootField(f.ResponseKey, f.Name, f.Field))];

    /// <summary>The fragments of a document by name.</summary>
    public static IReadOnlyDictionary<string, GraphQLFragmentDefinition> FragmentsIn(GraphQLDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(f => f.FragmentName.Name.StringValue);
    }

    /// <summary>The variables of a document that are sizes of pages: what stands as <c>first</c> or <c>last</c>.</summary>
    public static IReadOnlySet<string> SizesIn(GraphQLDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var sizes = new HashSet<string>();
        var open = new Stack<ASTNode>(document.Definitions);
        while (open.TryPop(out var node))
        {
            if (node is IHasSelectionSetNode { SelectionSet: { } set })
            {
                set.Selections.ForEach(open.Push);
            }

            if (node is GraphQLField { Arguments: { } arguments })
            {
                sizes.UnionWith(from argument in arguments
                                where argument.Name.Value == "first" || argument.Name.Value == "last"
                                let variable = argument.Value as GraphQLVariable
                                where variable is not null
                                select variable.Name.StringValue);
            }
        }

        return sizes;
    }

    /// <summary>The fields selected on a concrete type, in the order of the answer.</summary>
    internal List<Selection> Collect(IReadOnlyList<GraphQLSelectionSet> sets, string type, bool isNode = false)
    {
        var fields = new List<Selection>();
        foreach (var set in sets)
        {
            Collect(set, type, isNode, fields);
        }

        return fields;
    }

    /// <summary>An argument, or null when it is left out.</summary>
    internal Arg? Argument(Selection selection, string name)
    {
        foreach (var argument in selection.Field.Arguments?.Items ?? [])
        {
            if (argument.Name.Value == name)
            {
                return Arg.From(argument.Value, Variables);
            }
        }

        return null;
    }

    private void Collect(GraphQLSelectionSet set, string type, bool isNode, List<Selection> fields)
    {
        foreach (var item in set.Selections)
        {
            if (item is not IHasDirectivesNode directives || !Included(directives))
            {
                continue;
            }

            switch (item)
            {
                case GraphQLField field:
                    var key = field.Alias?.Name.StringValue ?? field.Name.StringValue;
                    if (fields.Find(f => f.ResponseKey == key) is { } known)
                    {
                        known.Merge(field);
                    }
                    else
                    {
                        fields.Add(new(key, field));
                    }

                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, type, isNode):
                    Collect(inline.SelectionSet, type, isNode, fields);
                    break;
                case GraphQLFragmentSpread spread when _fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment)
                    && Applies(fragment.TypeCondition, type, isNode):
                    Collect(fragment.SelectionSet, type, isNode, fields);
                    break;
            }
        }
    }

    private static bool Applies(GraphQLTypeCondition? condition, string type, bool isNode) =>
        condition is null || condition.Type.Name.Value == type
            || (isNode && condition.Type.Name.Value == "Node") || (condition.Type.Name.Value == "UserError" && type.EndsWith("UserError", StringComparison.Ordinal));

    private bool Included(IHasDirectivesNode node)
    {
        foreach (var directive in node.Directives?.Items ?? [])
        {
            var skip = directive.Name.Value == "skip";
            if ((skip || directive.Name.Value == "include")
                && directive.Arguments?.Items.FirstOrDefault(a => a.Name.Value == "if") is { } condition
                && Arg.From(condition.Value, Variables)?.Now is bool value && value == skip)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A root field of a request.</summary>
/// <param name="ResponseKey">The key in the answer.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Field">Where it stands in the document.</param>
public sealed record RootField(string ResponseKey, string Name, GraphQLField Field)
{
    /// <summary>An argument as it stands in the document, or null.</summary>
    public GraphQLValue? Argument(string name) => Field.Arguments?.Items.FirstOrDefault(a => a.Name.Value == name)?.Value;
}

using BusinessSuite.Reads;
using GraphQLParser;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>Refuses documents that would cost much before anything is done with them.</summary>
internal sealed class DocumentCheck(GraphOptions options)
{
    /// <summary>Before parsing: the tokens of the text are counted by the library's own lexer.</summary>
    public void Text(string text)
    {
        var tokens = 0;
        var at = 0;
        while (true)
        {
            var token = Lexer.Lex(text, at);
            if (token.Kind == TokenKind.EOF)
            {
                return;
            }

            at = token.End;
            if (++tokens > options.MaxTokens)
            {
                throw Refused($"The document has more than {options.MaxTokens} tokens.");
            }
        }
    }

    /// <summary>After parsing, before validation: fragments, aliases, and no fragment that spreads itself.</summary>
    public void Document(GraphQLDocument document)
    {
        var fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToList();
        if (fragments.Count > options.MaxFragments)
        {
            throw Refused($"The document has more than {options.MaxFragments} fragments.");
        }

        var byName = fragments.GroupBy(f => f.FragmentName.Name.StringValue).ToDictionary(g => g.Key, g => g.First());
        var depths = new Dictionary<string, int>();
        var aliases = 0;
        foreach (var fragment in fragments)
        {
            depths[fragment.FragmentName.Name.StringValue] = 0;
            aliases += Aliases(fragment.SelectionSet);
        }

        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            aliases += Aliases(operation.SelectionSet);
            if (!IsIntrospection(operation) && Depth(operation.SelectionSet, byName, [], []) > options.MaxDepth)
            {
                throw Refused($"Fields nest deeper than {options.MaxDepth}.");
            }
        }

        if (aliases > options.MaxAliases)
        {
            throw Refused($"The document has more than {options.MaxAliases} aliases.");
        }
    }

    /// <summary>Whether an operation asks for the schema only. The usual introspection query nests deeper than data does.</summary>
    public static bool IsIntrospection(GraphQLOperationDefinition operation) =>
        operation.SelectionSet.Selections.All(s => s is GraphQLField f && f.Name.StringValue is "__schema" or "__type" or "__typename");

    private static int Aliases(GraphQLSelectionSet? set) => set is null ? 0 : set.Selections.Sum(s => s switch
    {
        GraphQLField field => (field.Alias is null ? 0 : 1) + Aliases(field.SelectionSet),
        GraphQLInlineFragment inline => Aliases(inline.SelectionSet),
        _ => 0,
    });

    private static int Depth(
        GraphQLSelectionSet? set, Dictionary<string, GraphQLFragmentDefinition> fragments, HashSet<string> open, Dictionary<string, int> known)
    {
        var deepest = 0;
        foreach (var selection in set?.Selections ?? [])
        {
            deepest = Math.Max(deepest, selection switch
            {
                GraphQLField field => 1 + Depth(field.SelectionSet, fragments, open, known),
                GraphQLInlineFragment inline => Depth(inline.SelectionSet, fragments, open, known),
                GraphQLFragmentSpread spread => Depth(spread.FragmentName.Name.StringValue, fragments, open, known),
                _ => 0,
            });
        }

        return deepest;
    }

    private static int Depth(string name, Dictionary<string, GraphQLFragmentDefinition> fragments, HashSet<string> open, Dictionary<string, int> known)
    {
        if (known.TryGetValue(name, out var depth))
        {
            return depth;
        }

        if (!fragments.TryGetValue(name, out var fragment))
        {
            return 0;
        }

        if (!open.Add(name))
        {
            throw new RequestException($"The fragment {name} spreads itself.");
        }

        depth = Depth(fragment.SelectionSet, fragments, open, known);
        open.Remove(name);
        return known[name] = depth;
    }

    private static RequestException Refused(string message) => new(message, "COST_EXCEEDED");
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BusinessSuite.Reads;
using GraphQLParser;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>
/// Refuses documents and variables that would cost much before anything is done with them. Parser and validation recurse
/// and compare in pairs, so what reaches them is small; the checks themselves take time linear to the text and no stack.
/// </summary>
internal sealed class DocumentCheck(GraphOptions options)
{
    // The library tells where a syntax error is in a text that it builds character by character: memory by the square of the column.
    private const int LongestToken = 2_000;
    private const int LongestLine = 1_000;

    /// <summary>Before parsing: characters, and the tokens as the library's own lexer tells them.</summary>
    /// <returns>The text to parse: the same, or with lines broken that are very long.</returns>
    /// <exception cref="RequestException">The document is too large (COST_EXCEEDED).</exception>
    public string Text(string text)
    {
        AtMost(text.Length, options.MaxCharacters, "characters");
        int at = 0, tokens = 0, nesting = 0, directives = 0, line = 0, copied = 0;
        StringBuilder? broken = null;
        while (true)
        {
            var rest = text.AsMemory(at, Math.Min(text.Length - at, LongestToken));
            var token = Lexer.Lex(rest);
            // The lexer counts one more where a text breaks off within an escape.
            var length = Math.Min(token.End, rest.Length);
            var end = at + length;
            AtMost(length, LongestToken - 1, "characters in a word, a text, a comment or a gap");
            switch (token.Kind)
            {
                case TokenKind.EOF:
                    return broken is null ? text : broken.Append(text, copied, text.Length - copied).ToString();
                case TokenKind.BRACE_L or TokenKind.BRACKET_L or TokenKind.PAREN_L:
                    AtMost(++nesting, options.MaxNesting, "levels of brackets");
                    break;
                case TokenKind.BRACE_R or TokenKind.BRACKET_R or TokenKind.PAREN_R:
                    nesting--;
                    break;
                case TokenKind.AT:
                    AtMost(++directives, options.MaxDirectives, "directives");
                    break;
            }

            AtMost(++tokens, options.MaxTokens, "tokens");
            line = text.AsSpan(at, length).LastIndexOf('\n') is var newline and >= 0 ? at + newline + 1 : line;
            if (end - line > LongestLine)
            {
                (broken ??= new()).Append(text, copied, end - copied).Append('\n');
                copied = line = end;
            }

            at = end;
        }
    }

    /// <summary>After parsing, before validation: what the document unfolds to.</summary>
    /// <exception cref="RequestException">It is too large (COST_EXCEEDED) or its fragments make no sense (INVALID).</exception>
    public void Document(GraphQLDocument document)
    {
        var outline = new DocumentOutline(document);
        AtMost(outline.Fragments.Count, options.MaxFragments, "fragments");
        AtMost(outline.Aliases, options.MaxAliases, "aliases");
        AtMost(outline.LongestList, options.MaxListItems, "items in a list");
        outline.Unfold();
        AtMost(outline.Roots.Sum(r => r.Selections), options.MaxSelections, "fields with its fragments unfolded");
        foreach (var root in outline.Roots)
        {
            if (root.Node is GraphQLOperationDefinition operation)
            {
                var schema = IsIntrospection(operation);
                AtMost(root.RootFields, options.MaxRootFields, "fields at the root");
                AtMost(root.Depth, schema ? options.MaxIntrospectionDepth : options.MaxDepth, "levels of fields");
                // As the reference implementation has it: the fields of the types of fields, and no more.
                AtMost(schema ? root.SchemaLists : 0, 2, "lists of the schema in each other");
            }

            AtMost(outline.MostOfOneName(root, options.MaxSameName), options.MaxSameName, "fields of one name in one object");
        }
    }

    /// <summary>The variables as they were sent.</summary>
    /// <exception cref="RequestException">They nest too deep or hold too much (COST_EXCEEDED), or are no text (INVALID).</exception>
    public void Variables(JsonElement? variables)
    {
        if (variables is not { } given)
        {
            return;
        }

        if (!GraphRequest.IsText(JsonMarshal.GetRawUtf8Value(given)))
        {
            throw new RequestException("The variables hold half a character.");
        }

        // The request's own parser let no deeper JSON through.
        Span<int> items = stackalloc int[GraphRequest.MaxDepth + 1];
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(given), new JsonReaderOptions { MaxDepth = GraphRequest.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.PropertyName)
            {
                continue;
            }

            AtMost(++items[reader.CurrentDepth], reader.CurrentDepth == 0 ? 1 : options.MaxListItems, "items in a list or an object of its variables");
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                AtMost(reader.CurrentDepth + 1, options.MaxVariableDepth, "levels in its variables");
                items[reader.CurrentDepth + 1] = 0;
            }
        }
    }

    /// <summary>Whether an operation asks for the schema only.</summary>
    public static bool IsIntrospection(GraphQLOperationDefinition operation) =>
        operation.SelectionSet.Selections.All(s => s is GraphQLField f && f.Name.StringValue is "__schema" or "__type" or "__typename");

    private static void AtMost(long count, int limit, string what)
    {
        if (count > limit)
        {
            throw new RequestException($"A request has at most {limit} {what}.", "COST_EXCEEDED");
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using BusinessSuite.Reads;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.Caching.Memory;

namespace BusinessSuite.Host.Graph;

/// <summary>A document that was parsed and validated once, with the plans made for it.</summary>
internal sealed class ParsedDocument(GraphQLDocument document, IReadOnlyList<GraphError> errors)
{
    private const int MaxPlans = 64;
    private readonly ConcurrentDictionary<string, ReadPlan> _plans = new();

    /// <summary>The document.</summary>
    public GraphQLDocument Document { get; } = document;

    /// <summary>Its variables that are sizes of pages, by which plans differ.</summary>
    public IReadOnlySet<string> Sizes { get; } = RequestDocument.SizesIn(document);

    /// <summary>Why it is not valid; empty when it is.</summary>
    public IReadOnlyList<GraphError> Errors { get; } = errors;

    /// <summary>The plan for requests that are alike.</summary>
    public ReadPlan Plan(string key, Func<ReadPlan> make)
    {
        if (_plans.TryGetValue(key, out var plan))
        {
            return plan;
        }

        plan = make();
        if (_plans.Count < MaxPlans)
        {
            _plans.TryAdd(key, plan);
        }

        return plan;
    }

    /// <summary>The operation to run.</summary>
    /// <exception cref="RequestException">The name fits none, or none was named and there are several.</exception>
    public GraphQLOperationDefinition Operation(string? name)
    {
        var operations = Document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        return string.IsNullOrEmpty(name)
            ? operations is [var only] ? only : throw new RequestException("The document has several operations; say which by operationName.")
            : operations.Find(o => o.Name?.Value == name) ?? throw new RequestException($"The document has no operation '{name}'.");
    }
}

/// <summary>Parses and validates documents, each once while it is in use.</summary>
internal sealed class Documents(ISchema schema, GraphOptions options) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 16 * 1024 * 1024 });
    private readonly DocumentCheck _check = new(options);

    /// <summary>The document of a text.</summary>
    /// <exception cref="RequestException">It is too costly or no GraphQL.</exception>
    public async Task<ParsedDocument> Get(string text)
    {
        if (_cache.TryGetValue(text, out ParsedDocument? known))
        {
            return known!;
        }

        var parsed = await Parse(text);
        // What is not valid is not asked for again by anyone who means well.
        return parsed.Errors.Count > 0 ? parsed : _cache.Set(text, parsed, new MemoryCacheEntryOptions { Size = (text.Length * 4) + 1024, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    /// <summary>Refuses variables that would cost much.</summary>
    /// <exception cref="RequestException">They nest too deep or hold too much.</exception>
    public void Check(JsonElement? variables) => _check.Variables(variables);

    public void Dispose() => _cache.Dispose();

    private GraphQLDocument Read(string text, ref string laid)
    {
        try
        {
            laid = _check.Text(text);
            return Parser.Parse(laid, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = 4 * options.MaxNesting });
        }
        catch (IndexOutOfRangeException)
        {
            // The parser fails over showing the place of an error at the end of a text.
            throw new RequestException("Syntax error: the document is not GraphQL.");
        }
    }

    private async Task<ParsedDocument> Parse(string text)
    {
        var laid = text;
        try
        {
            var document = Read(text, ref laid);
            _check.Document(document);
            var operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()
                ?? throw new RequestException("The document has no operation.");
            var validated = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = schema,
                Document = document,
                Operation = operation,
                Rules = [.. DocumentValidator.CoreRules, new EnoughErrors(options.MaxErrors)],
                Variables = Inputs.Empty,
                Extensions = Inputs.Empty,
                UserContext = new Dictionary<string, object?>(),
            });

            // The values of variables belong to the request, not to the document: they are checked when they are coerced.
            return new(document, [.. validated.Errors.OfType<ValidationError>().Where(e => e is not InvalidVariableError).Take(options.MaxErrors).Select(Shown)]);
        }
        catch (EnoughErrors.ReachedException reached)
        {
            return new(new GraphQLDocument([]), [.. reached.Errors.Select(Shown)]);
        }
        catch (Exception e) when (e is GraphQLSyntaxErrorException or GraphQLMaxDepthExceededException)
        {
            throw new RequestException(laid == text || e is not GraphQLParserException syntax ? e.Message.Split('\n')[0].Trim() : $"Syntax error: {syntax.Description}");
        }

        // Lines that were broken are not where the client has them.
        GraphError Shown(ValidationError error) => EnoughErrors.Shown(error) is var shown && laid == text ? shown : shown with { Locations = null };
    }
}

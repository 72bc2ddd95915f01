using System.Collections.Concurrent;
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
internal sealed class ParsedDocument(GraphQLDocument document, IReadOnlyList<ExecutionError> errors)
{
    private const int MaxPlans = 64;
    private readonly ConcurrentDictionary<string, ReadPlan> _plans = new();

    /// <summary>The document.</summary>
    public GraphQLDocument Document { get; } = document;

    /// <summary>Its variables that are sizes of pages, by which plans differ.</summary>
    public IReadOnlySet<string> Sizes { get; } = RequestDocument.SizesIn(document);

    /// <summary>Why it is not valid; empty when it is.</summary>
    public IReadOnlyList<ExecutionError> Errors { get; } = errors;

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
        return _cache.Set(text, parsed, new MemoryCacheEntryOptions { Size = (text.Length * 4) + 1024, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    public void Dispose() => _cache.Dispose();

    private async Task<ParsedDocument> Parse(string text)
    {
        try
        {
            _check.Text(text);
            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = 64 });
            _check.Document(document);
            var operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()
                ?? throw new RequestException("The document has no operation.");
            var validated = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = schema,
                Document = document,
                Operation = operation,
                Rules = DocumentValidator.CoreRules,
                Variables = Inputs.Empty,
                Extensions = Inputs.Empty,
                UserContext = new Dictionary<string, object?>(),
            });

            // The values of variables belong to the request, not to the document: they are checked when they are coerced.
            return new(document, [.. validated.Errors.Where(e => e is not InvalidVariableError)]);
        }
        catch (Exception e) when (e is GraphQLSyntaxErrorException or GraphQLMaxDepthExceededException)
        {
            throw new RequestException(e.Message.Split('\n')[0].Trim());
        }
    }
}

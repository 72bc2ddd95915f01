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

/// <summary>A document that was parsed and found valid once, with the plans made for it.</summary>
/// <param name="document">The document.</param>
/// <param name="uses">What each of its operations uses of the schema.</param>
/// <param name="grown">Called when it holds one plan more.</param>
internal sealed class ParsedDocument(GraphQLDocument document, IReadOnlyDictionary<GraphQLOperationDefinition, SchemaUse> uses, Action<ParsedDocument> grown)
{
    private const int MaxPlans = 64;
    private readonly ConcurrentDictionary<PlanKey, ReadPlan> _plans = new();
    private readonly List<GraphQLOperationDefinition> _operations = [.. uses.Keys];

    /// <summary>The document.</summary>
    public GraphQLDocument Document { get; } = document;

    /// <summary>Its fragments by name.</summary>
    public IReadOnlyDictionary<string, GraphQLFragmentDefinition> Fragments { get; } = RequestDocument.FragmentsIn(document);

    /// <summary>Its variables that are sizes of pages, by which plans differ.</summary>
    public IReadOnlySet<string> Sizes { get; } = RequestDocument.SizesIn(document);

    /// <summary>About how many bytes it holds in memory, its plans included.</summary>
    public long Size => (Document.Source.Length * 40L) + 4_096 + _plans.Values.Sum(p => (long)p.Size);

    /// <summary>What an operation uses of the schema.</summary>
    public SchemaUse Use(GraphQLOperationDefinition operation) => uses[operation];

    /// <summary>The plan for requests that are alike.</summary>
    public ReadPlan Plan(PlanKey key, Func<ReadPlan> make)
    {
        if (_plans.TryGetValue(key, out var plan))
        {
            return plan;
        }

        plan = make();
        if (_plans.Count < MaxPlans && _plans.TryAdd(key, plan))
        {
            grown(this);
        }

        return plan;
    }

    /// <summary>The operation to run.</summary>
    /// <exception cref="RequestException">The name fits none, or none was named and there are several.</exception>
    public GraphQLOperationDefinition Operation(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return _operations is [var only] ? only : throw new RequestException("The document has several operations; say which by operationName.");
        }

        return _operations.Find(o => o.Name?.Value == name) ?? throw new RequestException($"The document has no operation '{name}'.");
    }
}

/// <summary>What makes the requests of a document alike, so that one plan answers them.</summary>
/// <param name="Operation">The name of the operation.</param>
/// <param name="Readable">What the caller may read.</param>
/// <param name="Shape">The shape of the variables.</param>
internal readonly record struct PlanKey(string? Operation, string Readable, string Shape);

/// <summary>A document that the schema does not answer.</summary>
#pragma warning disable CA1032 // Always with what is wrong.
internal sealed class InvalidDocumentException(IReadOnlyList<GraphError> errors) : RequestException(errors[0].Message)
#pragma warning restore CA1032
{
    /// <summary>All that is reported of it.</summary>
    public IReadOnlyList<GraphError> Errors => errors;
}

/// <summary>Parses and validates documents, each once while it is in use.</summary>
internal sealed class Documents(ISchema schema, GraphOptions options) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.MaxCachedBytes, TrackStatistics = true });
    private readonly DocumentCheck _check = new(options);

    /// <summary>About how many bytes the kept documents and their plans take.</summary>
    public long Size => _cache.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>The document of a text.</summary>
    /// <exception cref="RequestException">It is too costly, no GraphQL, or not valid. It is not kept then: nobody who means well asks for it again.</exception>
    public async Task<ParsedDocument> Get(string text) => _cache.TryGetValue(text, out ParsedDocument? known) ? known! : Keep(text, await Parse(text));

    /// <summary>Refuses variables that would cost much.</summary>
    /// <exception cref="RequestException">They nest too deep or hold too much.</exception>
    public void Check(JsonElement? variables) => _check.Variables(variables);

    public void Dispose() => _cache.Dispose();

    /// <summary>Keeps it with the size that it has by now.</summary>
    private ParsedDocument Keep(string text, ParsedDocument parsed) =>
        _cache.Set(text, parsed, new MemoryCacheEntryOptions { Size = parsed.Size, SlidingExpiration = TimeSpan.FromHours(1) });

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
            var errors = validated.Errors.OfType<ValidationError>().Where(e => e is not InvalidVariableError).Take(options.MaxErrors).Select(Shown).ToList();
            return errors.Count > 0
                ? throw new InvalidDocumentException(errors)
                : new(document, document.Definitions.OfType<GraphQLOperationDefinition>().ToDictionary(o => o, o => SchemaUse.Of(document, o, schema)), grown => Keep(text, grown));
        }
        catch (EnoughErrors.ReachedException reached)
        {
            throw new InvalidDocumentException([.. reached.Errors.Select(Shown)]);
        }
        catch (Exception e) when (e is GraphQLSyntaxErrorException or GraphQLMaxDepthExceededException)
        {
            throw new RequestException(laid == text || e is not GraphQLParserException syntax ? e.Message.Split('\n')[0].Trim() : $"Syntax error: {syntax.Description}");
        }

        // Lines that were broken are not where the client has them.
        GraphError Shown(ValidationError error) => EnoughErrors.Shown(error) is var shown && laid == text ? shown : shown with { Locations = null };
    }
}

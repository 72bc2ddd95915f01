using BusinessSuite.Host.Publishing;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>A request that can be run: its document is valid, its operation chosen, its variables are coerced.</summary>
/// <param name="Request">What was sent, with its document in the place of an id.</param>
/// <param name="Parsed">The document.</param>
/// <param name="Document">The document with its operation and the variables.</param>
internal sealed record ReadyRequest(GraphRequest Request, ParsedDocument Parsed, RequestDocument Document)
{
    /// <summary>The operation.</summary>
    public GraphQLOperationDefinition Operation => Document.Operation;

    /// <summary>Whether it asks, does or follows.</summary>
    public OperationType Type => Operation.Operation;

    /// <summary>What it uses of the schema.</summary>
    public SchemaUse Use => Parsed.Use(Operation);
}

/// <summary>Makes requests ready, however they come in: fetches the document, checks it, chooses the operation, coerces the variables.</summary>
internal sealed class Requests(TrustedDocuments trusted, Documents documents, SuiteSchema schema)
{
    /// <summary>Makes a request ready.</summary>
    /// <exception cref="RequestException">It cannot be run: the message says why.</exception>
    public async ValueTask<ReadyRequest> Prepare(GraphRequest request, Caller caller, CancellationToken ct)
    {
        request = await trusted.Complete(request, caller, ct);
        var parsed = await documents.Get(request.Query);
        var operation = parsed.Operation(request.OperationName);
        documents.Check(request.Variables);
        return new(request, parsed, new(parsed.Fragments, operation, Coercion.Variables(operation, request.Variables, schema.Schema)));
    }
}

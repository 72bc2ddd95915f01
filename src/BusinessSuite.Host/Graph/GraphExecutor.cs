using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Evolution;
using BusinessSuite.Host.Modules;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph;

/// <summary>How a request ended.</summary>
internal enum GraphOutcome
{
    /// <summary>It was run; errors may stand beside the data.</summary>
    Executed,

    /// <summary>It was not run: no valid request.</summary>
    Invalid,

    /// <summary>It was not run: the HTTP method does not fit.</summary>
    WrongMethod,

    /// <summary>It was not run: the caller must sign in.</summary>
    Unauthenticated,

    /// <summary>It was not run: the caller has spent too much and must wait.</summary>
    Throttled,

    /// <summary>It was not run: the database is not there.</summary>
    Unavailable,
}

/// <summary>What came of a request.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="RetryAfter">In how many seconds it may be sent again, where waiting helps.</param>
/// <param name="Bytes">How many bytes of the answer depend on what was asked alone; what it cost stands behind them.</param>
internal readonly record struct GraphResult(GraphOutcome Outcome, int? RetryAfter = null, int Bytes = 0);

/// <summary>Answers requests: what can be read by plan, what can be done by operations, the schema by GraphQL.NET.</summary>
internal sealed class GraphExecutor(
    SuiteSchema schema, Requests requests, ReadEngine engine, SharedReads shared, SuiteDataSources sources, Functions functions, Mutations mutations,
    ConfidentialReading confidential, Points points, UsageCount usage, IOptions<GraphOptions> options, ILogger<GraphExecutor> log)
{
    private const int IntrospectionCost = 10;
    private const int UnavailableFor = 2;
    private static readonly ConditionalWeakTable<Caller, string> Readable = [];

    /// <summary>Runs a request and writes the whole answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="address">The address it comes from.</param>
    /// <param name="queriesOnly">Whether mutations are refused, as for GET.</param>
    /// <param name="json">Takes the answer.</param>
    /// <param name="ct">Ends with the connection.</param>
    public Task<GraphResult> Execute(GraphRequest request, Caller caller, IPAddress? address, bool queriesOnly, JsonBuffer json, CancellationToken ct) =>
        Run(() => requests.Prepare(request, caller, ct), caller, address, queriesOnly, json, ct);

    /// <summary>Runs a request that is ready and writes the whole answer.</summary>
    public Task<GraphResult> Execute(ReadyRequest ready, Caller caller, IPAddress? address, bool queriesOnly, JsonBuffer json, CancellationToken ct) =>
        Run(() => ValueTask.FromResult(ready), caller, address, queriesOnly, json, ct);

    private async Task<GraphResult> Run(
        Func<ValueTask<ReadyRequest>> prepare, Caller caller, IPAddress? address, bool queriesOnly, JsonBuffer json, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var trace = new GraphTrace();
        var errors = new List<GraphError>();
        var start = json.Length;
        ReadyRequest ready;
        Bill bill;
        long rows;
        Disclosure? disclosure = null;
        try
        {
            ready = await prepare();
            trace.Runs(ready.Operation);
            timeout.CancelAfter(ready.Type == OperationType.Mutation ? options.Value.MutationTimeout : options.Value.Timeout);
            if (queriesOnly && ready.Type != OperationType.Query)
            {
                trace.Failed("INVALID");
                return Refuse(json, GraphOutcome.WrongMethod, [new("INVALID", "Only queries may be sent by GET.")]);
            }

            if (ready.Type == OperationType.Subscription)
            {
                throw new RequestException("Subscriptions are answered over a WebSocket (graphql-transport-ws) or as text/event-stream.");
            }

            var document = ready.Document;
            SignedIn(document, caller);
            json.Raw("{\"data\":"u8);
            if (ready.Type == OperationType.Mutation)
            {
                bill = points.Bill(caller, address, document.Root.Count, 0).Pay();
                disclosure = new();
                rows = await mutations.Execute(ready.Parsed, document, caller, address, json, errors, disclosure, timeout.Token);
            }
            else if (document.Root.Any(f => f.Name is "__schema" or "__type"))
            {
                bill = points.Bill(caller, address, IntrospectionCost, 0).Pay();
                rows = 0;
                await Introspect(ready, caller, json);
            }
            else
            {
                var plan = Plan(ready, "Query", caller, name => schema.QueryShapes.GetValueOrDefault(name));
                foreach (var e in plan.Errors)
                {
                    errors.Add(new(caller.UserId is null ? "UNAUTHENTICATED" : e.Code, e.Message, e.Path, e.Module));
                }

                bill = points.Bill(caller, address, plan.Fields, plan.Rows(document.Variables)).Pay();
                disclosure = ConfidentialReading.To(caller);
                rows = await Query(plan, document, caller, address, disclosure, json, errors, timeout.Token);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !json.Drained)
        {
            var refusals = GraphError.AllOf(e);
            var error = refusals[0];
            if (error.Code == "INTERNAL")
            {
                log.LogError(e, "A GraphQL request failed");
            }

            trace.Failed(error.Code);
            json.Rewind(start);
            var outcome = error.Code switch
            {
                "UNAUTHENTICATED" => GraphOutcome.Unauthenticated,
                "UNAVAILABLE" => GraphOutcome.Unavailable,
                "THROTTLED" => GraphOutcome.Throttled,
                _ when e is RequestException => GraphOutcome.Invalid,
                _ => GraphOutcome.Executed,
            };
            return Refuse(json, outcome, refusals, withData: outcome == GraphOutcome.Executed) with
            {
                RetryAfter = outcome == GraphOutcome.Unavailable ? UnavailableFor : (e as RequestException)?.RetryAfter,
            };
        }

        if (errors.Count > 0)
        {
            trace.Failed(errors[0].Code);
        }

        return new(GraphOutcome.Executed, Bytes: End(ready, caller, errors, bill, rows, disclosure, json));
    }

    /// <summary>Ends an answer behind its data: errors, what it cost and what confidential things it tells.</summary>
    /// <returns>How many bytes stand before what it cost.</returns>
    public int End(ReadyRequest ready, Caller caller, List<GraphError> errors, Bill bill, long rows, Disclosure? disclosure, JsonBuffer json)
    {
        usage.Count(ready, caller);
        if (errors.Count > 0)
        {
            json.Raw(",\"errors\":"u8);
            GraphError.Write(json, errors);
        }

        var bytes = json.Length;
        bill.Settle(json, rows);
        confidential.Mark(disclosure, caller, json);
        json.Raw((byte)'}');
        return bytes;
    }

    /// <summary>How a request is answered for callers who may read the same.</summary>
    /// <param name="ready">The request.</param>
    /// <param name="root">The type that its fields are of.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="shapes">The form of what the host gives in a field.</param>
    public ReadPlan Plan(ReadyRequest ready, string root, Caller caller, Func<string, ValueShape?> shapes) => ready.Parsed.Plan(
        new(ready.Operation.Name?.StringValue, ReadableBy(caller), ready.Document.Variables.Shape(ready.Parsed.Sizes)),
        () => engine.Plan(ready.Document, root, t => MayRead(t, caller), Pages(caller, options.Value), shapes));

    /// <summary>Which types the caller may read, as part of the key of a plan.</summary>
    private string ReadableBy(Caller caller) => Readable.GetValue(caller, c =>
        string.Concat(engine.Model.Types.Select(t => MayRead(t, c) ? '1' : '0')) + (c.IsService ? "s" : "p"));

    /// <summary>Whether the caller may read a type at all; which rows is PostgreSQL's to say.</summary>
    public static bool MayRead(ReadType type, Caller caller) => type.Public || caller.May(type.Permission);

    /// <summary>Whether the caller may read the schema.</summary>
    public bool MayReadSchema(Caller caller) => caller.May(SuitePermissions.ReadSchema) || (options.Value.SchemaForEveryone && caller.UserId is not null);

    /// <summary>The sizes of pages for the caller.</summary>
    public static PageSizes Pages(Caller caller, GraphOptions options) =>
        new(options.PageSize, caller.IsService ? options.MaxServicePageSize : options.MaxPageSize);

    private static GraphResult Refuse(JsonBuffer json, GraphOutcome outcome, IReadOnlyList<GraphError> errors, bool withData = false)
    {
        json.Raw("{\"errors\":"u8);
        GraphError.Write(json, errors);
        json.Raw(withData ? ",\"data\":null}"u8 : "}"u8);
        return new(outcome, Bytes: json.Length);
    }

    private void SignedIn(RequestDocument document, Caller caller)
    {
        if (caller.UserId is not null || caller.IsSystem)
        {
            return;
        }

        foreach (var field in document.Root.Select(f => f.Name))
        {
            var open = document.Operation.Operation == OperationType.Query
                ? field is "__typename" or "node" or "nodes"
                    || (schema.Model.ByPlural(field) ?? schema.Model.BySingle(field))?.Public == true
                    || (schema.Queries.TryGetValue(field, out var function) && function.Permission is null)
                : schema.Operations.TryGetValue(field, out var operation) && operation.Permission is null;
            if (!open)
            {
                throw new RequestException("Sign in first.", "UNAUTHENTICATED");
            }
        }
    }

    private async Task<long> Query(
        ReadPlan plan, RequestDocument document, Caller caller, IPAddress? address, Disclosure disclosure, JsonBuffer json, List<GraphError> errors, CancellationToken ct)
    {
        await using var session = functions.Begin(caller, address, errors);
        var values = await session.Values(document, ct);
        if (session.Told is { } told)
        {
            disclosure.Add(told);
        }

        return await Read(plan, document.Variables, values, caller, session, disclosure, json, errors, ct);
    }

    /// <summary>Answers a plan; what it and its values tell of confidential things is recorded first.</summary>
    /// <returns>How many rows it read.</returns>
    public async Task<long> Read(
        ReadPlan plan, Variables variables, IReadOnlyList<object?> values, Caller caller, Functions.Session session, Disclosure disclosure, JsonBuffer json,
        List<GraphError> errors, CancellationToken ct)
    {
        if (plan.Confidential.Count > 0 || disclosure.Records.Count > 0)
        {
            return await confidential.Run(plan, variables, values, caller, session, disclosure, json, errors, ct);
        }

        if (plan.FindsOne && await shared.Execute(plan, variables, CallerSetting.Reader(caller), json) is { } rows)
        {
            return rows;
        }

        await using var connection = await sources.Read.OpenConnectionAsync(ct);
        return await engine.Execute(plan, variables, values, connection, CallerSetting.Reader(caller), session, json, ct);
    }

    private async Task Introspect(ReadyRequest ready, Caller caller, JsonBuffer json)
    {
        if (!MayReadSchema(caller))
        {
            throw new RequestException($"Reading the schema needs the permission {SuitePermissions.ReadSchema}.", "FORBIDDEN");
        }

        if (!DocumentCheck.IsIntrospection(ready.Operation))
        {
            throw new RequestException("Ask for the schema in a request of its own.");
        }

        var result = await new DocumentExecuter().ExecuteAsync(new ExecutionOptions
        {
            Schema = schema.Schema,
            Query = ready.Request.Query,
            Document = ready.Parsed.Document,
            OperationName = ready.Request.OperationName,
            Variables = ready.Request.Variables is { } v ? new GraphQLSerializer().Deserialize<Inputs>(v.GetRawText()) : null,
        });
        var text = new GraphQLSerializer().Serialize(result);
        using var answer = System.Text.Json.JsonDocument.Parse(text);
        json.Raw(Encoding.UTF8.GetBytes(answer.RootElement.GetProperty("data").GetRawText()));
    }
}

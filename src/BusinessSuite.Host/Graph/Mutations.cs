using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph;

/// <summary>Runs the fields of a mutation one after the other, each an operation in a transaction of its own.</summary>
internal sealed class Mutations(
    SuiteSchema schema, ReadEngine engine, OperationExecutor executor, Functions functions, ConfidentialReading confidential, IServiceScopeFactory scopes, IOptions<GraphOptions> options, ILogger<Mutations> log)
{
    /// <summary>Runs the mutation and writes its data.</summary>
    /// <param name="parsed">The parsed document.</param>
    /// <param name="document">The request.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="address">The address it comes from.</param>
    /// <param name="json">Takes the data.</param>
    /// <param name="errors">Takes what failed.</param>
    /// <param name="disclosure">Takes what was told of confidential records.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>How many rows were read for it.</returns>
    public async Task<long> Execute(
        ParsedDocument parsed, RequestDocument document, Caller caller, IPAddress? address, JsonBuffer json, List<GraphError> errors, Disclosure disclosure, CancellationToken ct)
    {
        json.Raw((byte)'{');
        var first = true;
        long rows = 0;
        foreach (var field in document.Root)
        {
            if (!first)
            {
                json.Raw((byte)',');
            }

            first = false;
            if (!schema.Operations.TryGetValue(field.Name, out var operation))
            {
                json.Raw(Encoding.UTF8.GetBytes($"\"{field.ResponseKey}\":\"Mutation\""));
                continue;
            }

            try
            {
                rows += await Run(parsed, document, field, operation, caller, address, json, errors, disclosure, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                var error = GraphError.Of(e, [field.ResponseKey], operation.Module.Name);
                if (error.Code == "INTERNAL")
                {
                    log.LogError(e, "The operation {Operation} failed", operation.Name);
                }

                errors.Add(error);
                json.Raw(Encoding.UTF8.GetBytes($"\"{field.ResponseKey}\":null"));
            }
        }

        json.Raw((byte)'}');
        return rows;
    }

    private async Task<long> Run(
        ParsedDocument parsed, RequestDocument document, RootField field, OperationDescriptor operation, Caller caller, IPAddress? address, JsonBuffer json,
        List<GraphError> errors, Disclosure disclosure, CancellationToken ct)
    {
        var type = schema.Schema.Mutation!.Fields.Find(operation.Name)!;
        var given = (Dictionary<string, object?>)Coercion.Literal(field.Argument("input")!, type.Arguments!.Find("input")!.ResolvedType!, document.Variables, "input")!;
        var plan = engine.Plan(
            document, "Mutation", t => GraphExecutor.MayRead(t, caller), GraphExecutor.Pages(caller, options.Value),
            name => name == operation.Name ? schema.Payloads[name] : null, field.ResponseKey);

        OperationOutcome outcome;
        var failures = new List<GraphError>();
        long rows = 0;
        try
        {
            // Who may not do it at all learns nothing about what was sent; the denial is the executor's to audit.
            var inputs = operation.Reach(caller) is not null ? Inputs(operation, given) : [];
            outcome = await executor.Execute(
                new(
                    operation, caller, address, inputs, given.GetValueOrDefault("expectedVersion") as int?,
                    given.GetValueOrDefault("idempotencyKey") as string, Fingerprint(operation, given, parsed, field, document),
                    async (result, connection, buffer, cancel) =>
                    {
                        failures.Clear();
                        using var payload = new JsonBuffer();
                        await using var scope = scopes.CreateAsyncScope();
                        scope.ServiceProvider.GetRequiredService<ScopedConnection>().Borrow(connection);
                        var told = ConfidentialReading.To(caller);
                        rows = await engine.Execute(
                            plan, document.Variables, [new PayloadValue(result, [])], connection, null,
                            new PayloadFunctions(new(scope.ServiceProvider, caller), connection, functions, failures), told, payload, cancel);
                        await confidential.Keep(told, caller, connection, null, failures, cancel);
                        disclosure.Add(told);
                        buffer.Write(payload.Written[1..^1]);
                        return told.Records.Count == 0 && failures.Count == 0;
                    }),
                ct);
        }
        catch (RuleViolation violation)
        {
            outcome = new(null, [violation]);
        }

        if (outcome.Payload is { } done)
        {
            errors.AddRange(plan.Errors.Select(e => new GraphError(e.Code, e.Message, e.Path, e.Module)));
            errors.AddRange(failures);
            json.Raw(done.Span);
            return rows;
        }

        using var refused = new JsonBuffer();
        var broken = new PayloadValue(null, [.. outcome.Violations.Select(v => UserErrorValue.Of(v, caller.Language))]);
        await engine.Execute(plan, document.Variables, [broken], null, null, null, new Disclosure(), refused, ct);
        json.Raw(refused.Written[1..^1]);
        return 0;
    }

    private Dictionary<string, object?> Inputs(OperationDescriptor operation, Dictionary<string, object?> given)
    {
        var inputs = new Dictionary<string, object?>();
        foreach (var parameter in operation.Parameters.Where(p => p.Source != ParameterSource.Service && given.ContainsKey(p.InputName)))
        {
            var value = given[parameter.InputName];
            inputs[parameter.InputName] = parameter.Source == ParameterSource.Entity
                ? value is null ? null : InputTypes.KeyOf(value, parameter.Info.ParameterType, [parameter.InputName], schema.NodeTypes)
                : InputTypes.Bind(value, parameter.Info.ParameterType, [parameter.InputName], schema.NodeTypes);
        }

        return inputs;
    }

    /// <summary>What a repeated key must match: operation, input and what is asked of the payload.</summary>
    private static byte[] Fingerprint(OperationDescriptor operation, Dictionary<string, object?> given, ParsedDocument parsed, RootField field, RequestDocument document)
    {
        var text = new StringBuilder(operation.Name).Append('|').Append(field.ResponseKey).Append('|');
        Canonical(text, given.Where(g => g.Key != "idempotencyKey").ToDictionary());
        text.Append('|').Append(parsed.Document.Source.ToString()).Append('|').Append(document.Operation.Name?.StringValue);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Canonical(StringBuilder text, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> fields:
                text.Append('{');
                foreach (var (name, field) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    text.Append(name).Append(':');
                    Canonical(text, field);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case IReadOnlyList<object?> list:
                text.Append('[');
                foreach (var item in list)
                {
                    Canonical(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonElement json:
                text.Append(json.GetRawText());
                break;
            default:
                text.Append(JsonSerializer.Serialize(value));
                break;
        }
    }
}

using System.Globalization;
using System.Net;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Graph;

/// <summary>Runs the functions that answer fields: each request has one scope of services and one read-only transaction for them, made when the first is called.</summary>
internal sealed class Functions(SuiteSchema schema, IServiceScopeFactory scopes, IOptions<GraphOptions> options, ILogger<Functions> log)
{
    /// <summary>Starts a request's use of functions; nothing is opened yet.</summary>
    /// <param name="caller">For whom.</param>
    /// <param name="address">The address it comes from.</param>
    /// <param name="errors">Takes what fails.</param>
    public Session Begin(Caller caller, IPAddress? address, List<GraphError> errors) => new(this, caller, address, errors);

    /// <summary>An exception of a function as clients may see it; what they may not is logged.</summary>
    public GraphError Told(Exception exception, IReadOnlyList<object> path, string module)
    {
        var error = GraphError.Of(exception, path, module);
        if (error.Code == "INTERNAL")
        {
            log.LogError(exception, "A function of the module {Module} failed", module);
        }

        return error;
    }

    private SuiteSchema Schema => schema;

    private AsyncServiceScope NewScope() => scopes.CreateAsyncScope();

    private string Timeout => ((long)options.Value.Timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>The functions of one request.</summary>
    internal sealed class Session(Functions functions, Caller caller, IPAddress? address, List<GraphError> errors) : IFunctionHost, IAsyncDisposable
    {
        private AsyncServiceScope? _scope;
        private NpgsqlTransaction? _transaction;

        /// <summary>What the functions told of confidential records; null before the first is called.</summary>
        public Disclosure? Told => _scope?.ServiceProvider.GetRequiredService<Disclosure>();

        /// <summary>The values of all function fields at the root, in the order of the document.</summary>
        public async Task<IReadOnlyList<object?>> Values(RequestDocument document, CancellationToken ct)
        {
            var values = new List<object?>();
            foreach (var field in document.Root)
            {
                if (!functions.Schema.Queries.TryGetValue(field.Name, out var query))
                {
                    continue;
                }

                if (query.Permission is { } permission && !caller.May(permission))
                {
                    errors.Add(new("FORBIDDEN", $"{query.Name} needs the permission {permission}.", [field.ResponseKey], query.Module.Name));
                    values.Add(null);
                    continue;
                }

                values.Add(await Call(query, field, document, ct));
            }

            return values;
        }

        /// <summary>Services under the caller's rights.</summary>
        public Task<FunctionContext> Open(Scope? operation, CancellationToken ct) => Open(operation, null, ct);

        private async Task<FunctionContext> Open(Scope? operation, string? permission, CancellationToken ct)
        {
            if (_scope is null)
            {
                _scope = functions.NewScope();
                _scope.Value.ServiceProvider.GetRequiredService<Origin>().Address = address;
            }

            var services = _scope.Value.ServiceProvider;
            var connection = services.GetRequiredService<ScopedConnection>().Connection;
            if (_transaction is null)
            {
                if (connection.State != System.Data.ConnectionState.Open)
                {
                    await connection.OpenAsync(ct);
                }

                _transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
            }

            await using var command = new NpgsqlCommand("select set_config('suite.caller', $1, true), set_config('transaction_read_only', 'on', true), set_config('statement_timeout', $2, true)", connection);
            command.Parameters.Add(new() { Value = CallerSetting.Json(caller, operation, permission) });
            command.Parameters.Add(new() { Value = functions.Timeout });
            await command.ExecuteNonQueryAsync(ct);
            return new(services, caller);
        }

        public async Task Failed(Exception exception, IReadOnlyList<object> path, string module, CancellationToken ct)
        {
            errors.Add(functions.Told(exception, path, module));
            if (_transaction is not null)
            {
                // After an error of PostgreSQL it takes no more statements.
                await _transaction.DisposeAsync();
                _transaction = null;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync();
            }

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }

        private async Task<object?> Call(QueryDescriptor query, RootField field, RequestDocument document, CancellationToken ct)
        {
            var type = functions.Schema.Schema.Query.Fields.Find(query.Name)!;
            var context = await Open(query.Permission is { } p ? caller.ScopeOf(p) : Scope.All, query.Permission, ct);
            try
            {
                return await new FunctionInvoker(query.Method, query.Module.Name).Call(parameter =>
                {
                    // By place: reflection may hand out another object for the same parameter.
                    var known = query.Parameters[parameter.Position];
                    if (known.Source == ParameterSource.Service)
                    {
                        return context.Service(parameter, ct);
                    }

                    return field.Argument(known.InputName) is { } given && !(given is GraphQLParser.AST.GraphQLVariable v && !document.Variables.Values.ContainsKey(v.Name.StringValue))
                        ? InputTypes.Bind(Coercion.Literal(given, type.Arguments!.Find(known.InputName)!.ResolvedType!, document.Variables, known.InputName), parameter.ParameterType, [known.InputName], functions.Schema.NodeTypes)
                        : InputTypes.DefaultOf(parameter);
                });
            }
            catch (RuleViolation e)
            {
                errors.Add(GraphError.Of(e, caller.Language, [field.ResponseKey], query.Module.Name));
                return null;
            }
            catch (Exception e) when (e is not (OperationCanceledException or RequestException))
            {
                await Failed(e, [field.ResponseKey], query.Module.Name, ct);
                return null;
            }
        }
    }
}

using BusinessSuite.Host.Data;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Graph;

/// <summary>Runs the functions that answer fields: each request has one scope of services and one read-only transaction for them, made when the first is called.</summary>
internal sealed class Functions(SuiteSchema schema, IServiceScopeFactory scopes)
{
    /// <summary>Starts a request's use of functions; nothing is opened yet.</summary>
    public Session Begin(Caller caller) => new(schema, scopes, caller);

    /// <summary>The functions of one request.</summary>
    internal sealed class Session(SuiteSchema schema, IServiceScopeFactory scopes, Caller caller) : IAsyncDisposable
    {
        private AsyncServiceScope? _scope;
        private NpgsqlTransaction? _transaction;

        /// <summary>The values of all function fields at the root, in the order of the document.</summary>
        public async Task<IReadOnlyList<object?>> Values(RequestDocument document, List<GraphError> errors, CancellationToken ct)
        {
            var values = new List<object?>();
            foreach (var field in document.Root("Query"))
            {
                if (!schema.Queries.TryGetValue(field.Name, out var query))
                {
                    continue;
                }

                if (query.Permission is { } permission && !caller.May(permission))
                {
                    errors.Add(new("FORBIDDEN", $"{query.Name} needs the permission {permission}.", [field.ResponseKey], query.Module.Name));
                    values.Add(null);
                    continue;
                }

                values.Add(await Call(query, field, document, errors, ct));
            }

            return values;
        }

        /// <summary>Services under the caller's rights.</summary>
        public async Task<FunctionContext> Open(Scope? operation, CancellationToken ct)
        {
            _scope ??= scopes.CreateAsyncScope();
            var services = _scope.Value.ServiceProvider;
            var connection = services.GetRequiredService<ScopedConnection>().Connection;
            if (_transaction is null)
            {
                await connection.OpenAsync(ct);
                _transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
            }

            await using var command = new NpgsqlCommand("select set_config('suite.caller', $1, true), set_config('transaction_read_only', 'on', true)", connection);
            command.Parameters.Add(new() { Value = CallerSetting.Json(caller, operation) });
            await command.ExecuteNonQueryAsync(ct);
            return new(services, caller);
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

        private async Task<object?> Call(QueryDescriptor query, RootField field, RequestDocument document, List<GraphError> errors, CancellationToken ct)
        {
            var type = schema.Schema.Query.Fields.Find(query.Name)!;
            var context = await Open(query.Permission is { } p ? caller.ScopeOf(p) : Scope.All, ct);
            try
            {
                return await new FunctionInvoker(query.Method).Call(parameter =>
                {
                    var known = query.Parameters.First(x => x.Info == parameter);
                    if (known.Source == ParameterSource.Service)
                    {
                        return context.Service(parameter, ct);
                    }

                    return field.Argument(known.InputName) is { } given && !(given is GraphQLParser.AST.GraphQLVariable v && !document.Variables.Values.ContainsKey(v.Name.StringValue))
                        ? InputTypes.Bind(Coercion.Literal(given, type.Arguments!.Find(known.InputName)!.ResolvedType!, document.Variables, known.InputName), parameter.ParameterType, [known.InputName], schema.NodeTypes)
                        : InputTypes.DefaultOf(parameter);
                });
            }
            catch (RuleViolation e)
            {
                errors.Add(new(e.Rule == PlatformRules.NotFound ? "NOT_FOUND" : "INVALID", e.Localized(caller.Language), [field.ResponseKey], query.Module.Name, Rule: e.Rule.Code));
                return null;
            }
        }
    }
}

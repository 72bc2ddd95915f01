using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Graph;

/// <summary>Functions in the transaction of an operation: they see what it did, and undo nothing of it when they fail.</summary>
internal sealed class PayloadFunctions(FunctionContext context, NpgsqlConnection connection, Functions functions, List<GraphError> errors) : IFunctionHost
{
    public async Task<FunctionContext> Open(Scope? operation, CancellationToken ct)
    {
        await Run("savepoint function", ct);
        return context;
    }

    public async Task Failed(Exception exception, IReadOnlyList<object> path, string module, CancellationToken ct)
    {
        errors.Add(functions.Told(exception, path, module));
        await Run("rollback to savepoint function", ct);
    }

    private async Task Run(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

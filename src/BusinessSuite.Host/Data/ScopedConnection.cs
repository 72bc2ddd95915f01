using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>The one connection that all modules' contexts of a scope share, so that they share its transaction.</summary>
internal sealed class ScopedConnection(SuiteDataSources sources) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>The connection; closed until someone opens it. Opened inside a TransactionScope it takes part in it.</summary>
    public NpgsqlConnection Connection => _connection ??= sources.App.CreateConnection();

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }
}

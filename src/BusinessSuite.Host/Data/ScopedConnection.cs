using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>The one connection that all modules' contexts of a scope share, so that they share its transaction.</summary>
internal sealed class ScopedConnection(SuiteDataSources sources) : IAsyncDisposable, IDisposable
{
    private NpgsqlConnection? _connection;
    private bool _borrowed;

    /// <summary>The connection; closed until someone opens it. Opened inside a TransactionScope it takes part in it.</summary>
    public NpgsqlConnection Connection => _connection ??= sources.App.CreateConnection();

    /// <summary>Works on the connection, and so in the transaction, of another scope, which keeps it.</summary>
    public void Borrow(NpgsqlConnection connection)
    {
        _connection = connection;
        _borrowed = true;
    }

    public void Dispose()
    {
        if (!_borrowed)
        {
            _connection?.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null && !_borrowed)
        {
            await _connection.DisposeAsync();
        }
    }
}

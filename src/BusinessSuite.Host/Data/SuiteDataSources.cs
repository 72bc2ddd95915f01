using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>The five ways into the database, each with no more rights than it needs.</summary>
/// <param name="App">The application role: reads and adds and changes rows, owns nothing.</param>
/// <param name="Read">The application role, read only, one snapshot for a whole batch.</param>
/// <param name="Shared">As <paramref name="Read"/>, for reads of one row that travel together: it waits for nothing long, so that none holds up the others.</param>
/// <param name="Aside">The application role, for single statements that hold whatever becomes of the transaction beside them. Nobody who has one of its connections waits for another.</param>
/// <param name="Owner">The owner of all objects: migrations and the derived structure, never a request.</param>
internal sealed record SuiteDataSources(NpgsqlDataSource App, NpgsqlDataSource Read, NpgsqlDataSource Shared, NpgsqlDataSource Aside, NpgsqlDataSource Owner) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Read.DisposeAsync();
        await Shared.DisposeAsync();
        await Aside.DisposeAsync();
        await Owner.DisposeAsync();
    }
}

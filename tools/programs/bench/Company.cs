using System.Globalization;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Postgres;
using Npgsql;

namespace BusinessSuite.Tools.Bench;

/// <summary>A company on a PostgreSQL of its own: migrated by the suite, filled once and kept between runs.</summary>
internal sealed class Company : IAsyncDisposable
{
    private EmbeddedPostgres? _postgres;

    private Company(string folder) => Folder = folder;

    /// <summary>The suite's data folder.</summary>
    public string Folder { get; }

    /// <summary>How the application's role connects; the peers take the same.</summary>
    public NpgsqlConnectionStringBuilder App => new(Database.App);

    /// <summary>The superuser on the same database, whom no row security binds.</summary>
    public NpgsqlConnectionStringBuilder Unbound => new(Database.Superuser) { Database = App.Database };

    /// <summary>The processor time of the database server so far.</summary>
    public TimeSpan Processor =>
        ProcessorTime.OfFamily(int.Parse(File.ReadLines(Path.Combine(_postgres!.Cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    /// <summary>Opens one, and starts its database server.</summary>
    /// <param name="folder">The suite's data folder.</param>
    public static async Task<Company> Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var company = new Company(folder);
        await company.Resume();
        return company;
    }

    /// <summary>Starts its database server.</summary>
    public async Task Resume() => _postgres = await EmbeddedPostgres.Start(Folder, null, CancellationToken.None);

    /// <summary>Stops its database server.</summary>
    public async Task Stop()
    {
        if (_postgres is { } running)
        {
            await running.DisposeAsync();
            _postgres = null;
        }
    }

    /// <summary>Fills it, unless it is. The suite has migrated it before.</summary>
    /// <returns>Whether it was filled now.</returns>
    /// <exception cref="BenchException">It holds another number of applications.</exception>
    public async Task<bool> Fill(int applications)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database.Owner) { CommandTimeout = 0 });
        await using var connection = await source.OpenConnectionAsync();
        var found = (long)(await Execute(connection, "select count(*) from intake.applications"))!;
        if (found > 0)
        {
            return found == applications ? false : throw new BenchException($"{Folder} holds {found} applications, not {applications}; remove it or name another with --data.");
        }

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Execute(connection, $"set local bench.applications = {applications}");
            await Execute(connection, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "company.sql")));
            await transaction.CommitAsync();
        }

        // As after a night of autovacuum, so that every contender meets the same settled tables.
        await Execute(connection, "vacuum (analyze) intake.applications, intake.tasks, intake.contacts, intake.quality_criteria, organization.employees, organization.departments");
        return true;
    }

    /// <summary>Runs a query as the superuser and takes its first value.</summary>
    public async Task<object?> Ask(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Unbound);
        await using var connection = await source.OpenConnectionAsync();
        return await Execute(connection, sql);
    }

    public async ValueTask DisposeAsync() => await Stop();

    private SuiteDatabase Database => SuiteDatabase.Embedded(_postgres!);

    private static async Task<object?> Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }
}

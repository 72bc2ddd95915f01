using BusinessSuite.Host;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BusinessSuite.Testing;

/// <summary>
/// One PostgreSQL for a test run, and a migrated database that every test class gets a copy of. Processes that are told the
/// same folder by <c>SUITE_TEST_DATA</c> share both, one after the other.
/// </summary>
internal static class TestServer
{
    private const string Migrated = "migrated";
    private static readonly string? Shared = Environment.GetEnvironmentVariable("SUITE_TEST_DATA");
    private static readonly string Files = Path.Combine(Path.GetTempPath(), $"suite-test-{Environment.ProcessId}-files");
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(Start);
    private static readonly Lazy<Task<string>> Template = new(Migrate);

    /// <summary>The server.</summary>
    public static Task<EmbeddedPostgres> Postgres => Server.Value;

    /// <summary>A copy of the migrated database.</summary>
    public static async Task<SuiteDatabase> Clone()
    {
        var template = await Template.Value;
        var name = $"test_{Guid.NewGuid():N}";
        await Execute($"create database {name} template {template} owner {SuiteDatabase.OwnerRole}");
        return SuiteDatabase.Embedded(await Postgres, name);
    }

    /// <summary>Removes a copy.</summary>
    public static async Task Drop(SuiteDatabase database) =>
        await Execute($"drop database if exists {new NpgsqlConnectionStringBuilder(database.Owner).Database} with (force)");

    /// <summary>A database with nothing in it.</summary>
    public static async Task<SuiteDatabase> Empty()
    {
        var database = SuiteDatabase.Embedded(await Postgres, $"empty_{Guid.NewGuid():N}");
        await database.Ensure(CancellationToken.None);
        return database;
    }

    /// <summary>Settings that let a host use a database.</summary>
    public static string[] Settings(SuiteDatabase database, params string[] more) =>
    [
        // A busy machine is slow, not wrong: nothing here gives up early.
        $"--ConnectionStrings:Suite={database.App};Timeout=180;Command Timeout=180", $"--ConnectionStrings:SuiteOwner={database.Owner};Timeout=180;Command Timeout=180", "--urls=http://127.0.0.1:0",
        $"--Accounts:FirstPassword={Suite.Password}", $"--Serilog:MinimumLevel:Default={Environment.GetEnvironmentVariable("SUITE_TEST_LOG") ?? "Fatal"}",
        "--Graph:Timeout=00:03:00", "--Work:LockTimeout=00:03:00", $"--Files:Folder={FilesOf(database)}",
        // Tests ask faster than people do.
        "--Graph:People:Points=1000000", "--Graph:People:Restore=1000000", .. more,
    ];

    /// <summary>Where the hosts of a database keep files.</summary>
    public static string FilesOf(SuiteDatabase database) => Path.Combine(Files, new NpgsqlConnectionStringBuilder(database.Owner).Database!);

    private static async Task<EmbeddedPostgres> Start()
    {
        var folder = Shared ?? Path.Combine(Path.GetTempPath(), $"suite-test-{Environment.ProcessId}");
        var server = await EmbeddedPostgres.Start(folder, null, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (Shared is null)
            {
                Directory.Delete(folder, recursive: true);
            }

            if (Directory.Exists(Files))
            {
                Directory.Delete(Files, recursive: true);
            }
        };
        return server;
    }

    private static async Task<string> Migrate()
    {
        if (await Execute($"select 1 from pg_database where datname = '{Migrated}'") is not null)
        {
            return Migrated;
        }

        var template = SuiteDatabase.Embedded(await Postgres, $"template_{Guid.NewGuid():N}");
        await template.Ensure(CancellationToken.None);
        await using (var app = await SuiteHost.Build(Settings(template, "--Work:Jobs=false")))
        {
            await app.StartAsync();
            await Ready(app);
            await app.StopAsync();
        }

        NpgsqlConnection.ClearAllPools();
        // Only what is whole bears the name.
        await Execute($"alter database {new NpgsqlConnectionStringBuilder(template.Owner).Database} rename to {Migrated}");
        return Migrated;
    }

    /// <summary>Waits until a host is ready.</summary>
    public static async Task Ready(Microsoft.AspNetCore.Builder.WebApplication app)
    {
        var state = app.Services.GetRequiredService<DatabaseState>();
        if (await Task.WhenAny(state.Ready, Task.Delay(TimeSpan.FromMinutes(1))) != state.Ready)
        {
            throw new InvalidOperationException($"The host is not ready: {state.Reason}");
        }
    }

    /// <summary>Prepares a database as the start of a host does, without starting one.</summary>
    public static async Task Prepare(SuiteDatabase database, params string[] settings)
    {
        await using var app = await SuiteHost.Build(Settings(database, ["--Work:Jobs=false", .. settings]));
        await app.Services.GetServices<IHostedService>().OfType<DatabaseStart>().Single().Run(CancellationToken.None);
    }

    /// <summary>Runs SQL by a connection string and takes its first value.</summary>
    public static async Task<object?> Run(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        return await source.CreateCommand(sql).ExecuteScalarAsync();
    }

    private static async Task<object?> Execute(string sql) => await Run((await Postgres).ConnectionString, sql);
}

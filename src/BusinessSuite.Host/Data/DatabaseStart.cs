using System.Reflection;
using BusinessSuite.Host.Data.Structure;
using BusinessSuite.Host.Evolution;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>Whether the database is ready for requests and jobs.</summary>
internal sealed class DatabaseState
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the database is ready for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Why it is not ready; null when it is.</summary>
    public string? Reason { get; set; } = "The database is being prepared.";

    /// <summary>Marks it ready.</summary>
    public void Complete()
    {
        Reason = null;
        _ready.TrySetResult();
    }
}

/// <summary>Puts rows into the database that the suite cannot start without.</summary>
internal interface IDatabaseSeed
{
    /// <summary>Adds what is missing; runs at every start, as the owner.</summary>
    Task Seed(NpgsqlConnection owner, CancellationToken ct);
}

/// <summary>
/// Brings the database to the state that this host's modules need, as its owner and under one lock, so that of several hosts
/// one does it and the others find it done. Tries again until the server answers; the host is alive meanwhile, but not ready.
/// </summary>
internal sealed class DatabaseStart(
    SuiteDatabase database, SuiteDataSources sources, ModuleCatalog catalog, DerivedStructure structure, DatabaseState state,
    SchemaGuard guard, IEnumerable<IDatabaseSeed> seeds, IHostApplicationLifetime lifetime, ILogger<DatabaseStart> log) : BackgroundService
{
    private const long Lock = 7_311;

    /// <summary>Does it once.</summary>
    public async Task Run(CancellationToken ct)
    {
        await database.Ensure(ct);
        await using var owner = await sources.Owner.OpenConnectionAsync(ct);
        await Durability.Check(owner, ct);
        await Execute(owner, $"select pg_advisory_lock({Lock})", ct);
        try
        {
            foreach (var module in catalog.Modules)
            {
                foreach (var type in module.Contexts)
                {
                    await Migrate(module, type, owner, ct);
                }
            }

            await Execute(owner, $"create schema if not exists hangfire; grant usage on schema hangfire to {SuiteDatabase.AppRole}", ct);
            PostgreSqlObjectsInstaller.Install(owner, "hangfire");
            await structure.Apply(owner, ct);
            await guard.Check(owner, ct);
            foreach (var seed in seeds)
            {
                await seed.Seed(owner, ct);
            }
        }
        finally
        {
            await Execute(owner, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Run(stoppingToken);
                state.Complete();
                return;
            }
            catch (ModuleRefusedException e)
            {
                log.LogCritical("{Reason}", e.Message);
                state.Reason = e.Message;
                Environment.ExitCode = 78;
                lifetime.StopApplication();
                return;
            }
            catch (UnsafeDurabilityException e)
            {
                log.LogError("{Reason}", e.Message);
                state.Reason = e.Message;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The database is not ready; trying again");
                state.Reason = e is NpgsqlException { SqlState: null } ? "The database does not answer." : "The database could not be prepared; the log says why.";
            }

            await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
        }
    }

    private static async Task Migrate(LoadedModule module, Type type, NpgsqlConnection owner, CancellationToken ct)
    {
        var schema = module.Name;
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        SuiteDbOptions.Configure(builder, owner, schema);
        await using var context = (ModuleDbContext)Activator.CreateInstance(type, builder.Options)!;
        if (context.Schema != schema)
        {
            throw new ModuleRefusedException($"Module {schema}: its context {type.Name} names the schema {context.Schema}; a module keeps to the schema of its own name.");
        }

        await Execute(owner, $"create schema if not exists \"{schema}\"", ct);
        // EF Core takes half a second to find that nothing is to be done; most starts are such.
        if (!await IsMigrated(owner, module, type, ct))
        {
            await context.Database.MigrateAsync(ct);
        }
    }

    private static async Task<bool> IsMigrated(NpgsqlConnection owner, LoadedModule module, Type context, CancellationToken ct)
    {
        var schema = module.Name;
        await using var exists = new NpgsqlCommand($"select to_regclass('\"{schema}\".\"{SuiteDbOptions.HistoryTable}\"') is not null", owner);
        if (!(bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            return false;
        }

        await using var applied = new NpgsqlCommand($"select array_agg(migration_id::text) from \"{schema}\".\"{SuiteDbOptions.HistoryTable}\"", owner);
        var done = await applied.ExecuteScalarAsync(ct) as string[] ?? [];
        return module.Types.Where(t => t.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().All(done.Contains);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

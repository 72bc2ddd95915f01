using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Operations;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Work;

/// <summary>Sets up operations, events and jobs.</summary>
internal static class WorkSetup
{
    /// <summary>Registers them.</summary>
    public static IHostApplicationBuilder AddWork(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<WorkOptions>(builder.Configuration.GetSection("Work"));
        services.AddSingleton<EventDispatch>();
        services.AddSingleton<Conflicts>();
        services.AddSingleton<UnitOfWork>();
        services.AddSingleton<OperationExecutor>();
        services.AddSingleton<Reaction>();
        services.AddSingleton<RecurringWork>();
        services.AddSingleton<JobStorage>(s =>
        {
            var options = new PostgreSqlStorageOptions
            {
                SchemaName = "hangfire",
                PrepareSchemaIfNecessary = false,
                QueuePollInterval = TimeSpan.FromSeconds(1),
                UseSlidingInvisibilityTimeout = true,
                // Locks are rows, which a killed host leaves behind. They are held for moments; whoever sets up the recurring jobs waits 15 seconds.
                DistributedLockTimeout = TimeSpan.FromSeconds(10),
                InvisibilityTimeout = s.GetRequiredService<IOptions<WorkOptions>>().Value.JobInvisibility,
            };
            return new PostgreSqlStorage(new NpgsqlConnectionFactory(s.GetRequiredService<SuiteDatabase>().App, options), options);
        });
        services.AddHostedService<JobServer>();
        return builder;
    }
}

/// <summary>Runs jobs once the database is ready, not before.</summary>
internal sealed class JobServer(DatabaseState database, JobStorage storage, IServiceScopeFactory scopes, ModuleCatalog catalog, IOptions<WorkOptions> options)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Ready.WaitAsync(stoppingToken);
        if (!options.Value.Jobs)
        {
            return;
        }

        var recurring = new RecurringJobManager(storage);
        foreach (var (_, _, declared) in RecurringWork.Find(catalog))
        {
            recurring.AddOrUpdate<RecurringWork>(declared.Name, w => w.Run(declared.Name), declared.Cron);
        }

        using var server = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = 4, SchedulePollingInterval = TimeSpan.FromSeconds(5), Activator = new ScopeActivator(scopes) }, storage);
        await Task.Delay(Timeout.Infinite, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        server.SendStop();
        await server.WaitForShutdownAsync(CancellationToken.None);
    }

    private sealed class ScopeActivator(IServiceScopeFactory scopes) : JobActivator
    {
        public override JobActivatorScope BeginScope(JobActivatorContext context) => new Scoped(scopes.CreateScope());

        private sealed class Scoped(IServiceScope scope) : JobActivatorScope
        {
            public override object Resolve(Type type) => scope.ServiceProvider.GetRequiredService(type);

            public override void DisposeScope() => scope.Dispose();
        }
    }
}

using System.Reflection;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Cronos;
using Hangfire;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>The job behind every recurring one: each tick takes effect once, however many hosts are up.</summary>
internal sealed class RecurringWork(UnitOfWork work, ModuleCatalog catalog, TimeProvider clock, ILogger<RecurringWork> log)
{
    /// <summary>How many transactions one tick takes at most, whatever its job says; the rest follows with the next.</summary>
    private const int MostParts = 1_000;

    /// <summary>The recurring jobs of all modules.</summary>
    public static IEnumerable<(LoadedModule Module, Type Type, RecurringAttribute Declared)> Find(ModuleCatalog catalog) =>
        from module in catalog.Modules
        from type in module.Types
        let declared = type.GetCustomAttribute<RecurringAttribute>()
        where declared is not null
        select (module, type, declared);

    /// <summary>Runs the tick that is due.</summary>
    [AutomaticRetry(Attempts = 5)]
    public async Task Run(string name)
    {
        var (module, type, declared) = Find(catalog).First(j => j.Declared.Name == name);
        var now = clock.GetUtcNow();
        var tick = CronExpression.Parse(declared.Cron).GetOccurrences(now.AddDays(-32), now, TimeZoneInfo.Utc, toInclusive: true).LastOrDefault(now);
        await Run(name, module, type, tick);
    }

    /// <summary>Runs one tick, unless it took effect already.</summary>
    public async Task<bool> Run(string name, LoadedModule module, Type type, DateTimeOffset tick)
    {
        var order = new WorkOrder(name, module.Name, new Caller { IsSystem = true, Name = name }, Scope.All);
        return type.IsAssignableTo(typeof(IRecurringParts)) ? await Parts(order, type, tick) : await Whole(order, type, tick);
    }

    private async Task<bool> Whole(WorkOrder order, Type type, DateTimeOffset tick)
    {
        var job = await Part(claims: true);
        var last = job;
        for (var parts = 1; last is { More: true } && parts < MostParts; parts++)
        {
            last = await Part(claims: false);
        }

        return job is not null;

        Task<IRecurringJob?> Part(bool claims) => work.Run(
            order,
            async scope => !claims || await Claim(scope, order.Name, tick) ? await Do<IRecurringJob>(scope, type, job => job.Run(tick, CancellationToken.None)) : null,
            CancellationToken.None);
    }

    private async Task<bool> Parts(WorkOrder order, Type type, DateTimeOffset tick)
    {
        IReadOnlyList<Guid> due = [];
        var claimed = await work.Run(
            order,
            async scope => await Claim(scope, order.Name, tick)
                ? await Do<IRecurringParts>(scope, type, async job => due = await job.Due(tick, CancellationToken.None))
                : null,
            CancellationToken.None);
        if (claimed is null)
        {
            return false;
        }

        foreach (var part in due)
        {
            try
            {
                await work.Run(order, scope => Do<IRecurringParts>(scope, type, job => job.Do(part, CancellationToken.None))!, CancellationToken.None);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Whatever it was, the other parts are none the worse for it.
                log.LogError(e, "{Job} failed for {Part} and is tried again with the next tick", order.Name, part);
            }
        }

        return true;
    }

    private static async Task<bool> Claim(WorkScope scope, string name, DateTimeOffset tick)
    {
        await using var claim = new NpgsqlCommand("insert into suite.job_runs (job, tick, at) values ($1, $2, now()) on conflict do nothing", scope.Connection);
        claim.Parameters.Add(new() { Value = name });
        claim.Parameters.Add(new() { Value = tick });
        return await claim.ExecuteNonQueryAsync() > 0;
    }

    private static async Task<T> Do<T>(WorkScope scope, Type type, Func<T, Task> run) where T : class
    {
        var job = (T)scope.Services.GetRequiredService(type);
        await run(job);
        await scope.Finish(CancellationToken.None);
        return job;
    }
}

using BusinessSuite.Host.Data;

namespace BusinessSuite.Host;

/// <summary>
/// Gives back the memory that only the start needed. The collector keeps it otherwise: what comes after leaves so little behind that it
/// hardly ever looks at the old.
/// </summary>
internal sealed class Settling(DatabaseState database, TimeProvider clock) : BackgroundService
{
    // It stops everything for a twentieth of a second; those who waited for the start are answered before.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Ready.WaitAsync(stoppingToken);
        await Task.Delay(Calm, clock, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}

using System.Runtime.InteropServices;
using BusinessSuite.Host.Data;

namespace BusinessSuite.Host;

/// <summary>
/// Gives memory back that is not needed any more: of the collector's what only the start needed, which it would keep, since what comes after leaves
/// so little behind that it hardly ever looks at the old; of the C library's what compiling took, which it keeps for threads that compile no more.
/// </summary>
internal sealed class Settling(DatabaseState database) : BackgroundService
{
    // To collect stops everything for a twentieth of a second; those who waited for the start are answered before.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Ready.WaitAsync(stoppingToken);
        await Task.Delay(Calm, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var timer = new PeriodicTimer(Again);
        while (Trim() && await timer.WaitForNextTickAsync(stoppingToken))
        {
        }
    }

    /// <summary>Gives back what is free in the C library's heaps; a millisecond's work. False where the library is not GNU's.</summary>
    private static bool Trim()
    {
        try
        {
            _ = MallocTrim(0);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}

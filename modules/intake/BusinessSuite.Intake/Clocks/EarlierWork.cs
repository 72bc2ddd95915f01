using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>Work that was under way when a calendar changed and may still reckon by what it was before.</summary>
internal static class EarlierWork
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private const int MostLooks = 300;

    /// <summary>Waits until the transactions that wrote something before this one have ended.</summary>
    /// <exception cref="TimeoutException">They have not after half a minute; the work is to be tried again later.</exception>
    public static async Task EarlierWorkEnds(this IntakeDbContext db, CancellationToken ct)
    {
        for (var looks = 0; !await IsOldest(db, ct); looks++)
        {
            if (looks == MostLooks)
            {
                throw new TimeoutException("Work that began before the calendar changed is still under way.");
            }

            await Task.Delay(Look, ct);
        }
    }

    private static Task<bool> IsOldest(IntakeDbContext db, CancellationToken ct) =>
        db.Database.SqlQuery<bool>($"select pg_snapshot_xmin(pg_current_snapshot()) = pg_current_xact_id() as \"Value\"").SingleAsync(ct);
}

using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>Work that was under way when a calendar changed and may still reckon by what it was before.</summary>
internal static class EarlierWork
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the transactions that are older than this one have ended; half a minute at most, which is longer than an operation lasts.</summary>
    public static async Task EarlierWorkEnds(this IntakeDbContext db, CancellationToken ct)
    {
        for (var looks = 0; looks < 300 && !await IsOldest(db, ct); looks++)
        {
            await Task.Delay(Look, ct);
        }
    }

    private static Task<bool> IsOldest(IntakeDbContext db, CancellationToken ct) =>
        db.Database.SqlQuery<bool>($"select pg_snapshot_xmin(pg_current_snapshot()) = pg_current_xact_id() as \"Value\"").SingleAsync(ct);
}

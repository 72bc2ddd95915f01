using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>
/// What follows the default calendar when it changes. It does so part by part: each is a transaction of its own, from which the next one follows,
/// so that nobody waits for more than one part.
/// </summary>
internal abstract class FollowCalendar(IntakeDbContext db) : IReact<CalendarChanged>
{
    /// <summary>How many rows a part has.</summary>
    protected const int Part = 250;

    private const int MostLooks = 300;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>The schema <c>intake</c>.</summary>
    protected IntakeDbContext Db { get; } = db;

    public async Task React(CalendarChanged happened, EventInfo info, CancellationToken ct)
    {
        if (happened.IsDefault)
        {
            await EarlierWorkEnds(ct);
            await Replan(Guid.Empty, happened.Since(), ct);
        }
    }

    /// <summary>Works out one part anew, and tells when there may be more.</summary>
    /// <param name="after">The last key of the part before.</param>
    /// <param name="since">Nothing is different in the calendar before that.</param>
    /// <param name="ct">Cancels the work.</param>
    protected abstract Task Replan(Guid after, DateTimeOffset since, CancellationToken ct);

    /// <summary>Waits until the transactions that wrote something before this one have ended: they may still reckon by what the calendar was.</summary>
    /// <exception cref="TimeoutException">They have not after half a minute; the work is to be tried again later.</exception>
    private async Task EarlierWorkEnds(CancellationToken ct)
    {
        for (var looks = 0; !await IsOldest(ct); looks++)
        {
            if (looks == MostLooks)
            {
                throw new TimeoutException("Work that began before the calendar changed is still under way.");
            }

            await Task.Delay(Look, ct);
        }
    }

    private Task<bool> IsOldest(CancellationToken ct) =>
        Db.Database.SqlQuery<bool>($"select pg_snapshot_xmin(pg_current_snapshot()) = pg_current_xact_id() as \"Value\"").SingleAsync(ct);
}

using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>What a clock counted. Working, paused and off hours together are the wall time, to the second.</summary>
/// <param name="At">Counted until then: now, or when the clock stopped.</param>
/// <param name="Working">Inside working hours while it ran: what is measured by.</param>
/// <param name="Paused">While it stood still.</param>
/// <param name="OffHours">Outside working hours while it ran.</param>
/// <param name="Wall">From the start until then, on the clock on the wall.</param>
/// <param name="Remaining">The working time left of what was promised; negative once it is exceeded.</param>
/// <param name="Percent">How much of what was promised is used, in percent.</param>
internal sealed record ClockTime(DateTimeOffset At, TimeSpan Working, TimeSpan Paused, TimeSpan OffHours, TimeSpan Wall, TimeSpan Remaining, decimal Percent)
{
    public static ClockTime Of(IReadOnlyList<TimeStretch> stretches, DateTimeOffset start, DateTimeOffset at, TimeSpan within)
    {
        TimeSpan Sum(TimeKind kind) => stretches.Where(s => s.Kind == kind).Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.To - s.From));
        var working = Sum(TimeKind.Working);
        return new(at, working, Sum(TimeKind.Paused), Sum(TimeKind.OffHours), at - start, within - working, Math.Round((decimal)(100 * (working / within)), 2));
    }
}

internal static class ClockTimeField
{
    /// <summary>What the clock counted: working time, pauses and off hours.</summary>
    [Field<ServiceClock>]
    public static async Task<IReadOnlyDictionary<Guid, ClockTime>> Time(IReadOnlyList<Guid> keys, IntakeDbContext db, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var clocks = await db.ServiceClocks.AsNoTracking().Where(c => keys.Contains(c.Id)).ToListAsync(ct);
        var segments = await db.SegmentsOf(keys, ct);
        var times = new Dictionary<Guid, ClockTime>();
        foreach (var one in clocks)
        {
            var at = one.StoppedAt ?? now;
            times[one.Id] = ClockTime.Of(await new Timeline([.. segments[one.Id]], one.StoppedAt, calendar).Until(at, ct), one.StartedAt, at, one.Within);
        }

        return times;
    }
}

using BusinessSuite.Intake.Clocks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Anomalies;

/// <summary>What history lets expect of a case.</summary>
/// <param name="Late">Whether it is expected to exceed the promised working time, or has.</param>
/// <param name="RemainingWork">The working time that it still needs in the median of finished cases of its type that took longer than it has by now; null where too little is known.</param>
/// <param name="RemainingTime">The working time left of what is promised; negative once it is exceeded.</param>
/// <param name="Median">The median working time of finished cases of its type; null where too little is known.</param>
/// <param name="Cases">How many finished cases this rests on, the last thousand at most.</param>
internal sealed record Forecast(bool Late, TimeSpan? RemainingWork, TimeSpan RemainingTime, TimeSpan? Median, int Cases);

internal static class ForecastField
{
    /// <summary>Whether the case will be late, by the median of finished cases of its type; null for clocks that have stopped and for first answers.</summary>
    [Field<ServiceClock>]
    public static async Task<IReadOnlyDictionary<Guid, Forecast>> Forecast(IReadOnlyList<Guid> keys, IntakeDbContext db, IWorkCalendar calendar, Paces paces, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var clocks = await db.ServiceClocks.AsNoTracking().Where(c => keys.Contains(c.Id) && c.Target == ServiceTarget.Completion && c.State != ClockState.Stopped).ToListAsync(ct);
        var segments = await db.SegmentsOf(keys, ct);
        var pace = await paces.Of([.. clocks.Select(c => c.TypeId).Distinct()], ct);
        var forecasts = new Dictionary<Guid, Forecast>();
        foreach (var one in clocks)
        {
            var worked = await new Timeline([.. segments[one.Id]], null, calendar).Worked(now, ct);
            var known = pace(one.TypeId);
            forecasts[one.Id] = new(worked >= known.LateFrom(one.Within), known.Expected(worked) - worked, one.Within - worked, known.Median, known.Cases);
        }

        return forecasts;
    }
}

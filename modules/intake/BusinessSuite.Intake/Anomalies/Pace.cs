using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Anomalies;

/// <summary>
/// How long finished cases of a type took, in working time. What a case still needs is judged by those that had come as far:
/// of all that took longer than it has by now, the median is expected.
/// </summary>
/// <param name="took">The working times, the shortest first.</param>
internal sealed class Pace(IReadOnlyList<TimeSpan> took)
{
    /// <summary>Fewer finished cases than these say nothing.</summary>
    private const int Fewest = 5;

    /// <summary>How many finished cases it rests on.</summary>
    public int Cases => took.Count;

    /// <summary>The median of all; null with too few cases.</summary>
    public TimeSpan? Median => Expected(TimeSpan.MinValue);

    /// <summary>How long a case takes in all that has taken so long by now; null with too few cases, or when none took longer.</summary>
    public TimeSpan? Expected(TimeSpan worked)
    {
        var first = took.Count - took.Count(t => t > worked);
        return took.Count < Fewest || first == took.Count ? null : took[first + ((took.Count - first - 1) / 2)];
    }

    /// <summary>From which working time on a case is expected to exceed what is promised: the least for which <see cref="Expected"/> lies beyond it.</summary>
    public TimeSpan LateFrom(TimeSpan within)
    {
        var late = took.Count(t => t > within);
        if (took.Count < Fewest || late == 0)
        {
            return within;
        }

        // The late ones are more than half of those that took longer as soon as these are 2 * late - 1 or fewer.
        var others = took.Count - ((2 * late) - 1);
        return others <= 0 ? TimeSpan.Zero : took[others - 1];
    }
}

/// <summary>Knows the pace of types: from the last thousand cases of each that were completed.</summary>
[Provides]
internal sealed class Paces(IntakeDbContext db, IUnrestricted unrestricted)
{
    private static readonly Pace Unknown = new([]);

    /// <summary>The paces of types.</summary>
    public async Task<Func<Guid, Pace>> Of(IReadOnlyCollection<Guid> types, CancellationToken ct)
    {
        var ids = types.ToArray();
        var took = await unrestricted.Read(() => db.Database.SqlQuery<Finished>($"""
            select t.id as type_id, c.worked from unnest({ids}) as t(id) cross join lateral (
              select worked from intake.service_clocks where type_id = t.id and target = 'COMPLETION' and fulfilled order by stopped_at desc limit 1000) c
            """).ToListAsync(ct), ct);
        var paces = took.GroupBy(t => t.TypeId).ToDictionary(g => g.Key, g => new Pace([.. g.Select(t => t.Worked).Order()]));
        return type => paces.GetValueOrDefault(type, Unknown);
    }

    private sealed record Finished(Guid TypeId, TimeSpan Worked);
}

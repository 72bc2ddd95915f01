using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>Reads the lives of clocks.</summary>
internal static class Segments
{
    /// <summary>The segments of clocks by clock, in their order, as they are kept.</summary>
    public static async Task<ILookup<Guid, ClockSegment>> SegmentsOf(this IntakeDbContext db, IReadOnlyCollection<Guid> clocks, CancellationToken ct) =>
        (await db.ClockSegments.AsNoTracking().Where(s => clocks.Contains(s.ClockId)).OrderBy(s => s.Ordinal).ToListAsync(ct)).ToLookup(s => s.ClockId);
}

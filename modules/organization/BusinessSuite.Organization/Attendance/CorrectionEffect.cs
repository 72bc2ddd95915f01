using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Attendance;

/// <summary>What a correction changes.</summary>
/// <param name="Without">The day without it.</param>
/// <param name="With">The day with it.</param>
internal sealed record CorrectionEffect(DayResult Without, DayResult With);

internal static class CorrectionEffectField
{
    /// <summary>The day without the correction and with it, by all else that is known now: to be seen before it is approved.</summary>
    [Field<AttendanceCorrection>]
    public static async Task<IReadOnlyDictionary<Guid, CorrectionEffect>> Effect(IReadOnlyList<Guid> keys, OrganizationDbContext db, AttendanceBook book, CancellationToken ct)
    {
        var effects = new Dictionary<Guid, CorrectionEffect>();
        foreach (var correction in await db.AttendanceCorrections.AsNoTracking().Where(c => keys.Contains(c.Id)).ToListAsync(ct))
        {
            effects[correction.Id] = await book.Effect(correction, ct);
        }

        return effects;
    }
}

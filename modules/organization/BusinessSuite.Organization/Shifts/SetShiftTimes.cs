using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Shifts;

internal static class SetShiftTimesOperation
{
    /// <summary>Gives a shift its times from a day on. The times before end on that day and stay on record. Leave and overtime ahead of those on the shift are judged anew. They are those of everyone on it: the permission must reach everywhere.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="start">When it starts, local time.</param>
    /// <param name="end">When it ends, local time; not after its start means the next day. At most 16 hours after its start.</param>
    /// <param name="breakStart">When the break starts.</param>
    /// <param name="breakEnd">When the break ends.</param>
    /// <param name="lateGrace">How late one may come without being late.</param>
    /// <param name="earlyGrace">How early one may leave without leaving early.</param>
    /// <param name="halfDayBelow">Who worked less than this worked half a day.</param>
    /// <param name="absentBelow">Who worked less than this was absent.</param>
    /// <param name="margin">How long before the start and after the end clock events belong to the shift; four hours unless given.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static async Task<ShiftVersion> SetShiftTimes(
        Shift shift, DateOnly validFrom, TimeOnly start, TimeOnly end, OrganizationDbContext db, IUnrestricted unrestricted, Caller caller, CancellationToken ct, TimeOnly? breakStart = null, TimeOnly? breakEnd = null,
        TimeSpan? lateGrace = null, TimeSpan? earlyGrace = null, TimeSpan? halfDayBelow = null, TimeSpan? absentBelow = null, TimeSpan? margin = null)
    {
        caller.RequireEverywhere(Permissions.AdministerTime);
        if (await db.ShiftVersions.AnyAsync(t => t.ShiftId == shift.Id && t.ValidFrom >= validFrom, ct))
        {
            throw new RuleViolation(ShiftRules.Earlier) { Field = ["validFrom"] };
        }

        if (await db.ShiftVersions.FirstOrDefaultAsync(t => t.ShiftId == shift.Id && t.ValidUntil == null, ct) is { } before)
        {
            before.ValidUntil = validFrom;
            // The times before must end before the new ones begin, or the two would overlap.
            await db.SaveChangesAsync(ct);
        }

        var version = new ShiftVersion
        {
            ShiftId = shift.Id,
            ValidFrom = validFrom,
            Start = start,
            End = end,
            BreakStart = breakStart,
            BreakEnd = breakEnd,
            LateGrace = lateGrace ?? TimeSpan.Zero,
            EarlyGrace = earlyGrace ?? TimeSpan.Zero,
            HalfDayBelow = halfDayBelow ?? TimeSpan.Zero,
            AbsentBelow = absentBelow ?? TimeSpan.Zero,
            Margin = margin ?? TimeSpan.FromHours(4),
        };
        if (version.Length > ShiftVersion.Longest)
        {
            throw new RuleViolation(ShiftRules.TooLong) { Field = ["end"] };
        }

        // A shift is that of everyone who is on it, also in departments that the caller does not see.
        version.Changed(await unrestricted.Read(
            () => db.RosterEntries.Where(r => r.ShiftId == shift.Id && (r.ValidUntil == null || r.ValidUntil > validFrom)).Select(r => r.EmployeeId).Distinct().OrderBy(id => id).ToListAsync(ct), ct));
        return version;
    }
}

using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Shifts;

internal static class AssignShiftOperation
{
    /// <summary>Puts an employee on a shift. A roster without end that began before ends on the first day. Leave and overtime ahead are judged anew.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="validUntil">The first day on which it does not hold any more.</param>
    /// <param name="followsCalendar">Whether it is worked on the working days of the shift's calendar only; else on every day of the time.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static async Task<RosterEntry> AssignShift(
        Employee employee, Shift shift, DateOnly validFrom, OrganizationDbContext db, CancellationToken ct, DateOnly? validUntil = null, bool followsCalendar = true)
    {
        Period.Check(validFrom, validUntil);
        if (await db.RosterEntries.FirstOrDefaultAsync(r => r.EmployeeId == employee.Id && r.ValidUntil == null && r.ValidFrom < validFrom, ct) is { } before)
        {
            before.ValidUntil = validFrom;
            await db.SaveChangesAsync(ct);
        }

        var entry = new RosterEntry { EmployeeId = employee.Id, ShiftId = shift.Id, ValidFrom = validFrom, ValidUntil = validUntil, FollowsCalendar = followsCalendar };
        entry.Changed();
        return entry;
    }
}

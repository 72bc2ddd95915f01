using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>An employee's leave of one type on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Balance">The sum of all entries up to the day that have not expired before it, in the unit of the type.</param>
/// <param name="Lots">The same by when it expires.</param>
internal sealed record LeaveBalance(DateOnly On, decimal Balance, IReadOnlyList<LeaveLot> Lots);

/// <summary>Leave that expires on one day.</summary>
/// <param name="ExpiresOn">The last day on which it can be taken; null for no end.</param>
/// <param name="Balance">How much of it there is.</param>
internal sealed record LeaveLot(DateOnly? ExpiresOn, decimal Balance);

internal static class LeaveBalanceQuery
{
    /// <summary>How much leave an employee has, had on a past day or will have on one ahead: the sum of the ledger without what expires before. What is asked for and not decided is taken already.</summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="leaveTypeId">The type of leave.</param>
    /// <param name="on">The day; today unless given.</param>
    /// <param name="knownAt">By what was entered up to this moment; by all unless given.</param>
    [Query, Requires(Permissions.ReadLeave)]
    public static async Task<LeaveBalance> LeaveBalance(
        Id<Employee> employeeId, Id<LeaveType> leaveTypeId, OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, DateOnly? on = null, DateTimeOffset? knownAt = null)
    {
        if (!await db.Employees.AnyAsync(e => e.Id == employeeId.Value, ct))
        {
            throw new RuleViolation(PlatformRules.NotFound) { Field = ["employeeId"] };
        }

        var day = on ?? await calendars.Day(clock.GetUtcNow(), ct);
        var account = new LeaveAccount(await db.LeaveEntries.AsNoTracking()
            .Where(e => e.EmployeeId == employeeId.Value && e.LeaveTypeId == leaveTypeId.Value && (knownAt == null || e.RecordedAt <= knownAt)).ToListAsync(ct));
        // What expires before the day is not there any more, whether that is entered yet or not; what is owed of it is.
        var lots = account.Lots.Select(l => (Lot: l, Balance: account.On(l, day))).Where(l => l.Balance < 0 || (l.Balance > 0 && l.Lot >= day)).ToList();
        return new(day, lots.Sum(l => l.Balance), [.. lots.Select(l => new LeaveLot(l.Lot == DateOnly.MaxValue ? null : l.Lot, l.Balance))]);
    }
}

using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>An employee's leave of one type on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Balance">The sum of all entries up to the day, in the unit of the type.</param>
/// <param name="Lots">The same by when it expires.</param>
internal sealed record LeaveBalance(DateOnly On, decimal Balance, IReadOnlyList<LeaveLot> Lots);

/// <summary>Leave that expires on one day.</summary>
/// <param name="ExpiresOn">The last day on which it can be taken; null for no end.</param>
/// <param name="Balance">How much of it there is.</param>
internal sealed record LeaveLot(DateOnly? ExpiresOn, decimal Balance);

internal static class LeaveBalanceQuery
{
    /// <summary>How much leave an employee has, or had on a past day: the sum of the ledger. What is asked for and not decided is taken already.</summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="leaveTypeId">The type of leave.</param>
    /// <param name="on">The day; today unless given.</param>
    /// <param name="knownAt">By what was entered up to this moment; by all unless given.</param>
    [Query, Requires(Permissions.ReadLeave)]
    public static async Task<LeaveBalance> LeaveBalance(
        Id<Employee> employeeId, Id<LeaveType> leaveTypeId, OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, DateOnly? on = null, DateTimeOffset? knownAt = null)
    {
        var day = on ?? await calendars.Day(clock.GetUtcNow(), ct);
        var account = new LeaveAccount(await db.LeaveEntries.AsNoTracking()
            .Where(e => e.EmployeeId == employeeId.Value && e.LeaveTypeId == leaveTypeId.Value && (knownAt == null || e.RecordedAt <= knownAt)).ToListAsync(ct));
        return new(day, account.On(day), [.. account.Lots.Select(l => new LeaveLot(l == DateOnly.MaxValue ? null : l, account.On(l, day))).Where(l => l.Balance != 0)]);
    }
}

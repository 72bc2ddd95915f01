using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class AdjustLeaveOperation
{
    /// <summary>Grants leave by hand, for example a balance brought over from another system. reverseLeaveEntry takes it back.</summary>
    /// <param name="leaveTypeId">The type of leave.</param>
    /// <param name="amount">How much, in the unit of the type; more than 0.</param>
    /// <param name="day">The day from which on it counts.</param>
    /// <param name="reason">Why.</param>
    /// <param name="expiresOn">The last day on which it can be taken; no end unless given.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static LeaveEntry AdjustLeave(Employee employee, Id<LeaveType> leaveTypeId, decimal amount, DateOnly day, string reason, TimeProvider clock, DateOnly? expiresOn = null)
    {
        if (amount <= 0 || string.IsNullOrWhiteSpace(reason) || expiresOn < day)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A grant is more than 0, says why, and expires after it begins.") { Field = ["amount"] };
        }

        return new()
        {
            EmployeeId = employee.Id,
            LeaveTypeId = leaveTypeId,
            Kind = LeaveEntryKind.Grant,
            Amount = amount,
            Day = day,
            ExpiresOn = expiresOn,
            RecordedAt = clock.GetUtcNow(),
            Reason = reason,
        };
    }
}

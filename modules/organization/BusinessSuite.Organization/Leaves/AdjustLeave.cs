using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

internal static class AdjustLeaveOperation
{
    /// <summary>
    /// Grants leave by hand, beside what the rule grants for a year, or deducts what was used elsewhere, for example in another system. The type has
    /// a rule on the day, and on that of the expiry. reverseLeaveEntry takes it back. Nobody does either for himself.
    /// </summary>
    /// <param name="leaveTypeId">The type of leave.</param>
    /// <param name="amount">How much, in the unit of the type; less than 0 for what was used elsewhere, which the balance must cover.</param>
    /// <param name="day">The day from which on it counts.</param>
    /// <param name="reason">Why.</param>
    /// <param name="expiresOn">The last day on which it can be taken; no end unless given. What was used elsewhere is taken of what expires then.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static async Task<LeaveEntry> AdjustLeave(
        Employee employee, Id<LeaveType> leaveTypeId, decimal amount, DateOnly day, string reason, OrganizationDbContext db, LeaveRating rating, Caller caller, TimeProvider clock, CancellationToken ct,
        DateOnly? expiresOn = null)
    {
        caller.RequireOther(employee.Id);
        if (amount == 0 || string.IsNullOrWhiteSpace(reason) || expiresOn < day)
        {
            throw new RuleViolation(PlatformRules.Invalid, "What is granted or deducted is not 0, says why, and expires after it begins.") { Field = ["amount"] };
        }

        if (!await db.LeaveTypes.AnyAsync(t => t.Id == leaveTypeId.Value, ct))
        {
            throw new RuleViolation(PlatformRules.NotFound) { Field = ["leaveTypeId"] };
        }

        foreach (var (date, field) in new[] { (day, "day"), (expiresOn ?? day, "expiresOn") })
        {
            _ = await rating.RuleOrNull(leaveTypeId.Value, date, ct) ?? throw new RuleViolation(LeaveRules.NoRule, date) { Field = [field] };
        }

        return new()
        {
            EmployeeId = employee.Id,
            LeaveTypeId = leaveTypeId,
            Kind = amount > 0 ? LeaveEntryKind.Grant : LeaveEntryKind.Use,
            Amount = amount,
            Day = day,
            ExpiresOn = expiresOn,
            RecordedAt = clock.GetUtcNow(),
            Reason = reason,
        };
    }
}

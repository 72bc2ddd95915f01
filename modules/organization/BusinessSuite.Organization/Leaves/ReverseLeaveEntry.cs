using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

internal static class ReverseLeaveEntryOperation
{
    /// <summary>Undoes what adjustLeave entered as if it had not been. What was taken of a grant must be covered otherwise.</summary>
    /// <param name="leaveEntryId">The entry.</param>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static async Task<LeaveEntry> ReverseLeaveEntry(Id<LeaveEntry> leaveEntryId, string reason, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var entry = await db.LeaveEntries.FirstOrDefaultAsync(e => e.Id == leaveEntryId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["leaveEntryId"] };
        caller.RequireOther(entry.EmployeeId);
        return entry.IsManual
            ? entry.Reversed(clock.GetUtcNow(), ApprovalRules.Why(reason))
            : throw new RuleViolation(LeaveRules.Manual) { Field = ["leaveEntryId"] };
    }
}

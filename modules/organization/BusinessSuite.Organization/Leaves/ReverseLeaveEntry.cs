using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

internal static class ReverseLeaveEntryOperation
{
    /// <summary>Undoes a grant as if it had not been. What was taken of it must be covered otherwise.</summary>
    /// <param name="leaveEntryId">The grant.</param>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static async Task<LeaveEntry> ReverseLeaveEntry(Id<LeaveEntry> leaveEntryId, string reason, OrganizationDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var entry = await db.LeaveEntries.FirstOrDefaultAsync(e => e.Id == leaveEntryId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["leaveEntryId"] };
        return entry.Kind == LeaveEntryKind.Grant && entry.OvertimeId is null
            ? entry.Reversed(clock.GetUtcNow(), ApprovalRules.Why(reason))
            : throw new RuleViolation(LeaveRules.Manual) { Field = ["leaveEntryId"] };
    }
}

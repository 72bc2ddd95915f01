using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

internal static class ApproveOvertimeOperation
{
    private const string RestType = "COMPENSATORY";

    /// <summary>Approves overtime before it begins. Where rest makes good for it, the rest is granted in the ledger of leave.</summary>
    [Mutation, Requires(Permissions.ApproveOvertime)]
    public static async Task<OvertimeRequest> ApproveOvertime(OvertimeRequest overtimeRequest, OrganizationDbContext db, LeaveRating rating, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        overtimeRequest.Approve(await db.Decider(caller, Permissions.ApproveOvertime, overtimeRequest.EmployeeId, OvertimeRules.Own, ct), now);
        if (overtimeRequest.Compensation == OvertimeCompensation.Rest)
        {
            var type = await db.LeaveTypes.AsNoTracking().FirstOrDefaultAsync(t => t.Code == RestType && t.Unit == LeaveUnit.Hour, ct) ?? throw new RuleViolation(OvertimeRules.NoRestType);
            var rule = await rating.RuleOn(type.Id, overtimeRequest.Day, ct);
            db.Add(new LeaveEntry
            {
                EmployeeId = overtimeRequest.EmployeeId,
                LeaveTypeId = type.Id,
                Kind = LeaveEntryKind.Grant,
                Amount = LeaveRating.Hours(overtimeRequest.Until - overtimeRequest.From),
                Day = overtimeRequest.Day,
                ExpiresOn = rule.GrantMonths is { } months ? overtimeRequest.Day.AddMonths(months) : null,
                RecordedAt = now,
                OvertimeId = overtimeRequest.Id,
            });
        }

        return overtimeRequest;
    }
}

using BusinessSuite.Organization.Absences;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

internal static class ApproveLeaveOperation
{
    /// <summary>Approves leave that the balance covers. Someone who is there at that time stands in; the absence that the duty roster knows of follows from it.</summary>
    /// <param name="deputyId">Who stands in; the one whom the request names unless given.</param>
    [Mutation, Requires(Permissions.ApproveLeave)]
    public static async Task<LeaveRequest> ApproveLeave(
        LeaveRequest leaveRequest, OrganizationDbContext db, LeaveRating rating, Caller caller, TimeProvider clock, CancellationToken ct, Id<Employees.Employee>? deputyId = null)
    {
        var approver = await db.Decider(caller, Permissions.ApproveLeave, leaveRequest.EmployeeId, LeaveRules.Own, ct);
        var deputy = deputyId?.Value ?? leaveRequest.DeputyId ?? throw new RuleViolation(LeaveRules.Deputy) { Field = ["deputyId"] };
        if (deputy == leaveRequest.EmployeeId)
        {
            throw new RuleViolation(OrganizationRules.OwnDeputy) { Field = ["deputyId"] };
        }

        if (leaveRequest.Uncovered > 0)
        {
            // What was granted since may cover it.
            await db.Employees.Locked(leaveRequest.EmployeeId, ct);
            await rating.Again(leaveRequest, ct);
        }

        var now = clock.GetUtcNow();
        leaveRequest.Approve(approver, deputy, now);
        var kind = await db.LeaveTypes.Where(t => t.Id == leaveRequest.LeaveTypeId).Select(t => t.Absence).FirstAsync(ct);
        var absence = new Absence
        {
            EmployeeId = leaveRequest.EmployeeId,
            Kind = kind,
            From = leaveRequest.From,
            Until = leaveRequest.Until,
            DeputyId = deputy,
            LeaveRequestId = leaveRequest.Id,
            RecordedAt = now,
        };
        db.Add(absence);
        absence.Begin(now);
        return leaveRequest;
    }
}

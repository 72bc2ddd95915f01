using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>What tells the approver that an employee does not take his leave.</summary>
/// <param name="Employee">The employee's name.</param>
/// <param name="Type">The name of the type of leave.</param>
/// <param name="From">From when the leave was.</param>
/// <param name="Until">Until when.</param>
internal sealed record LeaveWithdrawn(string Employee, string Type, DateTimeOffset From, DateTimeOffset Until) : IMessageData<LeaveWithdrawn>
{
    public static string Template => "organization.leave-withdrawn";

    public static LeaveWithdrawn Sample { get; } = new("Anna Berg", "Annual leave", new(2026, 8, 17, 1, 0, 0, TimeSpan.Zero), new(2026, 8, 21, 9, 0, 0, TimeSpan.Zero));
}

internal static class WithdrawLeaveOperation
{
    /// <summary>Takes leave back: before it is decided, or one's own that was approved, before it begins. What was put aside for it is given back; who approved it is told.</summary>
    [Mutation, Requires(Permissions.RequestLeave)]
    public static async Task<LeaveRequest> WithdrawLeave(
        LeaveRequest leaveRequest, OrganizationDbContext db, LeaveRating rating, IColleagues colleagues, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        leaveRequest.Withdraw(caller.EmployeeId, now);
        await rating.Release(leaveRequest, DateOnly.MinValue, ct);
        if (leaveRequest.ApproverId is { } approver)
        {
            var absence = await db.Absences.FirstAsync(a => a.LeaveRequestId == leaveRequest.Id, ct);
            absence.Cancel(now);
            var (employee, type) = (await db.Employees.FirstAsync(e => e.Id == leaveRequest.EmployeeId, ct), await db.LeaveTypes.FirstAsync(t => t.Id == leaveRequest.LeaveTypeId, ct));
            await colleagues.TellWhoIsThere(
                approver, new LeaveWithdrawn(employee.Name, type.Name, leaveRequest.From, leaveRequest.Until), new($"{LeaveWithdrawn.Template}:{leaveRequest.Id}") { AboutId = leaveRequest.Id }, ct);
        }

        return leaveRequest;
    }
}

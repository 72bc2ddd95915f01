using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

internal static class RequestLeaveOperation
{
    private const int MaxDays = 731;

    /// <summary>Asks for leave. What it takes is counted in working time by calendar and roster, and put aside in the ledger until the decision.</summary>
    /// <param name="leaveTypeId">The type of leave.</param>
    /// <param name="days">The days, whole or half; either these or hours.</param>
    /// <param name="hours">The hours.</param>
    /// <param name="reason">What for.</param>
    /// <param name="deputyId">Who is to stand in.</param>
    [Mutation, Requires(Permissions.RequestLeave)]
    public static async Task<LeaveRequest> RequestLeave(
        Employee employee, Id<LeaveType> leaveTypeId, OrganizationDbContext db, LeaveRating rating, LeaveBlocks blocks, WorkCalendars calendars, TimeProvider clock, CancellationToken ct,
        LeaveDays? days = null, LeaveHours? hours = null, string? reason = null, Id<Employee>? deputyId = null)
    {
        if (days is null == hours is null)
        {
            throw new RuleViolation(PlatformRules.Invalid, "Leave is asked for in days or in hours.") { Field = ["days"] };
        }

        if (deputyId?.Value == employee.Id)
        {
            throw new RuleViolation(OrganizationRules.OwnDeputy) { Field = ["deputyId"] };
        }

        var type = await db.LeaveTypes.AsNoTracking().FirstOrDefaultAsync(t => t.Id == leaveTypeId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["leaveTypeId"] };
        if (days is { Last: var last, First: var first } && (last < first || last.DayNumber - first.DayNumber > MaxDays || first.Year < 1900))
        {
            throw new RuleViolation(OrganizationRules.Reversed) { Field = ["days"] };
        }

        var (from, until) = hours ?? await rating.Bounds(employee.Id, days!, ct);
        Period.Check(from, until);
        if (until - from > TimeSpan.FromDays(MaxDays + 2))
        {
            throw new RuleViolation(PlatformRules.Invalid, "Leave is asked for up to two years.") { Field = ["hours"] };
        }

        var rule = await rating.RuleOn(type.Id, await calendars.Day(from, ct), ct);
        if ((type.Unit != LeaveUnit.Hour || rule.CountsRestDays) && (hours is not null || ((days!.StartsAtNoon || days.EndsAtNoon) && (type.Unit == LeaveUnit.Day || rule.CountsRestDays))))
        {
            throw new RuleViolation(LeaveRules.Portion, UpperSnake.Of(type.Unit)) { Field = [hours is null ? "days" : "hours"] };
        }

        var rated = await rating.Rate(employee.Id, type.Unit, rule, from, until, ct);
        if (rated.Count == 0)
        {
            throw new RuleViolation(LeaveRules.Nothing);
        }

        var now = clock.GetUtcNow();
        DateTimeOffset? by = rule.NoticeDays is { } notice ? await rating.RequestBy(from, notice, ct) : null;
        if (by < now)
        {
            throw new RuleViolation(LeaveRules.Late);
        }

        if (await blocks.Of(employee, await calendars.Day(from, ct), await calendars.Day(until.AddTicks(-1), ct), ct) is { } block)
        {
            throw new RuleViolation(LeaveRules.BlockedOn, block.First, block.Last, block.Reason) { Field = [hours is null ? "days" : "hours"] };
        }

        var request = new LeaveRequest { EmployeeId = employee.Id, LeaveTypeId = type.Id, Reason = reason, RequestedAt = now, RequestBy = by }.Ask(new(from, until), days, deputyId?.Value);
        db.Add(request);
        return await rating.Book(request, rule, rated, ct) > 0 ? throw new RuleViolation(LeaveRules.Balance) : request;
    }
}

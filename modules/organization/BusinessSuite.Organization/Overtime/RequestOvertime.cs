using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Overtime;

internal static class RequestOvertimeOperation
{
    /// <summary>Asks for overtime before it begins. The limits of a day and a month hold already here, but not for hours that the roster plans on a statutory holiday; class and rate follow from the calendar.</summary>
    /// <param name="from">From when.</param>
    /// <param name="until">Until when, on the same day.</param>
    /// <param name="reason">What for.</param>
    /// <param name="compensation">What it is made good by; rest for work on rest days only.</param>
    [Mutation, Requires(Permissions.RequestOvertime)]
    public static async Task<OvertimeRequest> RequestOvertime(
        Employee employee, DateTimeOffset from, DateTimeOffset until, string reason, OrganizationDbContext db, PlannedTimes times, Calendars.WorkCalendars calendars, TimeProvider clock,
        CancellationToken ct, OvertimeCompensation compensation = OvertimeCompensation.Pay)
    {
        Period.Check(from, until);
        var calendar = await times.CalendarOf(employee.Id, await calendars.Day(from, ct), ct);
        var day = calendar.Day(from);
        if (calendar.Day(until.AddTicks(-1)) != day)
        {
            throw new RuleViolation(OvertimeRules.OneDay) { Field = ["until"] };
        }

        var plan = await times.Of(employee.Id, day.AddDays(-1), day, ct);
        var planned = OvertimeDays.Planned(plan, from, until);
        if (planned > TimeSpan.Zero && !calendar.IsStatutory(day))
        {
            throw new RuleViolation(OvertimeRules.Working) { Field = ["from"] };
        }

        var request = new OvertimeRequest { EmployeeId = employee.Id, Day = day, From = from, Until = until, Reason = reason, Compensation = compensation, RequestedAt = clock.GetUtcNow() };
        request.Classify(OvertimeDays.ClassOf(calendar, plan[^1]), planned, await db.TimePolicies.On(day, ct));
        return request;
    }
}

using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

/// <summary>What a day is for an employee's overtime, by calendar and roster.</summary>
[Provides]
internal sealed class OvertimeDays(OrganizationDbContext db, PlannedTimes planned, WorkCalendars calendars, TimeProvider clock)
{
    /// <summary>The class of a day: a statutory holiday for everyone, else by whether the employee is to work.</summary>
    public static OvertimeClass ClassOf(WorkingTime calendar, PlannedDay plan) =>
        calendar.IsStatutory(plan.Day) ? OvertimeClass.StatutoryHoliday : plan.Stretches.Count > 0 ? OvertimeClass.Workday : OvertimeClass.RestDay;

    /// <summary>How much of a time is to be worked anyway, by the shift of the day or the one that began the day before.</summary>
    public static TimeSpan Planned(IReadOnlyList<PlannedDay> plan, DateTimeOffset from, DateTimeOffset until) => plan.Aggregate(TimeSpan.Zero, (sum, day) => sum + day.Within(from, until));

    /// <summary>Judges overtime anew that lies ahead, after calendar or roster changed. Where rest was promised it stays promised.</summary>
    /// <param name="employees">Whose overtime; null for everyone's.</param>
    /// <param name="first">The first day that is different.</param>
    /// <param name="last">The last day that is different.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task Renew(IReadOnlyCollection<Guid>? employees, DateOnly first, DateOnly last, CancellationToken ct)
    {
        calendars.Forget();
        var now = clock.GetUtcNow();
        var (everyone, concerned) = (employees is null, employees ?? []);
        var ahead = await db.OvertimeRequests.Where(r => (r.Status == ApprovalStatus.Requested || r.Status == ApprovalStatus.Approved)
            && r.Compensation == OvertimeCompensation.Pay && (everyone || concerned.Contains(r.EmployeeId)) && r.From > now && r.Day >= first && r.Day <= last).OrderBy(r => r.Id).ToListAsync(ct);
        foreach (var request in ahead)
        {
            var calendar = await planned.CalendarOf(request.EmployeeId, request.Day, ct);
            var plan = await planned.Of(request.EmployeeId, request.Day.AddDays(-1), request.Day, ct);
            request.Classify(ClassOf(calendar, plan[^1]), Planned(plan, request.From, request.Until), await db.TimePolicies.On(request.Day, ct));
        }
    }
}

/// <summary>Overtime that lies ahead is what it is by calendar and roster as they are.</summary>
internal sealed class RenewOvertime(OvertimeDays days) : IHandle<CalendarChanged>, IHandle<RosterChanged>
{
    public Task Handle(CalendarChanged happened, CancellationToken ct) => days.Renew(null, happened.First, happened.Last, ct);

    public Task Handle(RosterChanged happened, CancellationToken ct) => days.Renew(happened.EmployeeIds, happened.First, DateOnly.MaxValue, ct);
}

using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.StaffChanges;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>An employee who has not acknowledged in time.</summary>
/// <param name="Employee">Who.</param>
/// <param name="PolicyVersion">What.</param>
/// <param name="DueOn">The last day for it.</param>
/// <param name="DaysOverdue">How many days ago that was.</param>
internal sealed record OverdueAcknowledgement(Id<Employee> Employee, Id<PolicyVersion> PolicyVersion, DateOnly DueOn, int DaysOverdue);

internal static class OverdueAcknowledgementsQuery
{
    private const int Most = 1_000;

    /// <summary>Who of the company has not acknowledged what he should have by the end of a day, the longest overdue first; at most 1,000 at a time. Who is still to join is not among them.</summary>
    /// <param name="at">The day; today unless given.</param>
    /// <param name="skip">How many of them to pass over: as many as were taken before, for those that follow. There are more as long as 1,000 come.</param>
    [Query, Requires(Permissions.ReadPolicies)]
    public static async Task<IReadOnlyList<OverdueAcknowledgement>> OverdueAcknowledgements(
        OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, DateOnly? at = null, int skip = 0)
    {
        if (skip < 0)
        {
            throw new RuleViolation(PlatformRules.Invalid, "No fewer than none are passed over.") { Field = ["skip"] };
        }

        var calendar = await calendars.Get(null, ct);
        var day = at ?? calendar.Day(clock.GetUtcNow());
        var end = calendar.Instant(day, TimeSpan.FromDays(1));
        var rows = await (
            from asked in db.Acknowledgements
            join employee in db.Employees on asked.EmployeeId equals employee.Id
            where (asked.AcknowledgedAt == null || asked.AcknowledgedAt >= end) && asked.DueOn < day && (employee.LeftOn == null || employee.LeftOn > day)
                && !db.StaffChanges.Any(c => c.EmployeeId == employee.Id && c.Kind == StaffChangeKind.Joining && c.State == StaffChangeState.Open)
            orderby asked.DueOn, employee.Number, asked.Id
            select new { asked.EmployeeId, asked.PolicyVersionId, asked.DueOn }).Skip(skip).Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => new OverdueAcknowledgement(new(r.EmployeeId), new(r.PolicyVersionId), r.DueOn, day.DayNumber - r.DueOn.DayNumber))];
    }
}

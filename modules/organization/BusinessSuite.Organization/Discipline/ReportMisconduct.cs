using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class ReportMisconductOperation
{
    /// <summary>Reports a breach of discipline. The case is a secret from the start.</summary>
    /// <param name="occurredOn">The day of the deed.</param>
    /// <param name="report">What is said to have happened.</param>
    /// <param name="level">How confidential the case is: a secret unless given.</param>
    [Mutation, Requires(Permissions.ReportMisconduct)]
    public static async Task<DisciplineCase> ReportMisconduct(
        [Secret] Employee employee, [Secret] DateOnly occurredOn, [Secret] string report, OrganizationDbContext db, WorkCalendars calendars, INumbering numbering, Caller caller, TimeProvider clock,
        CancellationToken ct, Confidentiality level = Confidentiality.Secret)
    {
        var now = clock.GetUtcNow();
        var day = await calendars.Day(now, ct);
        if (occurredOn > day || level < Confidentiality.Secret || string.IsNullOrWhiteSpace(report))
        {
            throw new RuleViolation(PlatformRules.Invalid, "A report says what happened, of a day that is not in the future, and is at least a secret.");
        }

        var made = new DisciplineCase
        {
            Number = await numbering.Next("D{yyyy}-{seq:4}", day, new Dictionary<string, string>(), ct),
            EmployeeId = employee.Id,
            DepartmentId = employee.DepartmentId,
            ReporterId = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody),
            OccurredOn = occurredOn,
            Report = report,
            ReportedAt = now,
            Level = level,
        };
        db.Add(made);
        return made;
    }
}

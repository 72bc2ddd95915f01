using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Attendance;

/// <summary>A closed month judged again.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Days">How many days were judged again.</param>
/// <param name="Figures">How many employees' figures were added up again.</param>
/// <param name="Differences">What came out differently; nothing, unless rows were changed past the suite.</param>
internal sealed record AttendanceRecomputation(DateOnly Month, DateTimeOffset ClosedAt, int Days, int Figures, IReadOnlyList<AttendanceDifference> Differences);

/// <summary>A day, or the figures of a month, that came out differently.</summary>
/// <param name="Employee">Whose.</param>
/// <param name="Kept">The day as it was kept; null for figures.</param>
/// <param name="Again">The day as it comes out now; null for figures.</param>
internal sealed record AttendanceDifference(Id<Employee> Employee, DayResult? Kept, DayResult? Again);

internal static class RecomputeAttendanceMonthQuery
{
    /// <summary>Judges the days of a closed month again from raw clock events, corrections, absences and overtime as they were known then, by the rules that held, and compares.</summary>
    /// <param name="month">A day of the month.</param>
    [Query, Requires(Permissions.ReadTime)]
    public static async Task<AttendanceRecomputation> RecomputeAttendanceMonth(DateOnly month, OrganizationDbContext db, AttendanceBook book, CancellationToken ct)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var closed = await db.AttendanceMonths.AsNoTracking().FirstOrDefaultAsync(m => m.Month == first, ct) ?? throw new RuleViolation(AttendanceRules.NotClosed) { Field = ["month"] };
        var figures = await db.AttendanceFigures.AsNoTracking().Where(f => f.MonthId == closed.Id).ToListAsync(ct);
        var days = (await db.AttendanceDays.AsNoTracking().Where(d => d.Day >= first && d.Day < first.AddMonths(1)).OrderBy(d => d.Day).ToListAsync(ct)).ToLookup(d => d.EmployeeId);
        var differences = new List<AttendanceDifference>();
        foreach (var figure in figures)
        {
            var kept = days[figure.EmployeeId].ToList();
            var again = await book.Again(figure.EmployeeId, kept, closed.ClosedAt, ct);
            differences.AddRange(kept.Zip(again).Where(d => d.First.Result() != d.Second).Select(d => new AttendanceDifference(new(figure.EmployeeId), d.First.Result(), d.Second)));
            if (!figure.Is(again))
            {
                differences.Add(new(new(figure.EmployeeId), null, null));
            }
        }

        return new(first, closed.ClosedAt, days.Sum(d => d.Count()), figures.Count, differences);
    }
}

using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>What computing attendance did.</summary>
/// <param name="Days">How many days were asked for.</param>
/// <param name="Changed">How many are different now.</param>
internal sealed record AttendanceRun(int Days, int Changed);

internal static class ComputeAttendanceOperation
{
    private const int Most = 62;

    /// <summary>Judges an employee's days anew, up to 62 at once. Days of closed months stay as they are.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static async Task<AttendanceRun> ComputeAttendance(Employee employee, DateOnly first, DateOnly last, AttendanceBook book, CancellationToken ct)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        return days is < 1 or > Most
            ? throw new RuleViolation(PlatformRules.Invalid, $"Attendance is computed for 1 to {Most} days.") { Field = ["last"] }
            : new(days, await book.Keep(employee.Id, first, last, ct));
    }
}

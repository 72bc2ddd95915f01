using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

/// <summary>What granting the leave of a year did.</summary>
/// <param name="Year">The year.</param>
/// <param name="Employees">How many employees were given something.</param>
/// <param name="Days">How many days all together.</param>
/// <param name="Exceeding">How many have more than their service gives by now, which is left to them.</param>
internal sealed record LeaveGrantRun(int Year, int Employees, decimal Days, int Exceeding);

internal static class GrantLeaveOperation
{
    /// <summary>Grants everyone the leave of a year by cumulated service. Who has it already gets only what is missing, so it may run again.</summary>
    /// <param name="year">The year.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static async Task<LeaveGrantRun> GrantLeave(LeaveType leaveType, int year, LeaveYear leave, CancellationToken ct) =>
        year is < 1900 or > 9000 ? throw new RuleViolation(PlatformRules.Invalid, "This is no year.") { Field = ["year"] } : await leave.Grant(leaveType, year, ct);
}

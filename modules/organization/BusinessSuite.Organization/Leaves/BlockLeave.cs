using BusinessSuite.Organization.Departments;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class BlockLeaveOperation
{
    /// <summary>Says that nobody asks for leave on some days, in a department and those below it or everywhere. What was asked for before stays.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="reason">Why.</param>
    /// <param name="department">The department; everywhere unless given.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static LeaveBlock BlockLeave(DateOnly first, DateOnly last, string reason, Department? department = null) =>
        new() { First = first, Last = last, Reason = reason, DepartmentId = department?.Id };
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

/// <summary>How far permissions reach other than that of the running operation, whose reach PostgreSQL knows.</summary>
internal static class Reach
{
    /// <summary>Whether a permission of the caller reaches an employee.</summary>
    public static bool Reaches(this Caller caller, string permission, Employee employee) => caller.ScopeOf(permission) switch
    {
        Scope.All => true,
        Scope.Department when employee.DepartmentId is { } department && caller.DepartmentsOf(permission).Contains(department) => true,
        null => false,
        _ => employee.Id == caller.EmployeeId,
    };
}

using BusinessSuite.Organization.Departments;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class RegisterEmployeeOperation
{
    /// <summary>Registers an employee.</summary>
    /// <param name="number">The employee number, unique.</param>
    /// <param name="name">The name.</param>
    /// <param name="email">The e-mail address at work.</param>
    /// <param name="department">The department until a primary post says so.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static Employee RegisterEmployee(string number, string name, string? email = null, Department? department = null) =>
        string.IsNullOrWhiteSpace(number) || string.IsNullOrWhiteSpace(name)
            ? throw new RuleViolation(PlatformRules.Invalid, "An employee has a number and a name.") { Field = [string.IsNullOrWhiteSpace(number) ? "number" : "name"] }
            : new() { Number = number.Trim(), Name = name.Trim(), Email = email, DepartmentId = department?.Id };
}

using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Departments;
using BusinessSuite.Organization.Leaves;
using BusinessSuite.Organization.Policies;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class RegisterEmployeeOperation
{
    /// <summary>Registers an employee, who then has the policies in force to acknowledge.</summary>
    /// <param name="number">The employee number, unique.</param>
    /// <param name="name">The name.</param>
    /// <param name="email">The e-mail address at work.</param>
    /// <param name="department">The department until a primary post says so.</param>
    /// <param name="language">The language that the employee is written to in; Chinese unless given.</param>
    /// <param name="joinedOn">The first day in the company, from which on his service counts; not given where a staff change or recordService says so.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static async Task<Employee> RegisterEmployee(
        string number, string name, OrganizationDbContext db, WorkCalendars calendars, ILocks locks, TimeProvider clock, CancellationToken ct, string? email = null, Department? department = null,
        Language language = Language.Zh, DateOnly? joinedOn = null)
    {
        if (string.IsNullOrWhiteSpace(number) || string.IsNullOrWhiteSpace(name))
        {
            throw new RuleViolation(PlatformRules.Invalid, "An employee has a number and a name.") { Field = [string.IsNullOrWhiteSpace(number) ? "number" : "name"] };
        }

        var employee = new Employee { Number = number.Trim(), Name = name.Trim(), DepartmentId = department?.Id, JoinedOn = joinedOn };
        employee.WriteTo(email, language);
        db.Add(employee);
        if (joinedOn is { } first)
        {
            db.Add(new ServicePeriod { EmployeeId = employee.Id, From = first, Document = $"Employee {employee.Number}" });
        }

        var today = await calendars.Day(clock.GetUtcNow(), ct);
        await db.AskNewcomer(locks, employee.Id, joinedOn > today ? joinedOn.Value : today, ct);
        return employee;
    }
}

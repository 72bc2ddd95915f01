using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class SetWorkContactOperation
{
    /// <summary>Says where an employee is written to at work, and in which language. Without an address the employee is sent nothing.</summary>
    /// <param name="email">The e-mail address at work; none ends it.</param>
    /// <param name="language">The language; Chinese unless given.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static Employee SetWorkContact(Employee employee, string? email = null, Language language = Language.Zh)
    {
        employee.WriteTo(email, language);
        return employee;
    }
}

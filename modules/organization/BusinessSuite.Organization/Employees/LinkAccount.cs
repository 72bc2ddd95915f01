using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class LinkAccountOperation
{
    /// <summary>Says which account an employee signs in with; none ends it.</summary>
    /// <param name="accountId">The account.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static Employee LinkAccount(Employee employee, Id<AccountRef>? accountId = null)
    {
        employee.AccountId = accountId?.Value;
        return employee;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class LinkAccountOperation
{
    /// <summary>Says which account an employee signs in with; none ends it. Nobody does so with his own account or for the employee whom he is. The account that an employee has can be taken from him once it has no roles and is closed.</summary>
    /// <param name="accountId">The account.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static Employee LinkAccount(Employee employee, Caller caller, Id<AccountRef>? accountId = null)
    {
        if (caller.UserId is { } own && (own == employee.AccountId || own == accountId?.Value))
        {
            throw new RuleViolation(OrganizationRules.OwnAccount) { Field = [own == employee.AccountId ? "employeeId" : "accountId"] };
        }

        employee.AccountId = accountId?.Value;
        return employee;
    }
}

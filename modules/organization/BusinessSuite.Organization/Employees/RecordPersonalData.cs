using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class RecordPersonalDataOperation
{
    /// <summary>Records an employee's private data. What is left out is removed.</summary>
    /// <param name="identityNumber">The number of the identity card.</param>
    /// <param name="bankAccount">The bank account for the salary.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static Employee RecordPersonalData(Employee employee, [Secret] string? identityNumber = null, [Secret] string? bankAccount = null)
    {
        (employee.IdentityNumber, employee.BankAccount) = (identityNumber, bankAccount);
        return employee;
    }
}

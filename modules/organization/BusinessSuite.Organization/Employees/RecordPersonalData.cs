using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

internal static class RecordPersonalDataOperation
{
    /// <summary>Records an employee's private data. What is left out stays as it is, since who writes may not see it; an empty text removes it.</summary>
    /// <param name="identityNumber">The number of the identity card.</param>
    /// <param name="bankAccount">The bank account for the salary.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static Employee RecordPersonalData(Employee employee, [Secret] string? identityNumber = null, [Secret] string? bankAccount = null)
    {
        (employee.IdentityNumber, employee.BankAccount) = (Changed(employee.IdentityNumber, identityNumber), Changed(employee.BankAccount, bankAccount));
        return employee;
    }

    private static string? Changed(string? before, string? given) => given is null ? before : string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}

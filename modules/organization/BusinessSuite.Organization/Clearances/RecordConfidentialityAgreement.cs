using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Clearances;

internal static class RecordConfidentialityAgreementOperation
{
    /// <summary>Records that an employee signed a confidentiality agreement.</summary>
    /// <param name="document">The document.</param>
    /// <param name="signedOn">The first day.</param>
    /// <param name="validUntil">The first day on which it does not hold any more.</param>
    [Mutation, Requires(Permissions.AdministerClearances)]
    public static ConfidentialityAgreement RecordConfidentialityAgreement(Employee employee, string document, DateOnly signedOn, DateOnly? validUntil = null)
    {
        Period.Check(signedOn, validUntil);
        return new() { EmployeeId = employee.Id, Document = document, SignedOn = signedOn, ValidUntil = validUntil };
    }
}

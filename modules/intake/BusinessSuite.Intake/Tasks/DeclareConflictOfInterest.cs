using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

internal static class DeclareConflictOfInterestOperation
{
    /// <summary>Declares that an employee keeps away from a contact's matters.</summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="reason">What the interest is.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static ConflictOfInterest DeclareConflictOfInterest(Id<EmployeeRef> employeeId, Contact contact, string reason) =>
        new() { EmployeeId = employeeId, ContactId = contact.Id, Reason = reason };
}

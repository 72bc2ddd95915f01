using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

internal static class DeclareConflictOfInterestOperation
{
    /// <summary>
    /// Declares that an employee keeps away from a contact's matters. Tasks that the employee has of them go to whom the rule chooses; where nobody
    /// fits they wait, and he cannot complete them. For open applications that he answers for, the head of the department does from now on, or the next one up
    /// who has no such interest. withdrawConflictOfInterest ends it.
    /// </summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="reason">What the interest is.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static ConflictOfInterest DeclareConflictOfInterest(Id<EmployeeRef> employeeId, Contact contact, string reason, TimeProvider clock) =>
        ConflictOfInterest.Declare(employeeId, contact.Id, reason, clock.GetUtcNow());
}

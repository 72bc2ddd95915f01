using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

internal static class DeclareConflictOfInterestOperation
{
    /// <summary>
    /// Declares that an employee keeps away from a contact's matters. Tasks that the employee has of them go to whom the rule chooses; where nobody
    /// fits they wait, and he cannot complete them.
    /// </summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="reason">What the interest is.</param>
    [Mutation, Requires(Permissions.AssignTasks)]
    public static ConflictOfInterest DeclareConflictOfInterest(Id<EmployeeRef> employeeId, Contact contact, string reason, TimeProvider clock) =>
        ConflictOfInterest.Declare(employeeId, contact.Id, reason, clock.GetUtcNow());
}

/// <summary>Takes from an employee the tasks from which he keeps away now, also those that the one who declares it does not see.</summary>
internal sealed class TakeTasksAway(IntakeDbContext db, Assigning assigning) : IHandle<ConflictOfInterestDeclared>
{
    public async Task Handle(ConflictOfInterestDeclared happened, CancellationToken ct)
    {
        var person = await db.SamePerson(happened.ContactId, ct);
        var tasks = await db.Tasks
            .Where(t => t.AssigneeId == happened.EmployeeId && t.Status == WorkTaskStatus.Assigned
                && db.Applications.Any(a => a.Id == t.ApplicationId && a.ApplicantId != null && person.Contains(a.ApplicantId.Value)))
            .OrderBy(t => t.Id).ToListAsync(ct);
        foreach (var task in tasks)
        {
            await assigning.Replace(task, happened.At, ct);
        }
    }
}

using BusinessSuite.Intake.Contacts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>Keeps employees from the matters of contacts in which they have an interest (回避).</summary>
[Provides]
internal sealed class Impartiality(IntakeDbContext db, IUnrestricted unrestricted)
{
    /// <summary>Refuses an employee who keeps away from the applicant.</summary>
    /// <param name="applicant">The applicant; null where unknown.</param>
    /// <param name="employee">Who is to do something; null for an account of no employee.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="field">The input that names the employee; null when he is the one who asks.</param>
    /// <exception cref="RuleViolation">The employee has a conflict of interest.</exception>
    public async Task Require(Guid? applicant, Guid? employee, CancellationToken ct, string? field = null)
    {
        if (employee is { } who && (await unrestricted.Read(() => Conflicted(applicant, [who], ct), ct)).Count > 0)
        {
            throw new RuleViolation(TaskRules.Conflict) { Field = field is null ? null : [field] };
        }
    }

    /// <summary>Who of them keeps away from the applicant, under whichever contact the applicant is known.</summary>
    public async Task<List<Guid>> Conflicted(Guid? applicant, IReadOnlyCollection<Guid> employees, CancellationToken ct)
    {
        var person = await db.SamePerson(applicant, ct);
        return await db.ConflictsOfInterest.Where(c => person.Contains(c.ContactId) && employees.Contains(c.EmployeeId)).Select(c => c.EmployeeId).Distinct().ToListAsync(ct);
    }
}

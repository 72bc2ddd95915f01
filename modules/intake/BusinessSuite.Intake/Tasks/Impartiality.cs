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
    public Task Require(Guid? applicant, Guid? employee, CancellationToken ct, string? field = null) => Require(applicant, [(employee, field)], ct);

    /// <summary>Refuses the first of several employees who keeps away from the applicant.</summary>
    /// <param name="applicant">The applicant; null where unknown.</param>
    /// <param name="employees">Who is to do something, and the input that names him.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <exception cref="RuleViolation">One of them has a conflict of interest.</exception>
    public async Task Require(Guid? applicant, IReadOnlyList<(Guid? Employee, string? Field)> employees, CancellationToken ct)
    {
        var known = employees.Select(e => e.Employee).OfType<Guid>().Distinct().ToList();
        var conflicted = known.Count == 0 ? [] : await unrestricted.Read(() => Conflicted(applicant, known, ct), ct);
        foreach (var (_, field) in employees.Where(e => e.Employee is { } who && conflicted.Contains(who)))
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

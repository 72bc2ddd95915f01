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
        var conflicted = await unrestricted.Read(() => Conflicted(applicant, known, ct), ct);
        foreach (var (_, field) in employees.Where(e => e.Employee is { } who && conflicted.Contains(who)))
        {
            throw new RuleViolation(TaskRules.Conflict) { Field = field is null ? null : [field] };
        }
    }

    /// <summary>Who of them keeps away from the applicant, under whichever contact the applicant is known.</summary>
    public async Task<IReadOnlyList<Guid>> Conflicted(Guid? applicant, IReadOnlyCollection<Guid> employees, CancellationToken ct) =>
        applicant is { } who ? [.. (await Conflicts([who], employees, ct))[who]] : [];

    /// <summary>Who of them keeps away from which of the applicants, under whichever contacts the applicants are known.</summary>
    public async Task<ILookup<Guid, Guid>> Conflicts(IReadOnlyCollection<Guid> applicants, IReadOnlyCollection<Guid> employees, CancellationToken ct)
    {
        var (whom, who) = (applicants.ToArray(), employees.ToArray());
        var found = whom.Length == 0 || who.Length == 0 ? [] : await db.Database.SqlQuery<Interest>($"""
            select distinct a.id as applicant_id, c.employee_id
            from unnest({whom}) as a(id) cross join lateral intake.same_person(a.id) as person(id) join intake.conflicts_of_interest c on c.contact_id = person.id
            where c.withdrawn_at is null and c.employee_id = any({who})
            """).ToListAsync(ct);
        return found.ToLookup(f => f.ApplicantId, f => f.EmployeeId);
    }

    private sealed record Interest(Guid ApplicantId, Guid EmployeeId);
}

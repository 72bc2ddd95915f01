using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>A candidate for a task.</summary>
/// <param name="Employee">The employee.</param>
/// <param name="Number">The employee number.</param>
/// <param name="Name">The name.</param>
/// <param name="OpenTasks">How many tasks the employee has.</param>
/// <param name="Chosen">Whether the rule chooses this one.</param>
/// <param name="Reasons">What speaks for and against, by codes: CARRIES_DUTY, STANDS_IN, NAMED, ABSENT, CONFLICT_OF_INTEREST, LOWEST_LOAD, HIGHER_LOAD.</param>
internal sealed record Candidate(Id<EmployeeRef> Employee, string Number, string Name, int OpenTasks, bool Chosen, IReadOnlyList<string> Reasons);

/// <summary>What speaks for and against a candidate.</summary>
internal static class Reasons
{
    public const string CarriesDuty = "CARRIES_DUTY";
    public const string StandsIn = "STANDS_IN";
    public const string Named = "NAMED";
    public const string Absent = "ABSENT";
    public const string Conflict = "CONFLICT_OF_INTEREST";
    public const string LowestLoad = "LOWEST_LOAD";
    public const string HigherLoad = "HIGHER_LOAD";

    /// <summary>Whether the rule may choose someone with these.</summary>
    public static bool Fit(IReadOnlyList<string> reasons) =>
        (reasons.Contains(CarriesDuty) || reasons.Contains(StandsIn)) && !reasons.Contains(Absent) && !reasons.Contains(Conflict);
}

/// <summary>
/// The rule of assignment: who carries the type's duty, is there or stands in for one who is not, has no conflict of interest,
/// and has the fewest tasks; among equals the lowest employee number.
/// </summary>
[Provides]
internal sealed class Assigning(IntakeDbContext db, IDutyRoster roster, IUnrestricted unrestricted)
{
    /// <summary>Every candidate, with what speaks for and against.</summary>
    /// <param name="task">The task.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="named">An employee who is a candidate because someone names him.</param>
    public async Task<IReadOnlyList<Candidate>> Explain(WorkTask task, DateTimeOffset at, CancellationToken ct, Guid? named = null)
    {
        var (duty, applicant) = await unrestricted.Read(() => Of(task, ct), ct);
        var seen = new Dictionary<Guid, (DutyHolder Holder, List<string> Reasons)>();
        foreach (var holder in duty is null ? [] : await roster.Holders(duty, at, ct))
        {
            seen[holder.EmployeeId] = (holder, [Reasons.CarriesDuty]);
        }

        foreach (var away in seen.Values.Select(s => s.Holder.Absence).OfType<AbsenceNow>().ToList())
        {
            if (away.DeputyId is { } deputy && !seen.ContainsKey(deputy) && await roster.Holder(deputy, duty, at, ct) is { } standIn)
            {
                seen[deputy] = (standIn, [Reasons.StandsIn]);
            }
        }

        if (named is { } who && (seen.GetValueOrDefault(who).Holder ?? await roster.Holder(who, duty, at, ct)) is { } one)
        {
            seen[who] = (one, [.. seen.GetValueOrDefault(who).Reasons ?? [], Reasons.Named]);
        }

        foreach (var (_, reasons) in seen.Values.Where(s => s.Holder.Absence is not null))
        {
            reasons.Add(Reasons.Absent);
        }

        var (load, conflicts) = await unrestricted.Read(() => Facts(applicant, [.. seen.Keys], ct), ct);
        foreach (var conflicted in conflicts)
        {
            seen[conflicted].Reasons.Add(Reasons.Conflict);
        }

        var chosen = seen.Values.Where(s => Reasons.Fit(s.Reasons))
            .OrderBy(s => load.GetValueOrDefault(s.Holder.EmployeeId)).ThenBy(s => s.Holder.Number, StringComparer.Ordinal).Select(s => (Guid?)s.Holder.EmployeeId).FirstOrDefault();
        return [.. seen.Values.OrderBy(s => s.Holder.Number, StringComparer.Ordinal).Select(s =>
        {
            var isChosen = s.Holder.EmployeeId == chosen;
            return new Candidate(
                new(s.Holder.EmployeeId), s.Holder.Number, s.Holder.Name, load.GetValueOrDefault(s.Holder.EmployeeId), isChosen,
                Reasons.Fit(s.Reasons) ? [.. s.Reasons, isChosen ? Reasons.LowestLoad : Reasons.HigherLoad] : s.Reasons);
        })];
    }

    /// <summary>How many tasks each has, and who keeps away from the applicant, under whichever contact the applicant is known.</summary>
    private async Task<(Dictionary<Guid, int> Load, List<Guid> Conflicts)> Facts(Guid? applicant, List<Guid> employees, CancellationToken ct)
    {
        var person = await db.SamePerson(applicant, ct);
        return (
            await db.Tasks.Where(t => t.Status == WorkTaskStatus.Assigned && t.AssigneeId != null && employees.Contains(t.AssigneeId.Value))
                .GroupBy(t => t.AssigneeId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count(), ct),
            await db.ConflictsOfInterest.Where(c => person.Contains(c.ContactId) && employees.Contains(c.EmployeeId)).Select(c => c.EmployeeId).Distinct().ToListAsync(ct));
    }

    private async Task<(string? Duty, Guid? Applicant)> Of(WorkTask task, CancellationToken ct)
    {
        var found = await (
            from application in db.Applications
            join version in db.TypeVersions on application.TypeVersionId equals version.Id
            where application.Id == task.ApplicationId
            select new { version.Duty, application.ApplicantId }).FirstAsync(ct);
        return (found.Duty, found.ApplicantId);
    }
}

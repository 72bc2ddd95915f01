using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// The rule of assignment: who carries the type's duty, is there or stands in for one who is not, has the competences that the type asks
/// for, works before the deadline, and has no conflict of interest. Of those, who is at work now comes before who is not; then the fewest
/// tasks decide, and among equals the lowest employee number.
/// </summary>
[Provides]
internal sealed class Assigning(IntakeDbContext db, IDutyRoster roster, ICompetences competences, IShiftRoster shifts, Impartiality impartiality, IUnrestricted unrestricted)
{
    /// <summary>How far ahead it is looked for work when no deadline is.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <summary>How far ahead it is looked for work at most.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>Every candidate, with what speaks for and against.</summary>
    /// <param name="task">The task.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="named">An employee who is a candidate because someone names him.</param>
    public async Task<IReadOnlyList<Candidate>> Explain(WorkTask task, DateTimeOffset at, CancellationToken ct, Guid? named = null)
    {
        var asked = await unrestricted.Read(() => Of(task, ct), ct);
        var seen = await Seen(asked.Duty, at, named, ct);
        var employees = seen.Keys.ToList();
        var (load, conflicts) = await unrestricted.Read(() => Facts(asked.Applicant, employees, ct), ct);
        var held = await Held(employees, asked.Competences, at, ct);
        // A deadline that has passed keeps nobody from a task.
        var due = task.DueAt > at ? task.DueAt : null;
        var farthest = at + Farthest;
        var works = await shifts.AtWork(employees, at, (due ?? at + Ahead) is var end && end < farthest ? end : farthest, ct);
        foreach (var (employee, (holder, reasons)) in seen)
        {
            reasons.AddRange(asked.Competences.Count == 0 ? [] : [held[employee].All(c => c.IsMet()) ? Reasons.Competent : Reasons.CompetenceLacking]);
            reasons.AddRange(holder.Absence is null ? [] : [Reasons.Absent]);
            reasons.AddRange(conflicts.Contains(employee) ? [Reasons.Conflict] : []);
            reasons.Add(!works.TryGetValue(employee, out var from) ? due is null ? Reasons.OffShift : Reasons.NoShiftInTime : from > at ? Reasons.OffShift : Reasons.OnShift);
        }

        var fit = seen.Values.Where(s => Reasons.Fit(s.Reasons)).ToList();
        var first = fit.Any(s => s.Reasons.Contains(Reasons.OnShift)) ? fit.FindAll(s => s.Reasons.Contains(Reasons.OnShift)) : fit;
        var chosen = first.OrderBy(s => load.GetValueOrDefault(s.Holder.EmployeeId)).ThenBy(s => s.Holder.Number, StringComparer.Ordinal).Select(s => (Guid?)s.Holder.EmployeeId).FirstOrDefault();
        foreach (var (holder, reasons) in first)
        {
            reasons.Add(holder.EmployeeId == chosen ? Reasons.LowestLoad : Reasons.HigherLoad);
        }

        return [.. seen.Values.OrderBy(s => s.Holder.Number, StringComparer.Ordinal).Select(s => new Candidate(
            new(s.Holder.EmployeeId), s.Holder.Number, s.Holder.Name, load.GetValueOrDefault(s.Holder.EmployeeId),
            works.TryGetValue(s.Holder.EmployeeId, out var from) ? from : null, held[s.Holder.EmployeeId], s.Holder.EmployeeId == chosen, s.Reasons))];
    }

    /// <summary>Gives a task whose assignee is away to the deputy, or to whom the rule chooses. When nobody fits, it waits.</summary>
    /// <param name="task">The task.</param>
    /// <param name="deputy">Who stands in for the assignee; null when nobody does.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the reads.</param>
    public async Task HandOver(WorkTask task, Guid? deputy, DateTimeOffset at, CancellationToken ct)
    {
        var candidates = await Explain(task, at, ct, deputy);
        var standIn = candidates.FirstOrDefault(c => c.Employee.Value == deputy && !Reasons.Barred(c.Reasons) && !c.Reasons.Contains(Reasons.Absent));
        if ((standIn ?? candidates.FirstOrDefault(c => c.Chosen)) is not { } chosen)
        {
            task.Wait(at);
        }
        else if (chosen.Employee.Value != task.AssigneeId)
        {
            task.HandOver(chosen.Employee, at);
            db.Add(Assignment.Of(task, chosen.Employee, at, candidates.Select(c => c with { Chosen = c == chosen })));
            // The next task is weighed with this one.
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Gives a task that its assignee may not have any more to whom the rule chooses, for good. When nobody fits, it waits.</summary>
    public async Task Replace(WorkTask task, DateTimeOffset at, CancellationToken ct)
    {
        var candidates = await Explain(task, at, ct);
        if (candidates.FirstOrDefault(c => c.Chosen) is not { } chosen)
        {
            task.Wait(at);
            return;
        }

        task.Assign(chosen.Employee, at);
        db.Add(Assignment.Of(task, chosen.Employee, at, candidates));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whether a conflict of interest or a lack of competence keeps an employee from a task.</summary>
    public async Task<bool> IsBarred(WorkTask task, Guid employee, DateTimeOffset at, CancellationToken ct)
    {
        var asked = await unrestricted.Read(() => Of(task, ct), ct);
        return (await unrestricted.Read(() => impartiality.Conflicted(asked.Applicant, [employee], ct), ct)).Count > 0
            || (await Held([employee], asked.Competences, at, ct))[employee].Any(c => !c.IsMet());
    }

    /// <summary>Who carries the duty, who stands in, and who is named.</summary>
    private async Task<Dictionary<Guid, (DutyHolder Holder, List<string> Reasons)>> Seen(string? duty, DateTimeOffset at, Guid? named, CancellationToken ct)
    {
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

        return seen;
    }

    /// <summary>How many tasks each has, and who keeps away from the applicant.</summary>
    private async Task<(Dictionary<Guid, int> Load, List<Guid> Conflicts)> Facts(Guid? applicant, List<Guid> employees, CancellationToken ct) => (
        await db.Tasks.Where(t => t.Status == WorkTaskStatus.Assigned && t.AssigneeId != null && employees.Contains(t.AssigneeId.Value))
            .GroupBy(t => t.AssigneeId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count(), ct),
        await impartiality.Conflicted(applicant, employees, ct));

    /// <summary>How each stands to the competences that are asked for.</summary>
    private async Task<Dictionary<Guid, List<CandidateCompetence>>> Held(List<Guid> employees, List<Need> needs, DateTimeOffset at, CancellationToken ct)
    {
        var held = needs.Count == 0 ? [] : (await competences.Held(employees, [.. needs.Select(n => n.CompetenceId)], at, ct)).ToDictionary(h => (h.EmployeeId, h.CompetenceId));
        return employees.ToDictionary(e => e, e => needs.ConvertAll(n => held.GetValueOrDefault((e, n.CompetenceId)) is { } has
            ? new CandidateCompetence(new(n.CompetenceId), n.LeastLevel, has.Level, has.ValidUntil)
            : new(new(n.CompetenceId), n.LeastLevel, null, null)));
    }

    private async Task<Asked> Of(WorkTask task, CancellationToken ct) => await (
        from application in db.Applications
        join version in db.TypeVersions on application.TypeVersionId equals version.Id
        where application.Id == task.ApplicationId
        select new Asked(
            version.Duty, application.ApplicantId,
            db.RequiredCompetences.Where(c => c.TypeVersionId == version.Id).OrderBy(c => c.Id).Select(c => new Need(c.CompetenceId, c.LeastLevel)).ToList())).FirstAsync(ct);

    /// <summary>What a task asks for, and for whom it is done.</summary>
    private sealed record Asked(string? Duty, Guid? Applicant, List<Need> Competences);

    /// <summary>A competence that is asked for.</summary>
    private sealed record Need(Guid CompetenceId, int LeastLevel);
}

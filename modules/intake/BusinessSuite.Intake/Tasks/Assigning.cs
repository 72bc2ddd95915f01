using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// The rule of assignment: who carries the type's duty, is there or stands in for one who is not, has the competences that the type asks
/// for, works before the deadline, and has no conflict of interest. Of those, who is at work now comes before who is not; then the fewest
/// tasks decide, and among equals the lowest employee number. What many tasks have in common is read once: see <see cref="Weighing"/>.
/// </summary>
[Provides]
internal sealed class Assigning(IntakeDbContext db, IDutyRoster roster, ICompetences competences, IShiftRoster shifts, Impartiality impartiality, IUnrestricted unrestricted)
{
    /// <summary>Reads whatever decides who may have these tasks.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the reads.</param>
    /// <param name="named">An employee who is a candidate because someone names him.</param>
    public async Task<Weighing> Weigh(IReadOnlyCollection<WorkTask> tasks, DateTimeOffset at, CancellationToken ct, Guid? named = null)
    {
        var asked = await unrestricted.Read(() => Asked([.. tasks.Select(t => t.ApplicationId).Distinct()], ct), ct);
        var seen = new Dictionary<string, IReadOnlyList<Sight>>();
        foreach (var duty in asked.Values.Select(a => a.Duty ?? "").Distinct())
        {
            seen[duty] = await Seen(duty.Length == 0 ? null : duty, at, named, ct);
        }

        var employees = seen.Values.SelectMany(s => s).Select(s => s.Holder.EmployeeId).Distinct().ToList();
        var applicants = asked.Values.Select(a => a.ApplicantId).OfType<Guid>().Distinct().ToList();
        var (load, conflicts) = await unrestricted.Read(async () => (
            await db.Tasks.Where(t => t.Status == WorkTaskStatus.Assigned && t.AssigneeId != null && employees.Contains(t.AssigneeId.Value))
                .GroupBy(t => t.AssigneeId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count(), ct),
            await impartiality.Conflicts(applicants, employees, ct)), ct);
        var needs = asked.Values.SelectMany(a => a.Competences).Select(n => n.CompetenceId).Distinct().ToList();
        var held = needs.Count == 0 ? [] : (await competences.Held(employees, needs, at, ct)).ToDictionary(h => (h.EmployeeId, h.CompetenceId));
        var works = employees.Count == 0 ? new Dictionary<Guid, DateTimeOffset>() : await shifts.AtWork(employees, at, tasks.Max(t => Weighing.LooksUntil(t, at)), ct);
        return new(at, asked, seen, load, conflicts, held, works);
    }

    /// <summary>Every candidate for a task, with what speaks for and against.</summary>
    public async Task<IReadOnlyList<Candidate>> Explain(WorkTask task, DateTimeOffset at, CancellationToken ct, Guid? named = null) => (await Weigh([task], at, ct, named)).Explain(task);

    /// <summary>Gives tasks whose assignee is away to the deputy, or to whom the rule chooses. Those that nobody may take wait.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="deputy">Who stands in for the assignee; null when nobody does.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the reads.</param>
    public async Task HandOver(IReadOnlyCollection<WorkTask> tasks, Guid? deputy, DateTimeOffset at, CancellationToken ct)
    {
        var weighing = await Weigh(tasks, at, ct, deputy);
        foreach (var task in tasks)
        {
            var candidates = weighing.Explain(task);
            var standIn = candidates.FirstOrDefault(c => c.Employee.Value == deputy && !Reasons.Barred(c.Reasons) && !c.Reasons.Contains(Reasons.Absent));
            if ((standIn ?? candidates.FirstOrDefault(c => c.Chosen)) is not { } chosen)
            {
                task.Wait(at);
            }
            else if (chosen.Employee.Value != task.AssigneeId)
            {
                weighing.Move(task, chosen.Employee);
                task.HandOver(chosen.Employee, at);
                db.Add(Assignment.Of(task, chosen.Employee, at, candidates.Select(c => c with { Chosen = c == chosen })));
            }
        }

        // What is weighed next is weighed with these.
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives tasks that their assignees may not have any more to whom the rule chooses, for good. Those that nobody may take wait.</summary>
    public async Task Replace(IReadOnlyCollection<WorkTask> tasks, DateTimeOffset at, CancellationToken ct)
    {
        var weighing = await Weigh(tasks, at, ct);
        foreach (var task in tasks)
        {
            var candidates = weighing.Explain(task);
            if (candidates.FirstOrDefault(c => c.Chosen) is not { } chosen)
            {
                task.Wait(at);
                continue;
            }

            weighing.Move(task, chosen.Employee);
            task.Assign(chosen.Employee, at);
            db.Add(Assignment.Of(task, chosen.Employee, at, candidates));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives tasks back to who was away. Those that he may not have any more stay for good with whom they are.</summary>
    public async Task GiveBack(IReadOnlyCollection<WorkTask> tasks, Guid owner, DateTimeOffset at, CancellationToken ct)
    {
        var weighing = await Weigh(tasks, at, ct, owner);
        foreach (var task in tasks)
        {
            if (weighing.IsBarred(task, owner))
            {
                task.Keep();
                continue;
            }

            task.GiveBack(at);
            db.Add(Assignment.Of(task, owner, at, []));
        }
    }

    /// <summary>Who carries the duty, who stands in, and who is named.</summary>
    private async Task<IReadOnlyList<Sight>> Seen(string? duty, DateTimeOffset at, Guid? named, CancellationToken ct)
    {
        var seen = new Dictionary<Guid, Sight>();
        foreach (var holder in duty is null ? [] : await roster.Holders(duty, at, ct))
        {
            seen[holder.EmployeeId] = new(holder, [Reasons.CarriesDuty]);
        }

        foreach (var away in seen.Values.Select(s => s.Holder.Absence).OfType<AbsenceNow>().ToList())
        {
            if (away.DeputyId is { } deputy && !seen.ContainsKey(deputy) && await roster.Holder(deputy, duty, at, ct) is { } standIn)
            {
                seen[deputy] = new(standIn, [Reasons.StandsIn]);
            }
        }

        if (named is { } who && (seen.GetValueOrDefault(who)?.Holder ?? await roster.Holder(who, duty, at, ct)) is { } one)
        {
            seen[who] = new(one, [.. seen.GetValueOrDefault(who)?.Reasons ?? [], Reasons.Named]);
        }

        return [.. seen.Values];
    }

    private async Task<Dictionary<Guid, Asked>> Asked(List<Guid> applications, CancellationToken ct) => await (
        from application in db.Applications
        join version in db.TypeVersions on application.TypeVersionId equals version.Id
        where applications.Contains(application.Id)
        select new
        {
            application.Id,
            What = new Asked(
                version.Duty, application.ApplicantId,
                db.RequiredCompetences.Where(c => c.TypeVersionId == version.Id).OrderBy(c => c.Id).Select(c => new Need(c.CompetenceId, c.LeastLevel)).ToList()),
        }).ToDictionaryAsync(a => a.Id, a => a.What, ct);
}

using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

/// <summary>To whom a case goes.</summary>
/// <param name="Subject">The employee from whom the way up is counted.</param>
/// <param name="Rank">How many places up.</param>
/// <param name="Recipient">Who is there; null when nobody is.</param>
/// <param name="OnBehalfOf">For whom the recipient stands in.</param>
/// <param name="Top">How many places up the way reaches, whoever is there.</param>
internal sealed record Addressee(Guid? Subject, int Rank, Guid? Recipient, Guid? OnBehalfOf, int Top);

/// <summary>What decides to whom a case goes.</summary>
/// <param name="Id">The application.</param>
/// <param name="DepartmentId">The department that handles it.</param>
/// <param name="ResponsibleId">Who answers for it.</param>
internal sealed record Case(Guid Id, Guid DepartmentId, Guid? ResponsibleId);

/// <summary>Finds who a case goes up to, for many cases at once: along the organization chart as of then, past the absent to their deputies.</summary>
[Provides]
internal sealed class Escalating(IntakeDbContext db, ISuperiors superiors, IUnrestricted unrestricted)
{
    /// <summary>The owners of cases: who answers for it, or who has its latest task, or the head of the department.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> Owners(IReadOnlyCollection<Case> cases, DateTimeOffset at, CancellationToken ct)
    {
        var owners = cases.Where(a => a.ResponsibleId is not null).ToDictionary(a => a.Id, a => a.ResponsibleId!.Value);
        var ownerless = cases.Where(a => a.ResponsibleId is null).ToList();
        if (ownerless.Count > 0)
        {
            var ids = ownerless.Select(a => a.Id).ToList();
            var tasks = await unrestricted.Read(
                () => db.Tasks.AsNoTracking().Where(t => ids.Contains(t.ApplicationId) && t.Status == WorkTaskStatus.Assigned && t.AssigneeId != null)
                    .OrderByDescending(t => t.Id).Select(t => new { t.ApplicationId, t.AssigneeId }).ToListAsync(ct), ct);
            var heads = await superiors.Heads([.. ownerless.Select(a => a.DepartmentId).Distinct()], at, ct);
            foreach (var one in ownerless)
            {
                if (tasks.FirstOrDefault(t => t.ApplicationId == one.Id)?.AssigneeId is { } assignee)
                {
                    owners[one.Id] = assignee;
                }
                else if (heads.TryGetValue(one.DepartmentId, out var head))
                {
                    owners[one.Id] = head;
                }
            }
        }

        return owners;
    }

    /// <summary>The ways up from employees, each with whoever is there.</summary>
    public async Task<WaysUp> Ways(IReadOnlyCollection<Guid> subjects, DateTimeOffset at, CancellationToken ct) => new(await superiors.Above(subjects, at, ct));
}

/// <summary>The ways up from employees at a moment, each with whoever is there.</summary>
internal sealed class WaysUp(IReadOnlyDictionary<Guid, IReadOnlyList<Superior>> ways)
{
    /// <summary>Who is to answer.</summary>
    /// <param name="subject">The employee from whom the way up is counted.</param>
    /// <param name="rank">How many places up.</param>
    /// <param name="asker">Who asked for help, who gets it from somebody else; null when nobody did.</param>
    public Addressee Up(Guid? subject, int rank, Guid? asker) =>
        subject is { } who && ways.TryGetValue(who, out var way) ? Find(who, way, rank, asker) : new(subject, rank, null, null, 0);

    /// <summary>
    /// The first at that rank or above who is there, or else the last one below: beyond the top there is nobody. Nobody stands in for a superior in
    /// what is about himself, and nobody is asked for help by himself.
    /// </summary>
    private static Addressee Find(Guid subject, IReadOnlyList<Superior> way, int rank, Guid? asker)
    {
        var ranks = Enumerable.Range(0, way.Count);
        foreach (var place in ranks.Skip(rank).Concat(ranks.Take(rank).Reverse()))
        {
            if (way[place].PresentId is { } present && present != asker && (place == 0 || present != subject))
            {
                return new(subject, place, present, present == way[place].EmployeeId ? null : way[place].EmployeeId, way.Count - 1);
            }
        }

        return new(subject, rank, null, null, way.Count - 1);
    }
}

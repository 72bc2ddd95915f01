using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// Takes from employees the matters from which they keep away now, because an interest was declared or two contacts turned out to be one: their tasks go to whom the
/// rule chooses, and applications that they answer for go up. That holds for what the one who says so does not see, too.
/// </summary>
internal sealed class TakeMattersAway(IntakeDbContext db, Assigning assigning, Impartiality impartiality, ISuperiors superiors, HandoverMail mail, ILocks locks) :
    IHandle<ConflictOfInterestDeclared>, IHandle<ContactsMerged>
{
    public Task Handle(ConflictOfInterestDeclared happened, CancellationToken ct) => Take(happened.ContactId, happened.At, ct);

    public Task Handle(ContactsMerged happened, CancellationToken ct) => Take(happened.SurvivorId, happened.At, ct);

    private async Task Take(Guid contact, DateTimeOffset at, CancellationToken ct)
    {
        var person = await db.SamePerson(contact, ct);
        var keepAway = await db.ConflictsOfInterest.Where(c => person.Contains(c.ContactId) && c.WithdrawnAt == null).Select(c => c.EmployeeId).Distinct().ToListAsync(ct);
        foreach (var employee in keepAway.Order())
        {
            // Who gives him something at the same time has done so first, or is refused: tr_tasks_conflict and tr_applications_conflict take it too.
            await locks.Take($"interest {employee}", ct);
        }

        var tasks = await db.Tasks
            .Where(t => t.AssigneeId != null && keepAway.Contains(t.AssigneeId.Value) && t.Status == WorkTaskStatus.Assigned
                && db.Applications.Any(a => a.Id == t.ApplicationId && a.ApplicantId != null && person.Contains(a.ApplicantId.Value)))
            .OrderBy(t => t.Id).ToListAsync(ct);
        await assigning.Replace(tasks, at, ct);
        var applications = await db.Applications
            .Where(a => a.ResponsibleId != null && keepAway.Contains(a.ResponsibleId.Value) && a.EndedAt == null && a.ApplicantId != null && person.Contains(a.ApplicantId.Value))
            .OrderBy(a => a.Id).ToListAsync(ct);
        await HandUp(applications, at, ct);
    }

    /// <summary>Lets the head of the department answer for each application, or the first one up who does not keep away. Where nobody is, it stays as it is until somebody hands it over.</summary>
    private async Task HandUp(List<Application> applications, DateTimeOffset at, CancellationToken ct)
    {
        if (applications.Count == 0)
        {
            return;
        }

        var heads = await superiors.Heads([.. applications.Select(a => a.DepartmentId).Distinct()], at, ct);
        // Where the department has no head, it goes up from who answered for it.
        Guid From(Application a) => heads.TryGetValue(a.DepartmentId, out var head) ? head : a.ResponsibleId!.Value;
        var ways = await superiors.Above([.. applications.Select(From).Distinct()], at, ct);
        var away = await impartiality.Conflicted(applications[0].ApplicantId, [.. ways.Values.SelectMany(w => w).Select(s => s.EmployeeId).Distinct()], ct);
        var handovers = new List<Handover>();
        foreach (var application in applications)
        {
            if (ways.GetValueOrDefault(From(application))?.FirstOrDefault(s => s.EmployeeId != application.ResponsibleId && !away.Contains(s.EmployeeId)) is { } next)
            {
                handovers.Add(Handover.Of(application, next.EmployeeId, "Who answered for it has a conflict of interest. 原负责人存在利益冲突。", at));
            }
        }

        db.AddRange(handovers);
        await mail.Send([.. handovers.Select(h => new HandoverTold(h, h.ToId!.Value))], ct);
    }
}

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
/// <param name="Reasons">What speaks for and against, by codes: CARRIES_DUTY, STANDS_IN, ABSENT, CONFLICT_OF_INTEREST, LOWEST_LOAD, HIGHER_LOAD.</param>
internal sealed record Candidate(Id<EmployeeRef> Employee, string Number, string Name, int OpenTasks, bool Chosen, IReadOnlyList<string> Reasons);

/// <summary>
/// The rule of assignment: who carries the type's duty, is there or stands in for one who is not, has no conflict of interest,
/// and has the fewest tasks; among equals the lowest employee number.
/// </summary>
[Provides]
internal sealed class Assigning(IntakeDbContext db, IDutyRoster roster, IUnrestricted unrestricted)
{
    /// <summary>Every candidate, with what speaks for and against.</summary>
    public async Task<IReadOnlyList<Candidate>> Explain(WorkTask task, DateTimeOffset at, CancellationToken ct)
    {
        var (duty, applicant) = await unrestricted.Read(() => Of(task, ct), ct);
        if (duty is null)
        {
            return [];
        }

        var seen = new Dictionary<Guid, (DutyHolder Holder, List<string> Reasons)>();
        foreach (var holder in await roster.Holders(duty, at, ct))
        {
            seen[holder.EmployeeId] = (holder, ["CARRIES_DUTY"]);
        }

        foreach (var (holder, reasons) in seen.Values.Where(s => s.Holder.Absence is not null).ToList())
        {
            reasons.Add("ABSENT");
            if (holder.Absence!.DeputyId is { } deputy && !seen.ContainsKey(deputy) && await roster.Holder(deputy, duty, at, ct) is { } standIn)
            {
                seen[deputy] = (standIn, standIn.Absence is null ? ["STANDS_IN"] : ["STANDS_IN", "ABSENT"]);
            }
        }

        var ids = seen.Keys.ToList();
        var (load, conflicts) = await unrestricted.Read(async () => (
            await db.Tasks.Where(t => t.Status == WorkTaskStatus.Assigned && t.AssigneeId != null && ids.Contains(t.AssigneeId.Value))
                .GroupBy(t => t.AssigneeId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count(), ct),
            await db.ConflictsOfInterest.Where(c => c.ContactId == applicant && ids.Contains(c.EmployeeId)).Select(c => c.EmployeeId).ToListAsync(ct)), ct);
        foreach (var conflicted in conflicts)
        {
            seen[conflicted].Reasons.Add("CONFLICT_OF_INTEREST");
        }

        var chosen = seen.Values.Where(s => !s.Reasons.Contains("ABSENT") && !s.Reasons.Contains("CONFLICT_OF_INTEREST"))
            .OrderBy(s => load.GetValueOrDefault(s.Holder.EmployeeId)).ThenBy(s => s.Holder.Number, StringComparer.Ordinal).Select(s => (Guid?)s.Holder.EmployeeId).FirstOrDefault();
        return [.. seen.Values.OrderBy(s => s.Holder.Number, StringComparer.Ordinal).Select(s =>
        {
            var fits = !s.Reasons.Contains("ABSENT") && !s.Reasons.Contains("CONFLICT_OF_INTEREST");
            var isChosen = s.Holder.EmployeeId == chosen;
            return new Candidate(
                new(s.Holder.EmployeeId), s.Holder.Number, s.Holder.Name, load.GetValueOrDefault(s.Holder.EmployeeId), isChosen,
                fits ? [.. s.Reasons, isChosen ? "LOWEST_LOAD" : "HIGHER_LOAD"] : s.Reasons);
        })];
    }

    /// <summary>Whether the employee has a conflict of interest with the task's applicant.</summary>
    public Task<bool> Conflicts(WorkTask task, Guid employee, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var applicant = await db.Applications.Where(a => a.Id == task.ApplicationId).Select(a => a.ApplicantId).FirstAsync(ct);
        return await db.ConflictsOfInterest.AnyAsync(c => c.ContactId == applicant && c.EmployeeId == employee, ct);
    }, ct);

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

using BusinessSuite.Organization.Contracts;

namespace BusinessSuite.Intake.Tasks;

/// <summary>What a task asks for, and for whom it is done.</summary>
internal sealed record Asked(string? Duty, Guid? ApplicantId, List<Need> Competences);

/// <summary>A competence that is asked for.</summary>
internal sealed record Need(Guid CompetenceId, int LeastLevel);

/// <summary>Who may be a candidate, and by what.</summary>
internal sealed record Sight(DutyHolder Holder, IReadOnlyList<string> Reasons);

/// <summary>The candidates for some tasks at a moment, weighed from what was read for all of them at once.</summary>
/// <param name="at">The moment.</param>
/// <param name="asked">What the tasks of each application ask for.</param>
/// <param name="seen">Who may be a candidate for what asks for a duty; for the empty text, for what asks for none.</param>
/// <param name="load">How many tasks each has.</param>
/// <param name="conflicts">Who keeps away from which applicant.</param>
/// <param name="held">Who has which competence.</param>
/// <param name="works">From when each is at work, as far as is looked for any of the tasks.</param>
internal sealed class Weighing(
    DateTimeOffset at, IReadOnlyDictionary<Guid, Asked> asked, IReadOnlyDictionary<string, IReadOnlyList<Sight>> seen, Dictionary<Guid, int> load,
    ILookup<Guid, Guid> conflicts, IReadOnlyDictionary<(Guid Employee, Guid Competence), HeldCompetence> held, IReadOnlyDictionary<Guid, DateTimeOffset> works)
{
    /// <summary>How far ahead it is looked for work when no deadline is.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <summary>How far ahead it is looked for work at most.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>Until when it is looked whether someone works on a task. A deadline that has passed keeps nobody from it.</summary>
    public static DateTimeOffset LooksUntil(WorkTask task, DateTimeOffset at) =>
        (task.DueAt > at ? task.DueAt.Value : at + Ahead) is var end && end < at + Farthest ? end : at + Farthest;

    /// <summary>The duty that the task asks for; null where its type names none.</summary>
    public string? Duty(WorkTask task) => asked[task.ApplicationId].Duty;

    /// <summary>Every candidate, with what speaks for and against.</summary>
    public IReadOnlyList<Candidate> Explain(WorkTask task)
    {
        var (what, until) = (asked[task.ApplicationId], LooksUntil(task, at));
        var weighed = seen[what.Duty ?? ""].Select(sight =>
        {
            var (holder, has) = (sight.Holder, Held(sight.Holder.EmployeeId, what));
            var from = works.TryGetValue(holder.EmployeeId, out var first) && first < until ? first : (DateTimeOffset?)null;
            List<string> reasons =
            [
                .. sight.Reasons,
                .. When(has.Count > 0, has.TrueForAll(c => c.IsMet()) ? Reasons.Competent : Reasons.CompetenceLacking),
                .. When(holder.Absence is not null, Reasons.Absent),
                .. When(Conflicted(what, holder.EmployeeId), Reasons.Conflict),
                from is null ? task.DueAt > at ? Reasons.NoShiftInTime : Reasons.OffShift : from > at ? Reasons.OffShift : Reasons.OnShift,
            ];
            return (Holder: holder, Has: has, From: from, Reasons: reasons, Load: Load(task, holder.EmployeeId));
        }).OrderBy(c => c.Holder.Number, StringComparer.Ordinal).ToList();
        var fit = weighed.FindAll(c => Reasons.Fit(c.Reasons));
        var inWork = fit.FindAll(c => c.Reasons.Contains(Reasons.OnShift));
        var first = inWork.Count > 0 ? inWork : fit;
        var chosen = first.OrderBy(c => c.Load).Select(c => (Guid?)c.Holder.EmployeeId).FirstOrDefault();
        foreach (var one in first)
        {
            one.Reasons.Add(one.Holder.EmployeeId == chosen ? Reasons.LowestLoad : Reasons.HigherLoad);
        }

        return [.. weighed.Select(c => new Candidate(
            new(c.Holder.EmployeeId), c.Holder.Number, c.Holder.Name, c.Load, c.From, c.Has, c.Holder.EmployeeId == chosen, c.Reasons))];
    }

    /// <summary>Whether a conflict of interest or a lack of competence keeps an employee from a task, or he is not there any more.</summary>
    public bool IsBarred(WorkTask task, Guid employee)
    {
        var what = asked[task.ApplicationId];
        return !seen[what.Duty ?? ""].Any(s => s.Holder.EmployeeId == employee) || Conflicted(what, employee) || Held(employee, what).Exists(c => !c.IsMet());
    }

    /// <summary>Notes that a task goes to someone, before it does: the next one is weighed with it.</summary>
    public void Move(WorkTask task, Guid to)
    {
        if (task.Status == WorkTaskStatus.Assigned && task.AssigneeId is { } from)
        {
            load[from] = load.GetValueOrDefault(from) - 1;
        }

        load[to] = load.GetValueOrDefault(to) + 1;
    }

    /// <summary>How many tasks the employee has without this one: who has it already is not weighed down by it.</summary>
    private int Load(WorkTask task, Guid employee) =>
        load.GetValueOrDefault(employee) - (task.Status == WorkTaskStatus.Assigned && task.AssigneeId == employee ? 1 : 0);

    private bool Conflicted(Asked what, Guid employee) => what.ApplicantId is { } applicant && conflicts[applicant].Contains(employee);

    private static IEnumerable<string> When(bool holds, string reason) => holds ? [reason] : [];

    /// <summary>How an employee stands to the competences that are asked for.</summary>
    private List<CandidateCompetence> Held(Guid employee, Asked what) => what.Competences.ConvertAll(n => held.TryGetValue((employee, n.CompetenceId), out var has)
        ? new CandidateCompetence(new(n.CompetenceId), n.LeastLevel, has.Level, has.ValidUntil)
        : new(new(n.CompetenceId), n.LeastLevel, null, null));
}

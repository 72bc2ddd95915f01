using BusinessSuite.Intake.Escalations;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Anomalies;

/// <summary>What tells an employee what was found wrong with the cases that are his.</summary>
/// <param name="Count">How much was found.</param>
/// <param name="Cases">The first of it.</param>
internal sealed record AnomalousCases(int Count, IReadOnlyList<AnomalousCase> Cases) : IMessageData<AnomalousCases>
{
    public static string Template => "intake.anomaly";

    public static AnomalousCases Sample { get; } = new(1, [new("PERMIT-20260302-0001", "Permit", "OVERDUE_TASK", "Review the plans")]);
}

/// <summary>A case with which something is wrong.</summary>
/// <param name="Number">Its number; empty before it has one.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Kind">STUCK, LATE_FORECAST, PING_PONG, REOPENED or OVERDUE_TASK.</param>
/// <param name="Task">What is overdue; empty for other kinds.</param>
internal sealed record AnomalousCase(string Number, string Type, string Kind, string Task);

/// <summary>
/// Tells owners of cases what was found wrong with them, whoever is there for them; of a task that is overdue whoever has it is told, or the owner of the case while nobody has it,
/// and the superior. One mail tells all that was found at once.
/// </summary>
[Provides]
internal sealed class AnomalyMail(IntakeDbContext db, Escalating escalating, IColleagues colleagues)
{
    /// <summary>How many cases one mail names.</summary>
    private const int Most = 50;

    /// <summary>Tells the owners.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels the work.</param>
    public async Task Send(IReadOnlyCollection<FoundAnomaly> found, DateTimeOffset now, CancellationToken ct)
    {
        var ids = found.Select(f => f.ApplicationId).Distinct().ToList();
        var cases = await (from a in db.Applications join t in db.ApplicationTypes on a.TypeId equals t.Id where ids.Contains(a.Id) select new { a.Id, a.Number, t.Name, a.DepartmentId, a.ResponsibleId })
            .ToDictionaryAsync(a => a.Id, ct);
        var owners = await escalating.Owners([.. cases.Values.Select(c => new Case(c.Id, c.DepartmentId, c.ResponsibleId))], now, ct);
        var overdue = found.Select(f => f.TaskId).OfType<Guid>().ToList();
        var tasks = await db.Tasks.Where(t => overdue.Contains(t.Id)).Select(t => new { t.Id, t.Name, t.AssigneeId }).ToDictionaryAsync(t => t.Id, ct);
        Guid? Subject(FoundAnomaly f) => (f.TaskId is { } task ? tasks[task].AssigneeId : null) ?? (owners.TryGetValue(f.ApplicationId, out var owner) ? owner : null);
        var ways = await escalating.Ways([.. found.Select(Subject).OfType<Guid>().Distinct()], now, ct);
        var told = from f in found
                   from recipient in Enumerable.Range(0, f.TaskId is null ? 1 : 2).Select(rank => ways.Up(Subject(f), rank, null).Recipient).OfType<Guid>().Distinct()
                   group f by recipient;
        foreach (var mine in told)
        {
            var first = mine.Take(Most).Select(f => new AnomalousCase(
                cases[f.ApplicationId].Number ?? "", cases[f.ApplicationId].Name, f.Kind, f.TaskId is { } task ? tasks[task].Name : ""));
            await colleagues.Tell(mine.Key, new AnomalousCases(mine.Count(), [.. first]), new($"{AnomalousCases.Template}:{mine.First().Id}") { AboutId = mine.First().Id }, ct);
        }
    }
}

/// <summary>An anomaly that was found just now.</summary>
internal sealed record FoundAnomaly(Guid Id, Guid ApplicationId, string Kind, Guid? TaskId);

using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>What tells an employee which tasks others gave him.</summary>
/// <param name="Count">How many.</param>
/// <param name="Tasks">The first of them.</param>
internal sealed record GivenTasks(int Count, IReadOnlyList<GivenTask> Tasks) : IMessageData<GivenTasks>
{
    public static string Template => "intake.task";

    public static GivenTasks Sample { get; } = new(1, [new("Review the plans", "PERMIT-20260302-0001", "Permit", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero))]);
}

/// <summary>A task that was given to somebody.</summary>
/// <param name="Name">What is to be done.</param>
/// <param name="Number">The number of its application.</param>
/// <param name="Type">The name of the application's type.</param>
/// <param name="Due">Until when it is to be done.</param>
internal sealed record GivenTask(string Name, string Number, string Type, DateTimeOffset Due);

/// <summary>Tells employees by mail which tasks others gave them, or the suite itself. Whatever comes to somebody within a minute is told in one mail.</summary>
[Recurring("intake.tell-assignments", "* * * * *")]
internal sealed class TellAssignments(IntakeDbContext db, IColleagues colleagues) : IRecurringJob
{
    /// <summary>How many tasks one transaction takes at most.</summary>
    private const int Batch = 500;

    /// <summary>How many tasks one mail names.</summary>
    private const int Most = 50;

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        // That somebody was told is no change of the task, so that its version stays.
        var untold = await db.Database.SqlQuery<Untold>($"""
            with due as (select id from intake.tasks where untold_since is not null order by untold_since limit {Batch} for update skip locked),
            told as (update intake.tasks t set untold_since = null from due where t.id = due.id returning t.id, t.application_id, t.assignee_id, t.status, t.name, t.due_at)
            select t.id, t.assignee_id, t.status, t.name, a.number, y.name as type, t.due_at
            from told t join intake.applications a on a.id = t.application_id join intake.application_types y on y.id = a.type_id
            """).ToListAsync(ct);
        More = untold.Count == Batch;
        // Whatever was done or cancelled within the minute is no news.
        foreach (var mine in untold.Where(t => t.Status == "ASSIGNED").OrderBy(t => t.DueAt).ThenBy(t => t.Id).GroupBy(t => t.AssigneeId))
        {
            var id = mine.First().Id;
            await colleagues.Tell(
                mine.Key, new GivenTasks(mine.Count(), [.. mine.Take(Most).Select(t => new GivenTask(t.Name, t.Number ?? "", t.Type, t.DueAt))]),
                new($"{GivenTasks.Template}:{id}:{tick.ToUnixTimeSeconds()}") { AboutId = id }, ct);
        }
    }

    private sealed record Untold(Guid Id, Guid AssigneeId, string Status, string Name, string? Number, string Type, DateTimeOffset DueAt);
}

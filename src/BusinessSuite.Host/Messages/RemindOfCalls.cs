using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Messages;

/// <summary>Lets whoever answers for a phone task be told again of one that is open for another day.</summary>
[Recurring("suite.remind-of-calls", "*/10 * * * *")]
internal sealed class RemindOfCalls(SuiteDbContext db, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.PhoneTasks.Where(t => t.Status == PhoneTaskStatus.Open && (t.ToldAt == null || t.ToldAt <= now - Day)).OrderBy(t => t.Id).Select(t => new { t.Id, t.MessageId }).Take(Batch).ToListAsync(ct);
        foreach (var one in due)
        {
            // Whoever records a call at this moment has done so first.
            var task = await db.PhoneTasks.Locked(one.Id, ct);
            if (task.Status == PhoneTaskStatus.Open)
            {
                // At the time of day at which it came, however late the job runs.
                task.Tell(await db.Messages.AsNoTracking().FirstAsync(m => m.Id == one.MessageId, ct), task.ToldAt is { } told ? told + (Day * Math.Floor((now - told) / Day)) : now);
            }
        }

        More = due.Count == Batch;
    }
}

using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>Notes terms of complaints that were missed, once each, and tells the handler and the head of the department.</summary>
[Recurring("intake.find-late-complaints", "*/5 * * * *")]
internal sealed class FindLateComplaints(IntakeDbContext db, ComplaintDuties duties, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 100;

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var duty in Enum.GetValues<ComplaintDuty>())
        {
            // Kept as a name, and computed as a number.
            var kept = duty;
            var late = await db.Late(db.Complaints, now)
                .Where(l => l.Duty == duty && !db.ComplaintDelays.Any(d => d.ComplaintId == l.Id && d.Duty == kept && d.Due == l.Due))
                .OrderBy(l => l.Due).ThenBy(l => l.Id).Take(Batch).ToListAsync(ct);
            foreach (var one in late)
            {
                var complaint = await db.Complaints.Locked(one.Id, ct);
                db.Add(new ComplaintDelay { ComplaintId = one.Id, Duty = duty, Due = one.Due, FoundAt = now });
                await duties.Late(complaint, one.Due, now, ct);
            }

            More |= late.Count == Batch;
        }
    }
}

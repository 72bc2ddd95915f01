using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>Notes terms of complaints that were missed, once each, and tells the handler and the head of the department. One complaint that cannot be noted keeps none of the others waiting.</summary>
[Recurring("intake.find-late-complaints", "*/5 * * * *")]
internal sealed class FindLateComplaints(IntakeDbContext db, ComplaintDuties duties, TimeProvider clock) : IRecurringParts
{
    /// <summary>The complaints of which a term was missed and not noted.</summary>
    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset tick, CancellationToken ct) =>
        [.. (await Unnoted(db.Complaints, clock.GetUtcNow(), ct)).OrderBy(l => l.Due).Select(l => l.Id).Distinct()];

    /// <summary>Notes what was missed of a complaint.</summary>
    public async Task Do(Guid part, CancellationToken ct)
    {
        var (complaint, now) = (await db.Complaints.Locked(part, ct), clock.GetUtcNow());
        foreach (var late in await Unnoted(db.Complaints.Where(c => c.Id == part), now, ct))
        {
            db.Add(new ComplaintDelay { ComplaintId = part, Duty = late.Duty, Due = late.Due, FoundAt = now });
            await duties.Late(complaint, late.Due, now, ct);
        }
    }

    private async Task<List<LateDuty>> Unnoted(IQueryable<Complaint> complaints, DateTimeOffset now, CancellationToken ct)
    {
        var found = new List<LateDuty>();
        foreach (var duty in Enum.GetValues<ComplaintDuty>())
        {
            // Kept as a name, and computed as a number.
            var kept = duty;
            found.AddRange(await db.Late(complaints, now)
                .Where(l => l.Duty == duty && !db.ComplaintDelays.Any(d => d.ComplaintId == l.Id && d.Duty == kept && d.Due == l.Due)).ToListAsync(ct));
        }

        return found;
    }
}

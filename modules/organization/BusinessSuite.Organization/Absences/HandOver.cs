using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Absences;

/// <summary>Hands over to deputies when absences begin, and back when they end.</summary>
[Recurring("organization.handover", "*/5 * * * *")]
internal sealed class HandOver(OrganizationDbContext db, TimeProvider clock) : IRecurringJob
{
    private const int Most = 400;

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var absence in await db.Absences
            .Where(a => a.DeputyId != null && a.CancelledAt == null && a.HandedOverAt == null && a.From <= now && a.Until > now).OrderBy(a => a.From).Take(Most).ToListAsync(ct))
        {
            absence.HandOver(now);
        }

        foreach (var absence in await db.Absences
            .Where(a => a.HandedOverAt != null && a.TakenBackAt == null && a.Until <= now).OrderBy(a => a.Until).Take(Most).ToListAsync(ct))
        {
            absence.TakeBack(now);
        }
    }
}

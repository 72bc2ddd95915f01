using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

/// <summary>Takes penalties off the active record when their time is over.</summary>
[Recurring("organization.expire-penalties", "15 16 * * *")]
internal sealed class ExpirePenalties(OrganizationDbContext db, WorkCalendars calendars) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var day = await calendars.Day(tick, ct);
        foreach (var over in await db.DisciplineCases.Where(c => (c.State == DisciplineState.Decided || c.State == DisciplineState.Final) && c.EffectiveUntil <= day).ToListAsync(ct))
        {
            over.Expire();
        }
    }
}

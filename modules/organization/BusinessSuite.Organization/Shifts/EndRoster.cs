using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.StaffChanges;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Shifts;

/// <summary>Whoever left works no shift any more.</summary>
internal sealed class EndRoster(OrganizationDbContext db) : IHandle<StaffChangeCompleted>
{
    public async Task Handle(StaffChangeCompleted happened, CancellationToken ct)
    {
        if (happened.Kind != UpperSnake.Of(StaffChangeKind.Leaving))
        {
            return;
        }

        var on = happened.EffectiveOn;
        foreach (var entry in await db.RosterEntries.Where(r => r.EmployeeId == happened.EmployeeId && (r.ValidUntil == null || r.ValidUntil > on)).ToListAsync(ct))
        {
            if (entry.ValidFrom < on)
            {
                entry.End(on);
            }
            else
            {
                db.Remove(entry);
            }
        }
    }
}

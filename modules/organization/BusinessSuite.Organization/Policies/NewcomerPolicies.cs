using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>What who joins is to acknowledge.</summary>
internal static class NewcomerPolicies
{
    /// <summary>Held by whoever publishes a version or lets someone join, so that each sees what the other did.</summary>
    public const string Lock = "policies";

    /// <summary>Asks who joins, also again, to acknowledge all that is in force, or published to come, and that he was not asked for yet. What he was asked for before and is open has the term of who joins too.</summary>
    public static async Task AskNewcomer(this OrganizationDbContext db, ILocks locks, Guid employee, DateOnly day, CancellationToken ct)
    {
        await locks.Take(Lock, ct);
        var asked = await db.Acknowledgements.Where(a => a.EmployeeId == employee).ToDictionaryAsync(a => a.PolicyVersionId, ct);
        var versions = await db.PolicyVersions.AsNoTracking().ToListAsync(ct);
        foreach (var version in versions)
        {
            if (asked.TryGetValue(version.Id, out var open) && open.AcknowledgedAt is null && open.DueOn < version.Due(day))
            {
                (open.DueOn, open.ToldAt, open.RemindedAt) = (version.Due(day), null, null);
            }
        }

        foreach (var policy in versions.GroupBy(v => v.PolicyId))
        {
            var inForce = policy.Where(v => v.EffectiveOn <= day).Max(v => (int?)v.Number) ?? 0;
            db.AddRange(policy.Where(v => v.Number >= inForce && !asked.ContainsKey(v.Id)).Select(v => v.Ask(employee, day)));
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>What who joins is to acknowledge.</summary>
internal static class NewcomerPolicies
{
    /// <summary>Asks a new employee to acknowledge all that is in force, or published to come.</summary>
    public static async Task AskNewcomer(this OrganizationDbContext db, Guid employee, DateOnly day, CancellationToken ct)
    {
        var versions = await db.PolicyVersions.AsNoTracking().ToListAsync(ct);
        foreach (var policy in versions.GroupBy(v => v.PolicyId))
        {
            var inForce = policy.Where(v => v.EffectiveOn <= day).Max(v => (int?)v.Number) ?? 0;
            db.AddRange(policy.Where(v => v.Number >= inForce).Select(v => v.Ask(employee, day)));
        }
    }
}

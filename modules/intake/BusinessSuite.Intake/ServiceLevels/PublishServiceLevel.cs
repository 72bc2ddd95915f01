using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.ServiceLevels;

internal static class PublishServiceLevelOperation
{
    /// <summary>Puts a service level into use for cases that come in from now on. The version before is retired; cases that have it keep it until they are re-rated.</summary>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static async Task<ServiceLevel> PublishServiceLevel(ServiceLevel serviceLevel, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        await db.ApplicationTypes.Locked(serviceLevel.TypeId, ct);
        if (await db.ServiceLevels.FirstOrDefaultAsync(l => l.TypeId == serviceLevel.TypeId && l.Status == ServiceLevelStatus.Published, ct) is { } before)
        {
            before.Retire();
            // Two may not be in use at a time, not even within the transaction.
            await db.SaveChangesAsync(ct);
        }

        serviceLevel.Publish(clock.GetUtcNow());
        return serviceLevel;
    }
}

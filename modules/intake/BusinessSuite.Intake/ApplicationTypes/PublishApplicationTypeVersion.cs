using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.ApplicationTypes;

internal static class PublishApplicationTypeVersionOperation
{
    /// <summary>Puts a version into use. The version before is retired; applications received under it keep it. A type that was withdrawn is in use again.</summary>
    /// <param name="applicationTypeVersion">The version.</param>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static async Task<ApplicationType> PublishApplicationTypeVersion(TypeVersion applicationTypeVersion, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var type = await db.ApplicationTypes.Locked(applicationTypeVersion.TypeId, ct);
        if (await db.TypeVersions.FirstOrDefaultAsync(v => v.TypeId == type.Id && v.Status == TypeVersionStatus.Published, ct) is { } before)
        {
            before.Retire();
            // Two may not be in use at a time, not even within the transaction.
            await db.SaveChangesAsync(ct);
        }

        applicationTypeVersion.Publish(clock.GetUtcNow());
        type.Use(applicationTypeVersion.Id);
        return type;
    }
}

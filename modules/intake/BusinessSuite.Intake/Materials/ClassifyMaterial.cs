using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Materials;

internal static class ClassifyMaterialOperation
{
    /// <summary>Raises the level of a material, and of its file with it (定密). Whoever may not know it then sees it no more, also who raised it.</summary>
    /// <param name="level">The higher level.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<FiledMaterial> ClassifyMaterial(
        FiledMaterial filedMaterial, Confidentiality level, IntakeDbContext db, IUploads uploads, IUnrestricted unrestricted, CancellationToken ct)
    {
        filedMaterial.Classify(level);
        if (filedMaterial.UploadId is { } upload)
        {
            await uploads.Classify(upload, level, ct);
        }

        await unrestricted.Read(() => db.SaveChangesAsync(ct), ct);
        return filedMaterial;
    }
}

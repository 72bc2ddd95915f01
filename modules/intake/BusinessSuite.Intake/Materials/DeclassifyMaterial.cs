using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Materials;

internal static class DeclassifyMaterialOperation
{
    /// <summary>Lowers the level of a material, and of its file with it (解密). The audit trail keeps the reason.</summary>
    /// <param name="level">The lower level, at least INTERNAL.</param>
    /// <param name="reason">Why it is not so confidential any more.</param>
    [Mutation, Requires(Permissions.Declassify)]
    public static async Task<FiledMaterial> DeclassifyMaterial(FiledMaterial filedMaterial, Confidentiality level, string reason, IUploads uploads, CancellationToken ct)
    {
        filedMaterial.Declassify(level, reason);
        if (filedMaterial.UploadId is { } upload)
        {
            await uploads.Classify(upload, level, ct);
        }

        return filedMaterial;
    }
}

using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Materials;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.History;

/// <summary>A material of the past, whose file the suite does not keep.</summary>
/// <param name="Name">The name of the file; the same name again is a later version.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="SizeBytes">How many bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 hexadecimal digits.</param>
internal sealed record HistoricalMaterial(string Name, int Pages, long SizeBytes, string Sha256);

internal static class RecordHistoricalMaterialsOperation
{
    /// <summary>Enters materials of the past with the receipt that listed them, at most 500 at a time. A receipt that was entered before is left as it is.</summary>
    /// <param name="receiptNumber">The number of the receipt, as it was.</param>
    /// <param name="issuedAt">When it was handed out.</param>
    /// <param name="materials">What it listed.</param>
    [Mutation(Historical = true), Requires(Permissions.EnterHistory)]
    public static async Task<MaterialReceipt> RecordHistoricalMaterials(
        Application application, string receiptNumber, DateTimeOffset issuedAt, IReadOnlyList<HistoricalMaterial> materials, IntakeDbContext db, IUnrestricted unrestricted,
        CancellationToken ct)
    {
        Bulk.Check(materials.Count, "materials");
        if (await db.MaterialReceipts.FirstOrDefaultAsync(r => r.ApplicationId == application.Id && r.Number == receiptNumber, ct) is { } known)
        {
            return known;
        }

        var receipt = MaterialReceipt.For(application.Id, receiptNumber, issuedAt);
        var editions = await Editions.Of(application, db, unrestricted, ct);
        db.Add(receipt);
        for (var i = 0; i < materials.Count; i++)
        {
            var material = materials[i];
            var rule = material.Sha256.Length != 64 || !material.Sha256.All(char.IsAsciiHexDigit) ? MaterialRules.Hash : material.Pages < 1 || material.SizeBytes < 1 ? MaterialRules.Pages : null;
            if (rule is not null)
            {
                throw new RuleViolation(rule) { Field = ["materials"], ElementIndex = i };
            }

            db.Add(new FiledMaterial(Confidentiality.Internal)
            {
                ApplicationId = application.Id,
                ReceiptId = receipt.Id,
                Name = material.Name,
                Edition = editions.Next(material.Name),
                Pages = material.Pages,
                SizeBytes = material.SizeBytes,
                Sha256 = material.Sha256.ToUpperInvariant(),
            });
        }

        return receipt;
    }
}

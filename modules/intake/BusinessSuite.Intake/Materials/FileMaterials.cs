using BusinessSuite.Intake.Applications;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Materials;

/// <summary>A material that is handed in.</summary>
/// <param name="Name">The name of the file; the same name again is a new version.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="SizeBytes">How many bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 hexadecimal digits.</param>
/// <param name="ChecklistItemId">The item of the checklist that it is for.</param>
internal sealed record NewMaterial(string Name, int Pages, long SizeBytes, string Sha256, Id<ChecklistItem>? ChecklistItemId = null);

internal static class FileMaterialsOperation
{
    /// <summary>Files materials and hands out the receipt that lists names, pages and hashes.</summary>
    /// <param name="materials">The materials.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<MaterialReceipt> FileMaterials(
        Application application, IReadOnlyList<NewMaterial> materials, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct)
    {
        if (materials.Count == 0)
        {
            throw new RuleViolation(MaterialRules.None) { Field = ["materials"] };
        }

        var own = await db.ChecklistItems.Where(i => i.ApplicationId == application.Id).Select(i => i.Id).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var number = await numbering.Next("REC-{yyyy}-{seq:6}", await calendar.Day(now, ct), new Dictionary<string, string>(), ct);
        var receipt = MaterialReceipt.For(application.Id, number, now);
        var editions = await db.FiledMaterials.Where(m => m.ApplicationId == application.Id).GroupBy(m => m.Name).ToDictionaryAsync(g => g.Key, g => g.Count(), ct);
        db.Add(receipt);
        for (var i = 0; i < materials.Count; i++)
        {
            var material = materials[i];
            var rule = material.Sha256.Length != 64 || !material.Sha256.All(char.IsAsciiHexDigit) ? MaterialRules.Hash : material.Pages < 1 || material.SizeBytes < 1 ? MaterialRules.Pages : null;
            if (rule is not null)
            {
                throw new RuleViolation(rule) { Field = ["materials"], ElementIndex = i };
            }

            if (material.ChecklistItemId is { } item && !own.Contains(item))
            {
                throw new RuleViolation(PlatformRules.NotFound) { Field = ["materials", "checklistItemId"], ElementIndex = i };
            }

            editions[material.Name] = editions.GetValueOrDefault(material.Name) + 1;
            db.Add(new FiledMaterial
            {
                ApplicationId = application.Id,
                ReceiptId = receipt.Id,
                ChecklistItemId = material.ChecklistItemId?.Value,
                Name = material.Name,
                Edition = editions[material.Name],
                Pages = material.Pages,
                SizeBytes = material.SizeBytes,
                Sha256 = material.Sha256.ToUpperInvariant(),
            });
        }

        return receipt;
    }
}

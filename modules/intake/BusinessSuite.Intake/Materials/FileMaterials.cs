using BusinessSuite.Intake.Applications;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Materials;

/// <summary>A material that is handed in. Its name, size and hash are those of the file that was received.</summary>
/// <param name="UploadId">The uploaded file; the same name again is a new version.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="ChecklistItemId">The item of the checklist that it is for.</param>
internal sealed record NewMaterial(Id<UploadRef> UploadId, int Pages, Id<ChecklistItem>? ChecklistItemId = null);

internal static class FileMaterialsOperation
{
    /// <summary>Files uploaded materials and hands out the receipt that lists names, pages and hashes.</summary>
    /// <param name="materials">The materials.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<MaterialReceipt> FileMaterials(
        Application application, IReadOnlyList<NewMaterial> materials, IntakeDbContext db, IUploads uploads, INumbering numbering, IWorkCalendar calendar, TimeProvider clock,
        CancellationToken ct)
    {
        if (materials.Count == 0)
        {
            throw new RuleViolation(MaterialRules.None) { Field = ["materials"] };
        }

        var own = await db.ChecklistItems.Where(i => i.ApplicationId == application.Id).Select(i => i.Id).ToListAsync(ct);
        var files = await uploads.Attach([.. materials.Select(m => m.UploadId)], "materials", ct);
        var now = clock.GetUtcNow();
        var number = await numbering.Next("REC-{yyyy}-{seq:6}", await calendar.Day(now, ct), new Dictionary<string, string>(), ct);
        var receipt = MaterialReceipt.For(application.Id, number, now);
        var editions = await Editions.Of(application, db, ct);
        db.Add(receipt);
        for (var i = 0; i < materials.Count; i++)
        {
            var (upload, pages, item) = materials[i];
            if (pages < 1)
            {
                throw new RuleViolation(MaterialRules.Pages) { Field = ["materials"], ElementIndex = i };
            }

            if (item is { } wanted && !own.Contains(wanted))
            {
                throw new RuleViolation(PlatformRules.NotFound) { Field = ["materials", "checklistItemId"], ElementIndex = i };
            }

            db.Add(new FiledMaterial
            {
                ApplicationId = application.Id,
                ReceiptId = receipt.Id,
                ChecklistItemId = item?.Value,
                UploadId = upload,
                Name = files[i].Name,
                Edition = editions.Next(files[i].Name),
                Pages = pages,
                SizeBytes = files[i].SizeBytes,
                Sha256 = files[i].Sha256,
            });
        }

        return receipt;
    }
}

/// <summary>Counts the versions of an application's materials by their names.</summary>
internal sealed class Editions(Dictionary<string, int> last)
{
    /// <summary>Those that there are.</summary>
    public static async Task<Editions> Of(Application application, IntakeDbContext db, CancellationToken ct) =>
        new(await db.FiledMaterials.Where(m => m.ApplicationId == application.Id).GroupBy(m => m.Name).ToDictionaryAsync(g => g.Key, g => g.Count(), ct));

    /// <summary>The next version of a name.</summary>
    public int Next(string name) => last[name] = last.GetValueOrDefault(name) + 1;
}

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
    /// <summary>Files uploaded materials of an application that has not ended, as confidential as their requirements say, and hands out the receipt that lists names, pages and hashes.</summary>
    /// <param name="materials">The materials.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<MaterialReceipt> FileMaterials(
        Application application, IReadOnlyList<NewMaterial> materials, IntakeDbContext db, IUploads uploads, IUnrestricted unrestricted, INumbering numbering, IWorkCalendar calendar,
        TimeProvider clock, CancellationToken ct)
    {
        if (materials.Count == 0)
        {
            throw new RuleViolation(MaterialRules.None) { Field = ["materials"] };
        }

        if (application.EndedAt is not null)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "FileMaterials", UpperSnake.Of(application.Status));
        }

        var levels = await (
            from i in db.ChecklistItems
            join r in db.MaterialRequirements on i.RequirementId equals r.Id
            where i.ApplicationId == application.Id
            select new { i.Id, r.Level }).ToDictionaryAsync(i => i.Id, i => i.Level, ct);
        var files = await uploads.Attach([.. materials.Select(m => m.UploadId)], "materials", ct);
        var now = clock.GetUtcNow();
        var number = await numbering.Next("REC-{yyyy}-{seq:6}", await calendar.Day(now, ct), new Dictionary<string, string>(), ct);
        var receipt = MaterialReceipt.For(application.Id, number, now);
        var editions = await Editions.Of(application, db, unrestricted, ct);
        db.Add(receipt);
        for (var i = 0; i < materials.Count; i++)
        {
            var (upload, pages, item) = materials[i];
            if (pages < 1)
            {
                throw new RuleViolation(MaterialRules.Pages) { Field = ["materials"], ElementIndex = i };
            }

            var level = Confidentiality.Internal;
            if (item is { } wanted && !levels.TryGetValue(wanted, out level))
            {
                throw new RuleViolation(PlatformRules.NotFound) { Field = ["materials", "checklistItemId"], ElementIndex = i };
            }

            if (level > Confidentiality.Internal)
            {
                await uploads.Classify(upload, level, ct);
            }

            db.Add(new FiledMaterial(level)
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
    /// <summary>Those that there are, also those that the caller may not know of: no two have the same place.</summary>
    public static async Task<Editions> Of(Application application, IntakeDbContext db, IUnrestricted unrestricted, CancellationToken ct) => new(await unrestricted.Read(
        () => db.FiledMaterials.Where(m => m.ApplicationId == application.Id).GroupBy(m => m.Name).ToDictionaryAsync(g => g.Key, g => g.Count(), ct), ct));

    /// <summary>The next version of a name.</summary>
    public int Next(string name) => last[name] = last.GetValueOrDefault(name) + 1;
}

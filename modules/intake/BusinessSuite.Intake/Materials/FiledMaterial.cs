using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Materials;

/// <summary>The rules of materials.</summary>
internal static class MaterialRules
{
    public static readonly Rule Hash = new("HASH_INVALID", new("A SHA-256 has 64 hexadecimal digits.", "SHA-256 须为 64 位十六进制。"), "2.1.4", "ck_filed_materials_hash");

    public static readonly Rule None = new("NO_MATERIALS", new("A receipt lists at least one material.", "回执至少列明一份材料。"), "2.1.4");

    public static readonly Rule Pages = new("PAGES_INVALID", new("A material has at least one page and one byte.", "材料至少一页且不为空。"), "2.1.4", "ck_filed_materials_pages");

    public static readonly Rule Level = new("MATERIAL_LEVEL_PUBLIC", new("Materials of applications are at least INTERNAL.", "申请材料的密级至少为内部。"), "3.1.2", "ck_filed_materials_level");
}

/// <summary>The receipt that lists the materials a customer handed in (材料清单回执).</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class MaterialReceipt : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "receipts", InverseDescription = "The receipts for materials handed in.")]
    public Guid ApplicationId { get; init; }

    /// <summary>The number, dense within a year.</summary>
    [Sortable]
    public string Number { get; init; } = "";

    /// <summary>When it was handed out.</summary>
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>A receipt, and the word to archives that materials came in.</summary>
    public static MaterialReceipt For(Guid application, string number, DateTimeOffset at)
    {
        var receipt = new MaterialReceipt { ApplicationId = application, Number = number, IssuedAt = at };
        receipt.Raise(new MaterialsFiled(application, receipt.Id, at));
        return receipt;
    }
}

/// <summary>A material as it was handed in. A later version is another row.</summary>
[Readable(Permissions.ReadApplications), Rows(Of = nameof(ApplicationId)), ConfidentialRows(nameof(Level))]
internal sealed class FiledMaterial : Entity
{
    private FiledMaterial()
    {
    }

    /// <summary>A material of a level.</summary>
    public FiledMaterial(Confidentiality level) => Level = level;

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "materials", InverseDescription = "The materials handed in, all versions."), WriteOnce]
    public Guid ApplicationId { get; init; }

    /// <summary>The receipt that lists it.</summary>
    [Relation<MaterialReceipt>(Inverse = "materials", InverseDescription = "The materials listed."), WriteOnce]
    public Guid ReceiptId { get; init; }

    /// <summary>The item of the checklist that it is for.</summary>
    [Relation<ChecklistItem>(Inverse = "materials", InverseDescription = "What was handed in for it, all versions."), WriteOnce]
    public Guid? ChecklistItemId { get; init; }

    /// <summary>The uploaded file; none for what was entered of the past.</summary>
    [Relation<UploadRef>(Inverse = "filedMaterials", InverseDescription = "The material that the file was filed as."), WriteOnce]
    public Guid? UploadId { get; init; }

    /// <summary>The name of the file.</summary>
    [Sortable, WriteOnce]
    public string Name { get; init; } = "";

    /// <summary>Which version under this name, from 1.</summary>
    [WriteOnce]
    public int Edition { get; init; }

    /// <summary>How many pages.</summary>
    [WriteOnce]
    public int Pages { get; init; }

    /// <summary>How many bytes.</summary>
    [WriteOnce]
    public long SizeBytes { get; init; }

    /// <summary>SHA-256 of the content, 64 hexadecimal digits.</summary>
    [Filterable, WriteOnce]
    public string Sha256 { get; init; } = "";

    /// <summary>How confidential it is: at first as its requirement says.</summary>
    public Confidentiality Level { get; private set; } = Confidentiality.Internal;

    /// <summary>Raises its level.</summary>
    public void Classify(Confidentiality level) => Level = Levels.Raised(Level, level);

    /// <summary>Lowers its level.</summary>
    public void Declassify(Confidentiality level, string reason) => Level = Levels.Lowered(Level, level, reason, MaterialRules.Level);
}

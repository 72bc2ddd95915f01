using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

/// <summary>A file in an answer.</summary>
/// <param name="Name">Its name, with extension.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes in Base64.</param>
internal sealed record ReportFile(string Name, string MediaType, string Content);

internal static class ReportFilesFields
{
    private const int Most = 5;

    /// <summary>The report as a workbook (XLSX): the numbers, and the applications behind each. It bears a watermark. Asked for at most 5 reports at a time.</summary>
    [Field<ProgressReport>]
    public static Task<IReadOnlyDictionary<Guid, ReportFile>> Workbook(
        IReadOnlyList<Guid> keys, IntakeDbContext db, ICompanyNames names, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct) =>
        Files(keys, key => ReportPaper.Read(key, db, names, unrestricted, ct), paper => paper.Workbook(Mark(caller, clock), ct));

    /// <summary>The report as a page (HTML) that prints on A4: the numbers, and the applications behind each. It bears a watermark. Asked for at most 5 reports at a time.</summary>
    [Field<ProgressReport>]
    public static Task<IReadOnlyDictionary<Guid, ReportFile>> Page(
        IReadOnlyList<Guid> keys, IntakeDbContext db, ICompanyNames names, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct) =>
        Files(keys, key => ReportPaper.Read(key, db, names, unrestricted, ct), paper => paper.Page(Mark(caller, clock)));

    private static Watermark Mark(Caller caller, TimeProvider clock) => Watermark.For(caller, ReportPaper.Level, clock.GetUtcNow());

    private static async Task<IReadOnlyDictionary<Guid, ReportFile>> Files(IReadOnlyList<Guid> keys, Func<Guid, Task<ReportPaper>> read, Func<ReportPaper, Task<Attachment>> make)
    {
        if (keys.Count > Most)
        {
            throw new RuleViolation(PlatformRules.Invalid, $"files of at most {Most} reports are made at a time");
        }

        var files = new Dictionary<Guid, ReportFile>();
        foreach (var key in keys)
        {
            var file = await make(await read(key));
            files.Add(key, new(file.Name, file.MediaType, Convert.ToBase64String(file.Content!)));
        }

        return files;
    }
}

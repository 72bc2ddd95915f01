using BusinessSuite.Intake.Papers;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

internal static class ReportFilesFields
{
    /// <summary>The report as a workbook (XLSX): the numbers, and the applications behind each. It bears a watermark. Asked for at most 5 reports at a time.</summary>
    [Field<ProgressReport>]
    public static Task<IReadOnlyDictionary<Guid, PrintedFile>> Workbook(
        IReadOnlyList<Guid> keys, IntakeDbContext db, ICompanyNames names, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct) =>
        PrintedFile.Each(keys, async key => await (await ReportPaper.Read(key, db, names, unrestricted, ct)).Workbook(Mark(caller, clock), ct));

    /// <summary>The report as a page (HTML) that prints on A4: the numbers, and the applications behind each. It bears a watermark. Asked for at most 5 reports at a time.</summary>
    [Field<ProgressReport>]
    public static Task<IReadOnlyDictionary<Guid, PrintedFile>> Page(
        IReadOnlyList<Guid> keys, IntakeDbContext db, ICompanyNames names, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct) =>
        PrintedFile.Each(keys, async key => await (await ReportPaper.Read(key, db, names, unrestricted, ct)).Page(Mark(caller, clock)));

    private static Watermark Mark(Caller caller, TimeProvider clock) => Watermark.For(caller, ReportPaper.Level, clock.GetUtcNow());
}

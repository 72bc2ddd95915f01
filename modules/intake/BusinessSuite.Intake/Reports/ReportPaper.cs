using System.Globalization;
using BusinessSuite.Intake.Papers;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace BusinessSuite.Intake.Reports;

/// <summary>A report as people read it: a workbook, and a page that prints well.</summary>
/// <param name="Name">The name of the file, without extension.</param>
/// <param name="Title">The report's name.</param>
/// <param name="From">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Lines">A line for each department and person, with the numbers in the order of the measures.</param>
/// <param name="Totals">The sums of the numbers.</param>
/// <param name="Cases">The applications behind the numbers.</param>
/// <param name="Fingerprint">The report's fingerprint.</param>
/// <param name="Language">The language.</param>
internal sealed record ReportPaper(
    string Name, string Title, DateOnly From, DateOnly Last, IReadOnlyList<ReportLine> Lines, IReadOnlyList<int> Totals, IReadOnlyList<ReportCaseLine> Cases,
    string Fingerprint, Language Language)
{
    /// <summary>How confidential reports are: they count applications and show none of their secrets.</summary>
    public const Confidentiality Level = Confidentiality.Internal;

    private static readonly ReportMeasure[] Measures = Enum.GetValues<ReportMeasure>();
    private static readonly PageTemplate Template = new("intake.report-page.liquid");

    private static readonly Text[] Columns =
    [
        new("Received", "收件"), new("Not accepted", "不予受理"), new("Taken back", "撤回"), new("Closed", "办结"), new("Closed late", "超期办结"), new("Open", "在办"), new("Overdue", "超期未办结"),
    ];

    private static readonly (Text Department, Text Employee, Text Median, Text Number, Text Measure, Text PlannedEnd, Text Took, Text Total, Text Figures, Text Cases, Text Fingerprint, Text Nobody) Words = (
        new("Department", "部门"), new("Employee", "人员"), new("Median days", "办理天数中位数"), new("Number", "编号"), new("Counted as", "统计项"), new("Planned end", "承诺办结时间"),
        new("Days", "天数"), new("Total", "合计"), new("Figures", "数据"), new("Cases", "明细"), new("Fingerprint", "校验值"), new("Nobody", "无责任人"));

    private static readonly Text[] CaseColumns = [Words.Number, Words.Measure, Words.Department, Words.Employee, Columns[0], Words.PlannedEnd, Words.Took];

    /// <summary>Reads a report that the caller may see.</summary>
    public static async Task<ReportPaper> Read(Guid report, IntakeDbContext db, ICompanyNames names, IUnrestricted unrestricted, CancellationToken ct)
    {
        var found = await (from r in db.ProgressReports join p in db.ReportPlans on r.PlanId equals p.Id where r.Id == report select new { Report = r, Plan = p }).AsNoTracking().FirstAsync(ct);
        var figures = await db.ReportFigures.AsNoTracking().Where(f => f.ReportId == report).ToListAsync(ct);
        // Whoever may read the report may read the numbers of the applications that it counts.
        var cases = await unrestricted.Read(
            () => (from c in db.ReportCases
                   join f in db.ReportFigures on c.FigureId equals f.Id
                   join a in db.Applications on c.ApplicationId equals a.Id
                   where f.ReportId == report
                   orderby a.ReceivedAt, a.Id
                   select new { f.Measure, f.DepartmentId, f.EmployeeId, Number = a.Number ?? a.ExternalId, a.ReceivedAt, c.PlannedEndAt, c.Took }).ToListAsync(ct), ct);
        var known = await names.Of([.. figures.Select(f => f.DepartmentId).Concat(figures.Select(f => f.EmployeeId).OfType<Guid>()).Distinct()], ct);
        var language = found.Plan.Language;
        string Department(Guid id) => known.GetValueOrDefault(id, "?");
        string Employee(Guid? id) => id is { } e ? known.GetValueOrDefault(e, "?") : Words.Nobody.In(language);
        var lines = figures.GroupBy(f => (f.DepartmentId, f.EmployeeId)).Select(g => new ReportLine(
            Department(g.Key.DepartmentId), Employee(g.Key.EmployeeId), [.. Measures.Select(m => g.FirstOrDefault(f => f.Measure == m)?.Count ?? 0)],
            Days(g.FirstOrDefault(f => f.Measure == ReportMeasure.Closed)?.MedianTime))).OrderBy(l => l.Department, StringComparer.Ordinal).ThenBy(l => l.Employee, StringComparer.Ordinal).ToList();
        return new(
            $"{Safe(found.Plan.Name)}-{found.Report.From:yyyyMMdd}", found.Plan.Name, found.Report.From, found.Report.Until.AddDays(-1), lines,
            [.. Measures.Select((_, i) => lines.Sum(l => l.Numbers[i]))],
            [.. cases.Select(c => new ReportCaseLine(
                c.Number ?? "", Columns[(int)c.Measure].In(language), Department(c.DepartmentId), Employee(c.EmployeeId), c.ReceivedAt, c.PlannedEndAt, Days(c.Took)))],
            found.Report.Fingerprint, language);
    }

    /// <summary>An XLSX workbook with the numbers on one sheet and the applications behind them on the other. Its properties and each printed page bear the watermark.</summary>
    public async Task<Attachment> Workbook(Watermark mark, CancellationToken ct)
    {
        using var file = new MemoryStream();
        var sheets = new Dictionary<string, object>
        {
            [Words.Figures.In(Language)] = Lines.Select(l => Row([(Words.Department, l.Department), (Words.Employee, l.Employee), .. Columns.Zip(l.Numbers, (c, n) => (c, (object?)n)), (Words.Median, l.MedianDays)])),
        };
        if (Cases.Count > 0)
        {
            sheets[Words.Cases.In(Language)] = Cases.Select(c => Row(CaseColumns.Zip<Text, object?>([c.Number, c.Measure, c.Department, c.Employee, c.ReceivedAt.UtcDateTime, c.PlannedEndAt?.UtcDateTime, c.Days])));
        }

        await MiniExcel.SaveAsAsync(file, sheets, cancellationToken: ct);
        WorkbookMark.Write(file, Title, mark);
        return new($"{Name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.ToArray());
    }

    /// <summary>An HTML page with the numbers and the applications behind them, which needs nothing else and prints on A4. Each page bears the watermark.</summary>
    public Task<Attachment> Page(Watermark mark) => Template.Render(Name, new
    {
        lang = PageTemplate.LanguageTag(Language),
        title = Title,
        mark = mark.Line,
        from = From.ToString("O", CultureInfo.InvariantCulture),
        last = Last.ToString("O", CultureInfo.InvariantCulture),
        department = Words.Department.In(Language),
        employee = Words.Employee.In(Language),
        median = Words.Median.In(Language),
        total = Words.Total.In(Language),
        fingerprintWord = Words.Fingerprint.In(Language),
        fingerprint = Fingerprint,
        columns = Columns.Select(c => c.In(Language)).ToArray(),
        lines = Lines,
        totals = Totals,
        casesWord = Words.Cases.In(Language),
        caseColumns = CaseColumns.Select(c => c.In(Language)).ToArray(),
        cases = Cases,
    });

    /// <summary>The number of a measure over all lines.</summary>
    public int Total(ReportMeasure measure) => Totals[(int)measure];

    private Dictionary<string, object?> Row(IEnumerable<(Text Name, object? Value)> cells) => cells.ToDictionary(c => c.Name.In(Language), c => c.Value);

    private static double? Days(TimeSpan? time) => time is { } t ? Math.Round(t.TotalDays, 1) : null;

    private static string Safe(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
}

/// <summary>What a department and a person did.</summary>
/// <param name="Department">The department's name.</param>
/// <param name="Employee">The person's name.</param>
/// <param name="Numbers">The numbers, in the order of the measures.</param>
/// <param name="MedianDays">The median time of closed applications, in days.</param>
internal sealed record ReportLine(string Department, string Employee, IReadOnlyList<int> Numbers, double? MedianDays);

/// <summary>An application behind a number.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Measure">As what it is counted.</param>
/// <param name="Department">The department's name.</param>
/// <param name="Employee">The person's name.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="PlannedEndAt">When it was planned to end.</param>
/// <param name="Days">How long it took, in days.</param>
internal sealed record ReportCaseLine(string Number, string Measure, string Department, string Employee, DateTimeOffset ReceivedAt, DateTimeOffset? PlannedEndAt, double? Days);

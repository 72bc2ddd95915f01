using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Reports;

/// <summary>What a mail with a report says.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="From">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Received">Applications that came in.</param>
/// <param name="Closed">Applications that were closed.</param>
/// <param name="ClosedLate">Those that were closed late.</param>
/// <param name="Open">Applications that were open at the end.</param>
/// <param name="Overdue">Those that were overdue.</param>
/// <param name="WithoutCases">Whether the list of the applications behind the figures was too large to be attached.</param>
internal sealed record ReportMail(string Report, string From, string Last, int Received, int Closed, int ClosedLate, int Open, int Overdue, bool WithoutCases) : IMessageData<ReportMail>
{
    public static string Template => "intake.report";

    public static ReportMail Sample { get; } = new("Permits", "2026-03-01", "2026-03-31", 120, 98, 3, 41, 2, false);
}

/// <summary>Hands a report that was made over to those who are to read it, in the transaction that freezes it.</summary>
internal sealed class SendReport(IntakeDbContext db, ICompanyNames names, IUnrestricted unrestricted, IMessages messages, IOptions<ReportOptions> options, TimeProvider clock) : IHandle<ProgressReportMade>
{
    public async Task Handle(ProgressReportMade happened, CancellationToken ct)
    {
        var plan = await (from r in db.ProgressReports join p in db.ReportPlans on r.PlanId equals p.Id where r.Id == happened.ReportId select p).AsNoTracking().FirstAsync(ct);
        if (plan.Recipients.Count == 0)
        {
            return;
        }

        var paper = await ReportPaper.Read(happened.ReportId, db, names, unrestricted, ct);
        foreach (var address in plan.Recipients)
        {
            var mark = new Watermark(ReportPaper.Level, address, clock.GetUtcNow(), $"{happened.ReportId}");
            var (files, withoutCases) = await Attached(paper, mark, ct);
            var data = new ReportMail(
                paper.Title, $"{paper.From:yyyy-MM-dd}", $"{paper.Last:yyyy-MM-dd}", paper.Total(ReportMeasure.Received), paper.Total(ReportMeasure.Closed),
                paper.Total(ReportMeasure.ClosedLate), paper.Total(ReportMeasure.Open), paper.Total(ReportMeasure.Overdue), withoutCases);
            await messages.Send(
                data, new(address, plan.Language, [new(Channels.Mail, address)]),
                new($"{ReportMail.Template}:{happened.ReportId}:{address}") { AboutId = happened.ReportId, DepartmentId = plan.DepartmentId, Attachments = files }, ct);
        }
    }

    /// <summary>The report as a workbook and as a page: with the list of its cases, or, where that is too large for a mail, without it.</summary>
    private async Task<(IReadOnlyList<Attachment> Files, bool WithoutCases)> Attached(ReportPaper paper, Watermark mark, CancellationToken ct)
    {
        Attachment[] whole = [await paper.Workbook(mark, ct), await paper.Page(mark)];
        if (whole.Sum(f => (long)f.Content!.Length) <= options.Value.MostBytes)
        {
            return (whole, false);
        }

        var figures = paper with { Cases = [] };
        return ([await figures.Workbook(mark, ct), await figures.Page(mark)], true);
    }
}

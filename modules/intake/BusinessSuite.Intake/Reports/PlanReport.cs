using System.Net.Mail;
using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

internal static class PlanReportOperation
{
    /// <summary>Plans a report that is made after each period, frozen, and sent by mail as a workbook and a printable page.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="period">How long its periods are.</param>
    /// <param name="typeId">The type of applications that it counts; all without it.</param>
    /// <param name="departmentId">The department whose applications it counts; the whole company without it.</param>
    /// <param name="recipients">The mail addresses that each report goes to.</param>
    /// <param name="language">The language that it is written in.</param>
    /// <param name="startsOn">A day of its first period, within ten years of today; the current one without it.</param>
    [Mutation, Requires(Permissions.PlanReports)]
    public static async Task<ReportPlan> PlanReport(
        string name, ReportPeriod period, IntakeDbContext db, Reporting reporting, CancellationToken ct, Id<ApplicationType>? typeId = null,
        Id<DepartmentRef>? departmentId = null, IReadOnlyList<string>? recipients = null, Language language = Language.En, DateOnly? startsOn = null)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new RuleViolation(ReportRules.NoName) { Field = ["name"] };
        }

        foreach (var (recipient, i) in (recipients ?? []).Select((r, i) => (r, i)))
        {
            if (!MailAddress.TryCreate(recipient, out var address) || address.Address != recipient)
            {
                throw new RuleViolation(ReportRules.NoRecipient, recipient) { Field = ["recipients"], ElementIndex = i };
            }
        }

        var today = await reporting.Today(ct);
        var day = startsOn ?? today;
        if (day < today.AddYears(-10) || day > today.AddYears(10))
        {
            throw new RuleViolation(ReportRules.StartsFar) { Field = ["startsOn"] };
        }

        var plan = new ReportPlan(name.Trim(), period, typeId?.Value, departmentId?.Value, recipients ?? [], language, day);
        db.Add(plan);
        return plan;
    }
}

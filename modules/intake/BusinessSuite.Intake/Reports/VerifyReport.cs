using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Reports;

/// <summary>Whether a report comes to the same when it is counted again.</summary>
/// <param name="Identical">Whether every application is counted as it was.</param>
/// <param name="Differences">The numbers that come out differently.</param>
internal sealed record ReportVerification(bool Identical, IReadOnlyList<ReportDifference> Differences);

/// <summary>A number that comes out differently.</summary>
/// <param name="Measure">What it counts.</param>
/// <param name="Department">The department.</param>
/// <param name="Employee">The employee.</param>
/// <param name="Frozen">The number in the report.</param>
/// <param name="Now">The number as it is counted now.</param>
internal sealed record ReportDifference(ReportMeasure Measure, Id<DepartmentRef> Department, Id<EmployeeRef>? Employee, int Frozen, int Now);

internal static class VerifyReportQuery
{
    /// <summary>Counts the period of a report again and compares.</summary>
    /// <param name="reportId">The report.</param>
    [Query, Requires(Permissions.ReadReports)]
    public static async Task<ReportVerification> VerifyReport(Id<ProgressReport> reportId, IntakeDbContext db, Reporting reporting, CancellationToken ct)
    {
        var report = await db.ProgressReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == reportId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound);
        var plan = await db.ReportPlans.AsNoTracking().FirstAsync(p => p.Id == report.PlanId, ct);
        var counted = await reporting.Count(plan, report.From, report.Until, report, ct);
        if (Reporting.Fingerprint(counted) == report.Fingerprint)
        {
            return new(true, []);
        }

        var now = counted.GroupBy(c => (c.Measure, c.DepartmentId, c.EmployeeId)).ToDictionary(g => g.Key, g => g.Count());
        var frozen = await db.ReportFigures.AsNoTracking().Where(f => f.ReportId == report.Id).ToDictionaryAsync(f => (f.Measure, f.DepartmentId, f.EmployeeId), f => f.Count, ct);
        return new(false, [.. frozen.Keys.Union(now.Keys).Order()
            .Select(k => new ReportDifference(
                k.Measure, new(k.DepartmentId), k.EmployeeId is { } e ? new Id<EmployeeRef>(e) : null, frozen.GetValueOrDefault(k), now.GetValueOrDefault(k)))
            .Where(d => d.Frozen != d.Now)]);
    }
}

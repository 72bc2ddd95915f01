using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

internal static class MakeReportOperation
{
    /// <summary>Makes the report of a period that is over, also of one before the plan began. Its figures are frozen.</summary>
    /// <param name="day">A day of the period.</param>
    [Mutation, Requires(Permissions.PlanReports)]
    public static Task<ProgressReport> MakeReport(ReportPlan plan, DateOnly day, Reporting reporting, CancellationToken ct) =>
        reporting.Make(plan, plan.PeriodOf(day), ct);
}

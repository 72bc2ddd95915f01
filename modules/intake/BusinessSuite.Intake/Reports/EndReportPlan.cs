using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

internal static class EndReportPlanOperation
{
    /// <summary>Ends a plan: no more reports are made. Those that were made stay.</summary>
    [Mutation, Requires(Permissions.PlanReports)]
    public static ReportPlan EndReportPlan(ReportPlan plan, TimeProvider clock)
    {
        plan.End(clock.GetUtcNow());
        return plan;
    }
}

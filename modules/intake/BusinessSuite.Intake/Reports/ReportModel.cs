using BusinessSuite.Intake.Applications;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Reports;

/// <summary>How reports and the board are kept.</summary>
internal static class ReportModel
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReportPlan>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_report_plans_name", "length(trim(name)) > 0");
            // One that has ended stays as it was.
            t.HasCheckConstraint("ck_report_plans_starts", "ended_at is not null or starts_on between '2000-01-01' and '2100-01-01'");
        });
        modelBuilder.Entity<ProgressReport>(e =>
        {
            e.HasIndex(r => new { r.PlanId, r.From }).IsUnique().HasDatabaseName("ux_progress_reports_period");
            e.ToTable(t => t.HasCheckConstraint("ck_progress_reports_period", "\"from\" < until and until <= (made_at at time zone 'UTC' + interval '14 hours')::date"));
        });
        modelBuilder.Entity<ReportFigure>(e =>
        {
            e.HasIndex(f => new { f.ReportId, f.Measure, f.DepartmentId, f.EmployeeId }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_report_figures_group");
            e.ToTable(t => t.HasCheckConstraint("ck_report_figures_count", "count > 0"));
        });
        modelBuilder.Entity<ReportCase>().HasIndex(c => new { c.FigureId, c.ApplicationId }).IsUnique().HasDatabaseName("ux_report_cases_application");
        modelBuilder.Entity<Application>(e =>
        {
            // The board is read from these alone.
            e.HasIndex(a => new { a.DepartmentId, a.ResponsibleId, a.PlannedEndAt }, "ix_applications_open").HasDatabaseName("ix_applications_open")
                .HasFilter("ended_at is null").IncludeProperties(a => new { a.Status, a.TypeId, a.Id });
            e.HasIndex(a => a.EndedAt, "ix_applications_finished").HasDatabaseName("ix_applications_finished")
                .HasFilter("status = 'CLOSED'").IncludeProperties(a => new { a.DepartmentId, a.ResponsibleId, a.EndedLate, a.TypeId, a.Id });
        });
    }
}

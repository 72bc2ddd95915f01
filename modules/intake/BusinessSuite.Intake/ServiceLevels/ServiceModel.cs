using BusinessSuite.Intake.Anomalies;
using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Clocks;
using BusinessSuite.Intake.Escalations;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.ServiceLevels;

/// <summary>Constraints and indexes of service levels, clocks, escalations and anomalies.</summary>
internal static class ServiceModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ServiceLevel>(e =>
        {
            e.HasIndex(l => new { l.TypeId, l.Number }).IsUnique().HasDatabaseName("ux_service_levels_number");
            e.HasIndex(l => l.TypeId, "ux_service_levels_published").HasDatabaseName("ux_service_levels_published").IsUnique().HasFilter("status = 'PUBLISHED'");
            e.ToTable(t => t.HasCheckConstraint(
                "ck_service_levels_times", "least(complete_within, first_answer_within, climb_after, stuck_after) > interval '0' and greatest(complete_within, first_answer_within, climb_after, stuck_after) <= interval '2000 days' and most_owner_changes >= 0"));
        });
        model.Entity<PauseReason>(e =>
        {
            e.HasIndex(r => new { r.ServiceLevelId, r.Code }).IsUnique().HasDatabaseName("ux_pause_reasons_code");
            e.ToTable(t => t.HasCheckConstraint("ck_pause_reasons_code", "code ~ '^[A-Z][A-Z0-9_]*$'"));
        });
        model.Entity<EscalationStep>(e =>
        {
            e.HasIndex(s => new { s.ServiceLevelId, s.Percent }).IsUnique().HasDatabaseName("ux_escalation_steps_percent");
            e.ToTable(t => t.HasCheckConstraint("ck_escalation_steps_percent", "percent between 1 and 1000 and rank between 0 and 20"));
        });
        model.Entity<ServiceClock>(e =>
        {
            e.Property(c => c.Missed).HasComputedColumnSql("state = 'STOPPED' and worked > within", stored: true);
            e.HasIndex(c => new { c.ApplicationId, c.Target, c.Round }).IsUnique().HasDatabaseName("ux_service_clocks_round");
            e.HasIndex(c => c.NextStepAt).HasDatabaseName("ix_service_clocks_steps").HasFilter("next_step_at is not null");
            // What the search for anomalies goes along: the clocks that run, by when they are due.
            e.HasIndex(c => new { c.ServiceLevelId, c.DueAt }).HasDatabaseName("ix_service_clocks_due").HasFilter("state = 'RUNNING' and target = 'COMPLETION'");
            e.HasIndex(c => new { c.TypeId, c.StoppedAt }).HasDatabaseName("ix_service_clocks_pace").HasFilter("target = 'COMPLETION' and fulfilled").IncludeProperties(c => c.Worked);
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_service_clocks_stopped", "(stopped_at is not null) = (state = 'STOPPED') and (state = 'STOPPED' or not fulfilled)");
                t.HasCheckConstraint("ck_service_clocks_steps", "next_step_at is null or state = 'RUNNING'");
            });
        });
        model.Entity<ClockSegment>(e =>
        {
            e.HasIndex(s => new { s.ClockId, s.Ordinal }).IsUnique().HasDatabaseName("ux_clock_segments_ordinal");
            e.ToTable(t => t.HasCheckConstraint("ck_clock_segments_reason", "(kind = 'PAUSED') = (pause_reason_id is not null)"));
        });
        model.Entity<Rerating>().ToTable(t => t.HasCheckConstraint("ck_reratings_reason", "length(trim(reason)) > 0"));
        model.Entity<Escalation>(e =>
        {
            e.HasIndex(x => new { x.ClockId, x.Percent }).IsUnique().HasDatabaseName("ux_escalations_step");
            e.HasIndex(x => x.ClimbedFromId, "ux_escalations_climb").HasDatabaseName("ux_escalations_climb").IsUnique();
            e.HasIndex(x => x.ClimbsAt).HasDatabaseName("ix_escalations_climbs").HasFilter("climbs_at is not null");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_escalations_cause", "(cause = 'STEP') = (clock_id is not null) and (cause = 'STEP') = (percent is not null) and (cause = 'UNANSWERED') = (climbed_from_id is not null)");
                t.HasCheckConstraint("ck_escalations_reason", "cause <> 'EMPLOYEE' or coalesce(length(trim(reason)), 0) > 0");
                t.HasCheckConstraint("ck_escalations_solution", "(status = 'ANSWERED') = (answered_at is not null and coalesce(length(trim(solution)), 0) > 0)");
                t.HasCheckConstraint("ck_escalations_other", "answered_by_id <> raised_by_id and (rank = 0 or answered_by_id <> subject_id)");
                t.HasCheckConstraint("ck_escalations_climbs", "climbs_at is null or status in ('OPEN', 'ACKNOWLEDGED')");
            });
        });
        model.Entity<Application>(e =>
        {
            e.Property(a => a.LastEventAt).HasDefaultValueSql("now()").ValueGeneratedNever();
            // And open cases, by how long nothing happened; those that no clock measures, by when they are to end.
            e.HasIndex(a => new { a.ServiceLevelId, a.LastEventAt }, "ix_applications_quiet").HasDatabaseName("ix_applications_quiet").HasFilter("ended_at is null");
            e.HasIndex(a => a.PlannedEndAt, "ix_applications_unmeasured").HasDatabaseName("ix_applications_unmeasured").HasFilter("ended_at is null and service_level_id is null");
        });
        model.Entity<Anomaly>(e =>
        {
            e.HasIndex(a => new { a.ApplicationId, a.Kind, a.TaskId }).IsUnique().AreNullsDistinct(false).HasFilter("resolved_at is null").HasDatabaseName("ux_anomalies_open");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_anomalies_order", "resolved_at >= found_at");
                t.HasCheckConstraint("ck_anomalies_task", "(kind = 'OVERDUE_TASK') = (task_id is not null)");
            });
        });
        model.Entity<Reopening>().ToTable(t => t.HasCheckConstraint("ck_reopenings_reason", "length(trim(reason)) > 0 and at >= closed_at"));
        model.Entity<Handover>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_handovers_reason", "length(trim(reason)) > 0");
            t.HasCheckConstraint("ck_handovers_transfer", "(from_department_id is null) = (to_department_id is null) and from_department_id <> to_department_id and coalesce(to_id, to_department_id) is not null");
        });
    }
}

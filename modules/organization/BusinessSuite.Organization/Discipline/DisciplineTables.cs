using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

/// <summary>What PostgreSQL guarantees of disciplinary cases.</summary>
internal static class DisciplineTables
{
    public static void OfDiscipline(this ModelBuilder model)
    {
        model.Entity<DisciplineCase>(e =>
        {
            e.HasIndex(c => c.Number).IsUnique().HasDatabaseName("ux_discipline_cases_number");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_discipline_cases_hearing", "decided_at is null or coalesce(notified_at <= decided_at and (stated_at <= decided_at or (notice_reached_at <= statement_due and statement_due <= decided_at)), false)");
                t.HasCheckConstraint("ck_discipline_cases_notice", "case when notice_reached_at is null then notice_reached_by is null else coalesce(notice_reached_at >= notified_at, false) and (notice_reached_by is distinct from 'HANDED_OVER' or coalesce(btrim(notice_evidence) <> '' and notice_recorded_by_id is not null, false)) end");
                t.HasCheckConstraint("ck_discipline_cases_delivery", "case when decision_reached_at is null then decision_reached_by is null else coalesce(decision_reached_at >= decided_at, false) and (decision_reached_by is distinct from 'HANDED_OVER' or coalesce(btrim(decision_evidence) <> '' and decision_recorded_by_id is not null, false)) end");
                t.HasCheckConstraint("ck_discipline_cases_recorder", "coalesce(notice_recorded_by_id not in (employee_id, reporter_id), true) and coalesce(statement_recorded_by_id not in (employee_id, reporter_id), true) and coalesce(decision_recorded_by_id not in (employee_id, reporter_id), true)");
                t.HasCheckConstraint("ck_discipline_cases_decider", "decided_at is null or coalesce(decider_id <> employee_id and decider_id <> reporter_id, false)");
                t.HasCheckConstraint("ck_discipline_cases_decision", "(decided_at is null) = (penalty_id is null) and (decided_at is null) = (signature_id is null)");
                t.HasCheckConstraint("ck_discipline_cases_appeal", "appeal_decided_at is null or coalesce(appealed_at <= appeal_decided_at and appeal_decider_id not in (decider_id, employee_id, reporter_id), false)");
                t.HasCheckConstraint("ck_discipline_cases_appeal_term", "appealed_at is null or coalesce(appealed_at <= appeal_due, false)");
                t.HasCheckConstraint("ck_discipline_cases_level", "level in ('SECRET', 'CORE')");
            });
        });
        model.Entity<PenaltyScale>(e =>
        {
            e.HasIndex(s => s.ValidFrom).IsUnique().HasDatabaseName("ux_penalty_scales_valid_from");
            e.ToTable(t => t.HasCheckConstraint("ck_penalty_scales_terms", "statement_days between 1 and 365 and appeal_days between 1 and 365"));
        });
        model.Entity<Penalty>(e =>
        {
            e.HasIndex(p => new { p.ScaleId, p.Code }).IsUnique().HasDatabaseName("ux_penalties_code");
            e.ToTable(t => t.HasCheckConstraint("ck_penalties_severity", "severity > 0 and expires_after_months between 1 and 1200"));
        });
    }
}

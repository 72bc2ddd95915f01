using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Competences;

/// <summary>What PostgreSQL guarantees of competences.</summary>
internal static class CompetenceTables
{
    public static void OfCompetences(this ModelBuilder model)
    {
        model.Entity<Competence>().HasIndex(c => c.Code).IsUnique().HasDatabaseName("ux_competences_code");
        model.Entity<EmployeeCompetence>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_employee_competences_period", "valid_until > valid_from");
            t.HasCheckConstraint("ck_employee_competences_level", "level between 1 and 5");
            t.HasCheckConstraint("ck_employee_competences_evidence", "length(trim(evidence)) > 0");
            t.HasCheckConstraint("ck_employee_competences_self", "assessed_by_id <> employee_id");
        });
    }
}

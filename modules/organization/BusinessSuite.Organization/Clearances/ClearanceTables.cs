using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Clearances;

/// <summary>What PostgreSQL guarantees of clearances.</summary>
internal static class ClearanceTables
{
    public static void OfClearances(this ModelBuilder model)
    {
        model.Entity<Clearance>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_clearances_period", "valid_until > valid_from");
            t.HasCheckConstraint("ck_clearances_self", "granted_by_id <> employee_id");
            t.HasCheckConstraint("ck_clearances_level", "level in ('SECRET', 'CORE')");
        });
        model.Entity<ConfidentialityAgreement>().ToTable(t => t.HasCheckConstraint("ck_confidentiality_agreements_period", "valid_until > signed_on"));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BusinessSuite.Organization.Clearances;

/// <summary>What PostgreSQL guarantees of clearances.</summary>
internal sealed class ClearanceTables : IEntityTypeConfiguration<Clearance>, IEntityTypeConfiguration<ConfidentialityAgreement>
{
    public void Configure(EntityTypeBuilder<Clearance> builder) => builder.ToTable(t =>
    {
        t.HasCheckConstraint("ck_clearances_period", "valid_until > valid_from");
        t.HasCheckConstraint("ck_clearances_self", "granted_by_id <> employee_id");
        t.HasCheckConstraint("ck_clearances_level", "level in ('SECRET', 'CORE')");
    });

    public void Configure(EntityTypeBuilder<ConfidentialityAgreement> builder) =>
        builder.ToTable(t => t.HasCheckConstraint("ck_confidentiality_agreements_period", "valid_until > signed_on"));
}

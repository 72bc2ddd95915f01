using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BusinessSuite.Organization.Policies;

/// <summary>What PostgreSQL guarantees of policies.</summary>
internal sealed class PolicyTables
    : IEntityTypeConfiguration<Policy>, IEntityTypeConfiguration<PolicyVersion>, IEntityTypeConfiguration<PolicyClause>, IEntityTypeConfiguration<Acknowledgement>
{
    public void Configure(EntityTypeBuilder<Policy> builder) => builder.HasIndex(p => p.Code).IsUnique().HasDatabaseName("ux_policies_code");

    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.HasIndex(v => new { v.PolicyId, v.Number }).IsUnique().HasDatabaseName("ux_policy_versions_number");
        builder.ToTable(t => t.HasCheckConstraint("ck_policy_versions_days", "acknowledge_days between 0 and 3650"));
    }

    public void Configure(EntityTypeBuilder<PolicyClause> builder) => builder.HasIndex(c => new { c.PolicyVersionId, c.Number }).IsUnique().HasDatabaseName("ux_policy_clauses_number");

    public void Configure(EntityTypeBuilder<Acknowledgement> builder) =>
        builder.HasIndex(a => new { a.PolicyVersionId, a.EmployeeId }).IsUnique().HasDatabaseName("ux_acknowledgements_employee");
}

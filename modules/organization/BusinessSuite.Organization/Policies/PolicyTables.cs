using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BusinessSuite.Organization.Policies;

/// <summary>What PostgreSQL guarantees of policies.</summary>
internal static class PolicyTables
{
    public static void OfPolicies(this ModelBuilder model)
    {
        Of(model.Entity<Policy>());
        Of(model.Entity<PolicyVersion>());
        Of(model.Entity<PolicyClause>());
        Of(model.Entity<Acknowledgement>());
    }

    private static void Of(EntityTypeBuilder<Policy> builder) => builder.HasIndex(p => p.Code).IsUnique().HasDatabaseName("ux_policies_code");

    private static void Of(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.HasIndex(v => new { v.PolicyId, v.Number }).IsUnique().HasDatabaseName("ux_policy_versions_number");
        builder.ToTable(t => t.HasCheckConstraint("ck_policy_versions_days", "acknowledge_days between 0 and 3650"));
    }

    private static void Of(EntityTypeBuilder<PolicyClause> builder) => builder.HasIndex(c => new { c.PolicyVersionId, c.Number }).IsUnique().HasDatabaseName("ux_policy_clauses_number");

    private static void Of(EntityTypeBuilder<Acknowledgement> builder) =>
        builder.HasIndex(a => new { a.PolicyVersionId, a.EmployeeId }).IsUnique().HasDatabaseName("ux_acknowledgements_employee");
}

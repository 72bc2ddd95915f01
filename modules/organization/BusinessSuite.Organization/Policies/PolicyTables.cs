using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>What PostgreSQL guarantees of policies.</summary>
internal static class PolicyTables
{
    public static void OfPolicies(this ModelBuilder model)
    {
        model.Entity<Policy>().HasIndex(p => p.Code).IsUnique().HasDatabaseName("ux_policies_code");
        model.Entity<PolicyVersion>(e =>
        {
            e.HasIndex(v => new { v.PolicyId, v.Number }).IsUnique().HasDatabaseName("ux_policy_versions_number");
            e.ToTable(t => t.HasCheckConstraint("ck_policy_versions_days", "acknowledge_days between 0 and 3650"));
        });
        model.Entity<PolicyClause>().HasIndex(c => new { c.PolicyVersionId, c.Number }).IsUnique().HasDatabaseName("ux_policy_clauses_number");
        model.Entity<Acknowledgement>().HasIndex(a => new { a.PolicyVersionId, a.EmployeeId }).IsUnique().HasDatabaseName("ux_acknowledgements_employee");
    }
}

using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Authority;

/// <summary>What PostgreSQL guarantees of signatures.</summary>
internal static class SignatureTable
{
    public static void OfSignatures(this ModelBuilder model)
    {
        model.Entity<Signature>(e =>
        {
            e.ComplexProperty(s => s.Sum);
            e.ComplexProperty(s => s.Limit);
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_signatures_source", "(source <> 'DELEGATION') = (post_holding_id is not null) and (source = 'DELEGATION') = (delegation_id is not null) and (source = 'DEPUTY') = (absence_id is not null)");
                t.HasCheckConstraint("ck_signatures_limit", "sum_amount is null or coalesce(limit_amount >= sum_amount and limit_currency = sum_currency, false)");
            });
        });
    }
}

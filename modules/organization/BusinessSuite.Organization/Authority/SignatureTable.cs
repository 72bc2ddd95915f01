using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BusinessSuite.Organization.Authority;

/// <summary>What PostgreSQL guarantees of signatures.</summary>
internal static class SignatureTable
{
    public static void OfSignatures(this ModelBuilder model)
    {
        Of(model.Entity<Signature>());
    }

    private static void Of(EntityTypeBuilder<Signature> builder)
    {
        builder.ComplexProperty(s => s.Sum);
        builder.ComplexProperty(s => s.Limit);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("ck_signatures_source", "(source <> 'DELEGATION') = (post_holding_id is not null) and (source = 'DELEGATION') = (delegation_id is not null) and (source = 'DEPUTY') = (absence_id is not null)");
            t.HasCheckConstraint("ck_signatures_limit", "sum_amount is null or coalesce(limit_amount >= sum_amount and limit_currency = sum_currency, false)");
        });
    }
}

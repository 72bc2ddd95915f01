using BusinessSuite.Organization.Custody;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BusinessSuite.Organization.StaffChanges;

/// <summary>What PostgreSQL guarantees of staff changes and custody.</summary>
internal static class StaffChangeTables
{
    public static void OfStaffChanges(this ModelBuilder model)
    {
        Of(model.Entity<StaffChange>());
        Of(model.Entity<CustodyItem>());
    }

    private static void Of(EntityTypeBuilder<StaffChange> builder)
    {
        builder.HasIndex(t => t.EmployeeId).IsUnique().HasFilter("state = 'OPEN'").HasDatabaseName("ux_staff_changes_open");
        builder.ToTable(t => t.HasCheckConstraint("ck_staff_changes_post", "(post_id is null) = (kind = 'LEAVING')"));
    }

    private static void Of(EntityTypeBuilder<CustodyItem> builder)
    {
        builder.ComplexProperty(c => c.Amount);
        builder.ToTable(t => t.HasCheckConstraint("ck_custody_items_amount", "(kind = 'ASSET') = (amount_amount is null) and coalesce(amount_amount, 1) > 0"));
    }
}

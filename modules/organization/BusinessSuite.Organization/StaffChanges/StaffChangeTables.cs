using BusinessSuite.Organization.Custody;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.StaffChanges;

/// <summary>What PostgreSQL guarantees of staff changes and custody.</summary>
internal static class StaffChangeTables
{
    public static void OfStaffChanges(this ModelBuilder model)
    {
        model.Entity<StaffChange>(e =>
        {
            e.HasIndex(t => t.EmployeeId).IsUnique().HasFilter("state = 'OPEN'").HasDatabaseName("ux_staff_changes_open");
            e.ToTable(t => t.HasCheckConstraint("ck_staff_changes_post", "(post_id is null) = (kind = 'LEAVING')"));
        });
        model.Entity<CustodyItem>(e =>
        {
            e.ComplexProperty(c => c.Amount);
            e.ToTable(t => t.HasCheckConstraint("ck_custody_items_amount", "(kind = 'ASSET') = (amount_amount is null) and coalesce(amount_amount, 1) > 0"));
        });
    }
}

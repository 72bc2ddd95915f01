using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.StaffChanges;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>Service in this company begins when someone joins and ends when he leaves.</summary>
internal sealed class FollowStaffChanges(OrganizationDbContext db) : IHandle<StaffChangeCompleted>
{
    public async Task Handle(StaffChangeCompleted happened, CancellationToken ct)
    {
        var reaching = await db.ServicePeriods
            .Where(s => s.EmployeeId == happened.EmployeeId && s.Employer == null && (s.Until == null || s.Until > happened.EffectiveOn)).ToListAsync(ct);
        if (happened.Kind == UpperSnake.Of(StaffChangeKind.Leaving))
        {
            foreach (var period in reaching)
            {
                period.EndOn(happened.EffectiveOn, db);
            }
        }
        else if (happened.Kind == UpperSnake.Of(StaffChangeKind.Joining) && reaching.Count == 0)
        {
            // Service that was recorded by hand stays as it is.
            db.Add(new ServicePeriod { EmployeeId = happened.EmployeeId, From = happened.EffectiveOn, Document = $"StaffChange {happened.StaffChangeId}" });
        }
    }
}

using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Absences;

internal static class ReplaceDeputyOperation
{
    /// <summary>Lets someone else stand in during the rest of an absence, or someone where nobody did: what is at hand goes to that one.</summary>
    /// <param name="deputy">Who stands in from now on.</param>
    [Mutation, Requires(Permissions.RecordAbsences)]
    public static async Task<Absence> ReplaceDeputy(Absence absence, Employee deputy, OrganizationDbContext db, TimeProvider clock, CancellationToken ct)
    {
        absence.ReplaceDeputy(deputy.Id, clock.GetUtcNow());
        if (absence.LeaveRequestId is { } leave)
        {
            (await db.LeaveRequests.Locked(leave, ct)).ReplaceDeputy(deputy.Id);
        }

        return absence;
    }
}

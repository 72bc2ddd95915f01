using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

internal static class RefuseCorrectionOperation
{
    /// <summary>Does not agree to a correction. The day stays as it is.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.ApproveCorrections)]
    public static async Task<AttendanceCorrection> RefuseCorrection(AttendanceCorrection attendanceCorrection, string reason, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        attendanceCorrection.Refuse(await db.Decider(caller, Permissions.ApproveCorrections, attendanceCorrection.EmployeeId, AttendanceRules.Own, ct), ApprovalRules.Why(reason), clock.GetUtcNow());
        return attendanceCorrection;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

internal static class RefuseCorrectionOperation
{
    /// <summary>Does not agree to a correction. The day stays as it is.</summary>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.ApproveCorrections)]
    public static AttendanceCorrection RefuseCorrection(AttendanceCorrection attendanceCorrection, string reason, Caller caller, TimeProvider clock)
    {
        attendanceCorrection.Refuse(ApprovalRules.Decider(caller, attendanceCorrection.EmployeeId, AttendanceRules.Own), ApprovalRules.Why(reason), clock.GetUtcNow());
        return attendanceCorrection;
    }
}

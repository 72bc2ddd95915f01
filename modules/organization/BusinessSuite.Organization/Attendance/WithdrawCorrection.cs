using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

internal static class WithdrawCorrectionOperation
{
    /// <summary>Takes a correction back before it is decided.</summary>
    [Mutation, Requires(Permissions.RequestCorrections)]
    public static AttendanceCorrection WithdrawCorrection(AttendanceCorrection attendanceCorrection)
    {
        attendanceCorrection.Withdraw();
        return attendanceCorrection;
    }
}

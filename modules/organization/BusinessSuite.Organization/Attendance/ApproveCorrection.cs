using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

internal static class ApproveCorrectionOperation
{
    /// <summary>Agrees to a correction. The day is judged with it from now on; the clock events stay as they are.</summary>
    [Mutation, Requires(Permissions.ApproveCorrections)]
    public static async Task<AttendanceCorrection> ApproveCorrection(AttendanceCorrection attendanceCorrection, OrganizationDbContext db, AttendanceBook book, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        attendanceCorrection.Approve(await db.Decider(caller, Permissions.ApproveCorrections, attendanceCorrection.EmployeeId, AttendanceRules.Own, ct), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await book.Keep(attendanceCorrection.EmployeeId, attendanceCorrection.Day, attendanceCorrection.Day, ct);
        return attendanceCorrection;
    }
}

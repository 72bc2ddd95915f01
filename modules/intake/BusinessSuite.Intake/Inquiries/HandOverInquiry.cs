using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

internal static class HandOverInquiryOperation
{
    /// <summary>Lets another employee answer a promised inquiry. What was promised stays promised.</summary>
    /// <param name="employeeId">Who answers it from now on.</param>
    [Mutation, Requires(Permissions.RecordInquiries)]
    public static async Task<Inquiry> HandOverInquiry(Inquiry inquiry, Id<EmployeeRef> employeeId, IntakeDbContext db, IUnrestricted unrestricted, CancellationToken ct)
    {
        inquiry.HandOver(employeeId);
        await unrestricted.HandOver(db, ct);
        return inquiry;
    }
}

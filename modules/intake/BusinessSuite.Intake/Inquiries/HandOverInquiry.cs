using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Inquiries;

internal static class HandOverInquiryOperation
{
    /// <summary>Lets another employee answer a promised inquiry, who is told, unless he took it himself. What was promised stays promised.</summary>
    /// <param name="employeeId">Who answers it from now on.</param>
    [Mutation, Requires(Permissions.RecordInquiries)]
    public static async Task<Inquiry> HandOverInquiry(
        Inquiry inquiry, Id<EmployeeRef> employeeId, IntakeDbContext db, IUnrestricted unrestricted, IColleagues colleagues, Caller caller, CancellationToken ct)
    {
        var isNews = inquiry.ResponsibleId != employeeId.Value && caller.EmployeeId != employeeId.Value;
        inquiry.HandOver(employeeId);
        var promisedAt = await db.Promises.Where(p => p.InquiryId == inquiry.Id).OrderByDescending(p => p.Ordinal).Select(p => p.PromisedAt).FirstAsync(ct);
        await unrestricted.HandOver(db, ct);
        if (isNews)
        {
            // It may come back to who was told of it before.
            await colleagues.Tell(employeeId, new InquiryGiven(inquiry.Question, promisedAt), new($"{InquiryGiven.Template}:{inquiry.Id}:{Guid.NewGuid()}") { AboutId = inquiry.Id }, ct);
        }

        return inquiry;
    }
}

using BusinessSuite.Intake.Contacts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

internal static class AnswerInquiryOperation
{
    /// <summary>
    /// Answers a promised inquiry. The answer is sent by mail or text, by phone through a phone task when a call is what the contact wants; who can be
    /// reached by none of these is told by whoever answers.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="told">Whether the contact was told already, so that nothing is sent.</param>
    [Mutation, Requires(Permissions.RecordInquiries)]
    public static async Task<Inquiry> AnswerInquiry(
        Inquiry inquiry, string answer, IntakeDbContext db, IMessages messages, TimeProvider clock, CancellationToken ct, bool told = false)
    {
        inquiry.Reply(answer, clock.GetUtcNow());
        if (!told && await db.Contacts.Recipient(inquiry.ContactId, c => c.WaysToWrite(messages.Channels), ct) is { } contact)
        {
            inquiry.Travel(await messages.Send(
                new InquiryAnswered(contact.Name, inquiry.Question, inquiry.Answer!),
                contact,
                new($"{InquiryAnswered.Template}:{inquiry.Id}") { AboutId = inquiry.Id, DepartmentId = inquiry.DepartmentId, ResponsibleId = inquiry.ResponsibleId },
                ct));
        }

        return inquiry;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

internal static class AnswerInquiryOperation
{
    /// <summary>Answers a promised inquiry.</summary>
    /// <param name="answer">The answer.</param>
    [Mutation, Requires(Permissions.RecordInquiries)]
    public static Inquiry AnswerInquiry(Inquiry inquiry, string answer, TimeProvider clock)
    {
        inquiry.Reply(answer, clock.GetUtcNow());
        return inquiry;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

/// <summary>What tells someone the answer to a question.</summary>
/// <param name="Customer">Who asked.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">The answer.</param>
internal sealed record InquiryAnswered(string Customer, string Question, string Answer) : IMessageData<InquiryAnswered>
{
    public static string Template => "intake.inquiry";

    public static InquiryAnswered Sample { get; } = new("Zhang San", "Which papers do I need?", "Your identity card and the plan of the site.");
}

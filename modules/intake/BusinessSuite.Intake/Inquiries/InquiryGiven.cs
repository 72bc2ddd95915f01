using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

/// <summary>What tells an employee of an inquiry that is his to answer now.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="PromisedAt">Until when the answer is promised.</param>
internal sealed record InquiryGiven(string Question, DateTimeOffset PromisedAt) : IMessageData<InquiryGiven>
{
    public static string Template => "intake.inquiry-given";

    public static InquiryGiven Sample { get; } = new("Which papers do I need?", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero));
}

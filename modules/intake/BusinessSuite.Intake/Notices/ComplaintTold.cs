using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>What tells a customer how a complaint goes on.</summary>
/// <param name="Customer">The customer's name.</param>
/// <param name="Number">The complaint's number.</param>
/// <param name="About">ACKNOWLEDGEMENT, RESPONSE, RECTIFICATION or CLOSING.</param>
/// <param name="Outcome">Whether the customer was found to be right: UPHELD, PARTLY_UPHELD or NOT_UPHELD; empty before the response, and when it is secret.</param>
/// <param name="Text">What the customer is told, or how to read it.</param>
/// <param name="Until">Until when the customer can reply to a response; null otherwise.</param>
internal sealed record ComplaintTold(string Customer, string Number, string About, string Outcome, string Text, DateTimeOffset? Until) : IMessageData<ComplaintTold>
{
    public static string Template => "intake.complaint";

    public static ComplaintTold Sample { get; } = new(
        "Zhang San", "CMP-2026-000001", "RESPONSE", "UPHELD", "We are sorry. The file lay in a drawer.", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero));
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>What tells an applicant the outcome of a review.</summary>
/// <param name="Applicant">The applicant's name.</param>
/// <param name="Document">The number of the outcome document.</param>
/// <param name="Outcome">ACCEPTED, NOT_ACCEPTED or SUPPLEMENT.</param>
/// <param name="Text">The document's text.</param>
internal sealed record OutcomeTold(string Applicant, string Document, string Outcome, string Text) : IMessageData<OutcomeTold>
{
    public static string Template => "intake.outcome";

    /// <summary>Names the message that tells a document.</summary>
    public static string Key(Guid document) => $"{Template}:{document}";

    public static OutcomeTold Sample { get; } = new("Zhang San", "SUP-2026-000001", "SUPPLEMENT", "Please supply: Identity card.");
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>What tells an applicant that an application was cancelled.</summary>
/// <param name="Applicant">The applicant's name.</param>
/// <param name="Number">The application's number; empty when it has none.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Reason">Why.</param>
internal sealed record CancellationTold(string Applicant, string Number, string Type, string Reason) : IMessageData<CancellationTold>
{
    public static string Template => "intake.cancellation";

    public static CancellationTold Sample { get; } = new("Zhang San", "PERMIT-20260302-0001", "Permit", "You took it back.");
}

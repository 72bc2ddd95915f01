using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>What tells an applicant the result.</summary>
/// <param name="Applicant">The applicant's name.</param>
/// <param name="Number">The application's number.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Result">The result in words.</param>
internal sealed record ResultTold(string Applicant, string Number, string Type, string Result) : IMessageData<ResultTold>
{
    public static string Template => "intake.result";

    public static ResultTold Sample { get; } = new("Zhang San", "PERMIT-20260302-0001", "Permit", "The permit is granted.");
}

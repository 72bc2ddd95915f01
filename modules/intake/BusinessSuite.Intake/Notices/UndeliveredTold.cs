using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>What tells an employee that something did not reach a customer.</summary>
/// <param name="Number">The number of the application or complaint; empty where there is none.</param>
/// <param name="About">What was to be told: OUTCOME, RESULT or CANCELLATION of an application; ACKNOWLEDGEMENT, RESPONSE, RECTIFICATION or CLOSING of a complaint; ANSWER to an inquiry.</param>
internal sealed record UndeliveredTold(string Number, string About) : IMessageData<UndeliveredTold>
{
    public static string Template => "intake.undelivered";

    public static UndeliveredTold Sample { get; } = new("PERMIT-20260302-0001", "RESULT");
}

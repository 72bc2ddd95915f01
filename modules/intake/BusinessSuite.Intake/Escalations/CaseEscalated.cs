using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Escalations;

internal static class CaseEscalatedSubscription
{
    /// <summary>Whatever goes up to an employee, as soon as it does.</summary>
    /// <param name="recipientId">The employee.</param>
    [Subscription, Requires(Permissions.ReadEscalations)]
    public static Id<Escalation> CaseEscalated(CaseEscalated happened, Id<EmployeeRef> recipientId) => new(happened.EscalationId);
}

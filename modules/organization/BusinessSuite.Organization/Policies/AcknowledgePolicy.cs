using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Policies;

internal static class AcknowledgePolicyOperation
{
    /// <summary>Acknowledges a version of a policy, for oneself.</summary>
    [Mutation, Requires(Permissions.AcknowledgePolicies)]
    public static Acknowledgement AcknowledgePolicy(Acknowledgement acknowledgement, Caller caller, TimeProvider clock)
    {
        if (caller.EmployeeId != acknowledgement.EmployeeId)
        {
            throw new RuleViolation(PolicyRules.NotYours);
        }

        acknowledgement.AcknowledgedAt = acknowledgement.AcknowledgedAt is null ? clock.GetUtcNow() : throw new RuleViolation(PolicyRules.Twice);
        return acknowledgement;
    }
}

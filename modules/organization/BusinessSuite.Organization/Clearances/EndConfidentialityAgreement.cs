using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Clearances;

internal static class EndConfidentialityAgreementOperation
{
    /// <summary>Ends a confidentiality agreement. Clearances without another one have no effect any more within five seconds.</summary>
    [Mutation, Requires(Permissions.AdministerClearances)]
    public static ConfidentialityAgreement EndConfidentialityAgreement(ConfidentialityAgreement confidentialityAgreement, TimeProvider clock)
    {
        confidentialityAgreement.EndedAt = confidentialityAgreement.EndedAt is null ? clock.GetUtcNow() : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        return confidentialityAgreement;
    }
}

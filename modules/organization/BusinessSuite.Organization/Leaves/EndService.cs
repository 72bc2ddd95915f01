using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class EndServiceOperation
{
    /// <summary>Ends an employee's service in this company.</summary>
    /// <param name="on">The first day on which it does not hold any more.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static ServicePeriod EndService(ServicePeriod servicePeriod, DateOnly on)
    {
        Period.Check(servicePeriod.From, on);
        servicePeriod.Until = servicePeriod.Until is null ? on : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        return servicePeriod;
    }
}

using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class EndPostHoldingOperation
{
    /// <summary>Ends an employee's time in a post.</summary>
    /// <param name="on">The first day on which it does not hold any more.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static PostHolding EndPostHolding(PostHolding postHolding, DateOnly on)
    {
        Period.Check(postHolding.ValidFrom, on);
        if (postHolding.ValidUntil < on)
        {
            throw new RuleViolation(OrganizationRules.AlreadyEnded);
        }

        postHolding.ValidUntil = on;
        return postHolding;
    }
}

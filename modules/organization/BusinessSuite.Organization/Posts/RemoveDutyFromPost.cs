using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class RemoveDutyFromPostOperation
{
    /// <summary>Ends a duty of a post.</summary>
    /// <param name="on">The first day on which it does not hold any more.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static PostDuty RemoveDutyFromPost(PostDuty postDuty, DateOnly on)
    {
        Period.Check(postDuty.ValidFrom, on);
        if (postDuty.ValidUntil < on)
        {
            throw new RuleViolation(OrganizationRules.AlreadyEnded);
        }

        postDuty.ValidUntil = on;
        return postDuty;
    }
}

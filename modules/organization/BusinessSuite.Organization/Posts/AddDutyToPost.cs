using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class AddDutyToPostOperation
{
    /// <summary>Lets a post carry a duty from a day on.</summary>
    /// <param name="validFrom">The first day.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static PostDuty AddDutyToPost(Post post, Duty duty, DateOnly validFrom) => new() { PostId = post.Id, DutyId = duty.Id, ValidFrom = validFrom };
}

using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

internal static class ClosePostOperation
{
    /// <summary>Ends a post. Nobody may hold it and no post may report to it any more on that day.</summary>
    /// <param name="on">The first day on which it does not exist any more.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Post> ClosePost(Post post, DateOnly on, OrganizationDbContext db, CancellationToken ct)
    {
        Period.Check(post.ValidFrom, on);
        if (post.ValidUntil < on)
        {
            throw new RuleViolation(OrganizationRules.AlreadyEnded);
        }

        if (await db.PostHoldings.AnyAsync(h => h.PostId == post.Id && (h.ValidUntil == null || h.ValidUntil > on), ct))
        {
            throw new RuleViolation(OrganizationRules.Occupied, "holders");
        }

        if (await db.ReportingLines.AnyAsync(l => l.AboveId == post.Id && (l.ValidUntil == null || l.ValidUntil > on), ct))
        {
            throw new RuleViolation(OrganizationRules.Occupied, "posts that report to it");
        }

        post.ValidUntil = on;
        return post;
    }
}

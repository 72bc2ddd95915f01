using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

internal static class ClosePostOperation
{
    /// <summary>Ends a post. Nobody may hold it and no post may report to it any more on that day. Its own reporting line ends with it.</summary>
    /// <param name="on">The first day on which it does not exist any more.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Post> ClosePost(Post post, DateOnly on, OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct)
    {
        await Close(post, on, await calendars.Day(clock.GetUtcNow(), ct), db, ct);
        return post;
    }

    /// <summary>Lets a post not exist any more from a day on.</summary>
    public static async Task Close(Post post, DateOnly on, DateOnly today, OrganizationDbContext db, CancellationToken ct)
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

        await EndLine(post, on, today, db, ct);
        post.ValidUntil = on;
    }

    /// <summary>Lets a post report to none any more from a day on.</summary>
    public static async Task EndLine(Post post, DateOnly on, DateOnly today, OrganizationDbContext db, CancellationToken ct)
    {
        db.ReportingLines.End(await db.ReportingLines.Where(l => l.PostId == post.Id && (l.ValidUntil == null || l.ValidUntil > on)).ToListAsync(ct), on, today);
        await db.SaveChangesAsync(ct);
    }
}

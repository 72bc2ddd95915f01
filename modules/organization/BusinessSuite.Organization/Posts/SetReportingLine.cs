using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

internal static class SetReportingLineOperation
{
    /// <summary>Says which post another one reports to from a day on. The line before ends on that day and stays on record; one that begins that day is put right.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="reportsTo">The post above; none at the top.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Post> SetReportingLine(Post post, DateOnly validFrom, OrganizationDbContext db, CancellationToken ct, Post? reportsTo = null)
    {
        var before = await db.ReportingLines.FirstOrDefaultAsync(l => l.PostId == post.Id && l.ValidFrom <= validFrom && (l.ValidUntil == null || l.ValidUntil > validFrom), ct);
        if (before?.ValidFrom == validFrom)
        {
            if (reportsTo is null)
            {
                db.Remove(before);
            }
            else
            {
                before.AboveId = reportsTo.Id;
            }

            return post;
        }

        if (before is not null)
        {
            before.ValidUntil = validFrom;
            // The line before must end before the new one begins, or the two would overlap.
            await db.SaveChangesAsync(ct);
        }

        if (reportsTo is not null)
        {
            db.Add(new ReportingLine { PostId = post.Id, AboveId = reportsTo.Id, ValidFrom = validFrom });
        }

        return post;
    }
}

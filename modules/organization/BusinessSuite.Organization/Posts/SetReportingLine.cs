using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

internal static class SetReportingLineOperation
{
    /// <summary>
    /// Says which post another one reports to, from a day on until the change that is planned next. The line before ends on that day and stays on record;
    /// one that begins that day is put right. What held before today is not changed; where nothing is recorded yet, history is entered from its newest line backwards.
    /// </summary>
    /// <param name="validFrom">The first day: today or later, or before all lines of the post.</param>
    /// <param name="reportsTo">The post above; none at the top.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Post> SetReportingLine(
        Post post, DateOnly validFrom, OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, Post? reportsTo = null)
    {
        await Set(post, reportsTo, validFrom, await calendars.Day(clock.GetUtcNow(), ct), db, ct);
        return post;
    }

    /// <summary>Lets a post report to another one, or to none, from a day on.</summary>
    public static async Task Set(Post post, Post? reportsTo, DateOnly day, DateOnly today, OrganizationDbContext db, CancellationToken ct)
    {
        var lines = await db.ReportingLines.Where(l => l.PostId == post.Id).OrderBy(l => l.ValidFrom).ToListAsync(ct);
        if (day < today && lines.Any(l => l.ValidFrom <= day))
        {
            throw new RuleViolation(OrganizationRules.ChangedBefore) { Field = ["validFrom"] };
        }

        if (reportsTo is not null && post.ValidUntil <= day)
        {
            throw new RuleViolation(OrganizationRules.PostClosed) { Field = ["validFrom"] };
        }

        var before = lines.FirstOrDefault(l => l.ValidFrom <= day && (l.ValidUntil is null || l.ValidUntil > day));
        var until = (before is null ? lines.FirstOrDefault(l => l.ValidFrom > day)?.ValidFrom : before.ValidUntil) ?? post.ValidUntil;
        if (before?.ValidFrom == day && reportsTo is not null)
        {
            before.AboveId = reportsTo.Id;
            return;
        }

        if (before is not null)
        {
            db.ReportingLines.End([before], day, today);
            // The line before must end before the new one begins, or the two would overlap.
            await db.SaveChangesAsync(ct);
        }

        if (reportsTo is not null)
        {
            db.Add(new ReportingLine { PostId = post.Id, AboveId = reportsTo.Id, ValidFrom = day, ValidUntil = until });
        }
    }
}
